using InteRec.Catalog;
using InteRec.Planning.Labels;
using InteRec.Tools;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>Makes the plan of a message that was read: its acts tell what is done, its marks with what.</summary>
internal sealed class ReadTurn
{
    // Talk that is read with less than this is mostly none.
    private const float SureOfTalk = 0.4f;
    private readonly PlanningInput _input;
    private readonly Lexicon _lexicon;
    private readonly MessageLabels _labels;
    private readonly ConversationState _state;
    private readonly CatalogSnapshot _catalog;
    private readonly IReadOnlyList<GroundedMark> _marks;
    private readonly Pointing _pointing;
    private readonly WishGrounding _grounding;
    private readonly TurnNotices _notices;
    private readonly MarkWishes _wishes;
    private readonly IReadOnlyList<Wish> _before;

    /// <param name="input">The message and the conversation so far.</param>
    /// <param name="lexicon">The dictionary of the catalogue.</param>
    /// <param name="before">The open request before the message, in words.</param>
    /// <param name="labels">What the message says.</param>
    /// <param name="candidates">What its words may mean.</param>
    public ReadTurn(
        PlanningInput input,
        Lexicon lexicon,
        IReadOnlyList<Wish> before,
        MessageLabels labels,
        IReadOnlyList<Candidate> candidates
    )
    {
        (_input, _lexicon, _state, _catalog, _before) = (input, lexicon, input.State, lexicon.Catalog, before);
        var meanings = new Meanings(lexicon);
        _labels = SoundLabels.Of(AskedValues.Of(labels, input.Message, candidates), before, input.Message, meanings.AreSame);
        _pointing = new Pointing(_state, _catalog);
        _labels = LikeAll(_labels);
        _marks = new GroundedMarks(input, meanings, _labels, candidates, _pointing, new PartCues(lexicon)).Read();
        _grounding = new WishGrounding(lexicon, meanings);
        _notices = new TurnNotices(_catalog, _marks);
        _wishes = new MarkWishes(_catalog, _marks, _pointing, input.Message);
    }

    /// <summary>"Anything else like that?" after a list is like none of it: what was asked for holds.</summary>
    private MessageLabels LikeAll(MessageLabels labels)
    {
        var isOfList =
            labels.Acts[0] is Act.Recommend or Act.Refine
            && labels.Kept.Count > 0
            && _pointing.Focus.Count == 0
            && _pointing.Last.Count > 1
            && labels.Marks.Any(m => m is { Slot: Slot.Ref, Value: "item", Stance: Stance.Like })
            && !labels.Marks.Any(m => m.Slot == Slot.Item);
        return !isOfList
            ? labels
            : labels with
            {
                Acts = [labels.Marks.Count == 1 ? Act.More : Act.Refine, .. labels.Acts.Skip(1)],
                Marks = [.. labels.Marks.Where(m => m is not { Slot: Slot.Ref, Value: "item", Stance: Stance.Like })],
                Kept = [.. labels.Kept.Select(_ => true)],
            };
    }

    private DatasetSchema Schema => _catalog.Schema;

    /// <summary>The plan.</summary>
    public PlanningResult Plan() =>
        Main() switch
        {
            _ when IsNothing => Without(Intent.OutOfScope, SmallTalk.NotUnderstood(Schema)),
            Act.Inject or Act.OutOfScope when !HasSolidWish => Without(Intent.OutOfScope, SmallTalk.OutOfScope(Schema)),
            Act.Help => Without(Intent.Help, SmallTalk.Help(Schema)),
            Act.Greet => Without(Intent.Chitchat, SmallTalk.Greeting(Schema)),
            Act.Thanks => Without(Intent.Chitchat, SmallTalk.Thanks(Schema, _state.Turn)),
            Act.Bye => Without(Intent.Chitchat, SmallTalk.Bye(Schema)),
            Act.Smalltalk => Without(Intent.Chitchat, SmallTalk.Chat(Schema)),
            Act.Unclear => Without(Intent.OutOfScope, SmallTalk.NotUnderstood(Schema)),
            Act.Remember => Remembered(),
            Act.Forget => Forgotten(),
            Act.Recall => Memory(Intent.Recall, null, null, ProfileWords.Recall(_input)),
            Act.Undo when _state.Undo.Count > 0 && !HasWishes => Undone(),
            Act.Reset when !HasWishes => Reset(),
            Act.Accept when !HasSolidWish => Accepted(),
            Act.Explain => Explained(),
            Act.Compare => Answered(Intent.Compare),
            Act.Lookup => Answered(Intent.Lookup),
            Act.Count => Counted(),
            Act.Complain when !HasWishes => Without(Intent.Complain, SmallTalk.Sorry(Schema)),
            _ when FirstOfList() is { } first => first,
            _ => WithFacts(Requested()),
        };

    /// <summary>Something beside talk and taste wants an answer: "thanks, who made it?" and "I love chess, any films about it?".</summary>
    private Act Main()
    {
        var main = _labels.Acts[0];
        return main.Kind() switch
        {
            TurnKind.Talk when main is not (Act.Inject or Act.OutOfScope or Act.Accept) => _labels.Acts.FirstOrDefault(
                a => a.Kind() != TurnKind.Talk && a is not (Act.Yes or Act.No or Act.Complain),
                main
            ),
            _ when main == Act.Complain && _labels.Acts.Contains(Act.Recall) => Act.Recall,
            TurnKind.Memory when main == Act.Remember => _labels.Acts.FirstOrDefault(
                a => a is Act.Recommend or Act.Refine or Act.More,
                main
            ),
            _ => main,
        };
    }

    /// <summary>Conditions that stand firm even in a message that tries to be something else: a kind, a person, a number.</summary>
    private bool HasSolidWish =>
        _marks.Any(m =>
            m.Mark.Stance is Stance.Want or Stance.Not or Stance.Liked
            && (m.Slot is Slot.Kind or Slot.Order || m.Slot.IsNumber() || m.Slot.IsPerson())
        );

    private bool HasWishes => _marks.Any(m => m.Slot is not (Slot.Ref or Slot.Ask) && m.Mark.Stance is not Stance.Ask);

    // ---- talk

    /// <summary>Nothing is marked, and what kind of talk it is is a guess.</summary>
    private bool IsNothing => _labels.ActConfidence < SureOfTalk && _marks.Count == 0 && _labels.Acts[0].Kind() == TurnKind.Talk;

    private PlanningResult Without(Intent intent, string text) =>
        Result(new Plan { Intent = intent }, _state, _state.Requests) with
        {
            Text = text,
        };

    private PlanningResult Accepted()
    {
        var chosen = _marks.Where(m => m.Slot is Slot.Item or Slot.Ref && m.Items.Count == 1).Select(m => m.Items[0]).Distinct().ToList();
        if (chosen.Count == 0 && _pointing.Last.Count == 1)
        {
            chosen.Add(_pointing.Last[0]);
        }

        var text = chosen.Count == 1 ? SmallTalk.Enjoy(_catalog.Title(chosen[0])) : SmallTalk.Thanks(Schema, _state.Turn);
        return Without(Intent.Accept, text) with { State = _state with { Focus = chosen.Count > 0 ? Ids(chosen) : _state.Focus } };
    }

    private PlanningResult Reset() =>
        Result(new Plan { Intent = Intent.Reset }, _state with { Requests = [], Undo = _state.Pushed(), Focus = [] }, []) with
        {
            Text = SmallTalk.CleanSlate(Schema),
        };

    // ---- memory

    private PlanningResult Remembered()
    {
        var change = ProfileText.Change(_marks, _grounding, _catalog, isWholeMessage: true);
        return change is null
            ? (HasWishes ? Requested() : Without(Intent.Chitchat, SmallTalk.NothingNoted(Schema)))
            : Memory(Intent.Remember, change, null, null);
    }

    private PlanningResult Forgotten()
    {
        var isEverything = _marks.Any(m => m is { Slot: Slot.Drop, Mark.Value: "all" }) || !_marks.Any(m => m.Slot != Slot.Ref);
        var change = isEverything ? new ProfileChange { Everything = true } : ProfileText.Everything(_marks, _grounding, _catalog);
        return change.IsEmpty ? Without(Intent.Forget, SmallTalk.NotUnderstood(Schema)) : Memory(Intent.Forget, null, change, null);
    }

    private PlanningResult Memory(Intent intent, ProfileChange? remember, ProfileChange? forget, string? text) =>
        Result(
            new Plan
            {
                Intent = intent,
                Remember = remember,
                Forget = forget,
            },
            _state with
            {
                Remembered = forget is { Everything: true } ? null : ProfileChanges.Joined(_state.Remembered, remember, forget),
            },
            _state.Requests
        ) with
        {
            Text = text ?? SmallTalk.Noted(remember, forget, name => ProfileWords.Name(_catalog, name)),
        };

    // ---- answers

    private PlanningResult Answered(Intent intent)
    {
        if (intent == Intent.Lookup && AmongListed() is { } among)
        {
            return among;
        }

        if (
            _marks.Any(m => m is { Slot: Slot.Ref, Part: not null })
            && !_marks.Any(m => m.Slot is Slot.Item or Slot.Ref && m.Items.Count > 0)
        )
        {
            return Described(); // "Which did he direct?"
        }

        if (Facts(intent) is { } answer)
        {
            return HasSolidWish && _labels.Acts.Any(a => a is Act.Recommend or Act.Refine or Act.More)
                ? WithFacts(Requested())
                : Answer(answer);
        }

        var isOfCounted = _marks.Any(m => m is { Slot: Slot.Ref, Mark.Value: "list", Items.Count: 0 }) && HasWishes;
        if (_before.Count > 0 && (isOfCounted || _marks.Any(m => m is { Slot: Slot.Plot, Mark.Stance: Stance.Want })))
        {
            return Requested(); // "Which of them is the newest?", where they were counted and not shown; "which one has the dog?"
        }

        if (_marks.Any(m => m.IsUnknown) && !_marks.Any(m => m.Items.Count > 0 || m.Person is not null))
        {
            return Result(new Plan { Intent = Intent.Lookup }, _state, _state.Requests);
        }

        return HasWishes || _marks.Any(m => m.Slot is not (Slot.Ref or Slot.Ask)) || (_marks.Count == 0 && _wishes.Story() is not null)
            ? Described()
            : Without(Intent.OutOfScope, SmallTalk.NotUnderstood(Schema));
    }

    private FactAnswer? Facts(Intent intent) => new FactTurn(_lexicon, _marks, _pointing, _input.Serving, _grounding).Read(intent);

    /// <summary>A message that asks for facts of something as well gets both.</summary>
    private PlanningResult WithFacts(PlanningResult listed) =>
        _labels.Acts.Contains(Act.Lookup)
        && _marks.Any(m => m.Slot == Slot.Ask)
        && _marks.Any(m => m is { Slot: Slot.Item or Slot.Ref, Mark.Stance: Stance.Ask, Items.Count: > 0 })
        && Facts(Intent.Lookup) is { } answer
            ? listed with
            {
                Plan = listed.Plan with { Lists = [.. listed.Plan.Lists, new PlanList { Count = 1, Steps = [answer.Lookup] }] },
            }
            : listed;

    private AmongListed Among => new(_catalog, _marks, _pointing, _input.Serving, _grounding, ChangeWords.AskWhich(_input.Message));

    /// <summary>"Of these only the longest": that one; null where the message says anything else.</summary>
    private PlanningResult? FirstOfList() =>
        _marks.Any(m => m is { Slot: Slot.Ref, Items.Count: > 1 })
        && _marks.All(m => m.Slot is Slot.Ref or Slot.Order || m is { Slot: Slot.Count, Mark.Value: "1" })
        && !ChangeWords.Sort(_input.Message)
        && Among.First() is { } first
            ? First(first)
            : null;

    /// <summary>The fact that makes it the first, and the item.</summary>
    private PlanningResult First(FactAnswer first)
    {
        var answer = Answer(first);
        var item = new OpenRequest { Items = Ids(first.Items), Count = 1 };
        var listed = PlanWriter.Write(Intent.Lookup, [item], 1, null, null, _input.Serving);
        return answer with { Plan = answer.Plan with { Lists = [.. answer.Plan.Lists, .. listed.Lists] } };
    }

    /// <summary>A question that some of what was listed answers, or one of it.</summary>
    private PlanningResult? AmongListed()
    {
        var among = Among;
        if (among.First() is { } first)
        {
            return First(first);
        }

        if (among.Those() is not { } those)
        {
            return null;
        }

        var request = new OpenRequest { Items = Ids(those.Items), Count = those.Items.Count };
        return those.Items.Count == 0
            ? Without(Intent.Lookup, those.Verdict)
            : Listed(Intent.Lookup, [request], _state with { Focus = Ids(those.Items) }) with
            {
                Text = those.Verdict,
            };
    }

    private PlanningResult Answer(FactAnswer answer)
    {
        var people =
            answer.Items.Count <= 3
                ? [.. answer.Items.SelectMany(PeopleAsked).Distinct(StringComparer.Ordinal).Take(10)]
                : new List<string>();
        return Result(
            new Plan { Intent = answer.Intent, Lists = [new PlanList { Count = 1, Steps = [answer.Lookup] }] },
            _state with
            {
                Focus = Ids(answer.Items),
                FocusPeople = people.Count > 0 ? people : _state.FocusPeople,
            },
            _state.Requests
        ) with
        {
            Text = answer.Verdict,
        };
    }

    private IEnumerable<string> PeopleAsked(int item) =>
        _marks
            .Where(m => m.Slot == Slot.Ask && Slots.Of(m.Mark.Value ?? string.Empty) is { } slot && slot.IsPerson())
            .SelectMany(m => new SlotAttributes(Schema).Of(Slots.Of(m.Mark.Value!)!.Value))
            .SelectMany(a => _catalog.Column(a.Name)?.Texts(item) ?? [])
            .Concat(_marks.Where(m => m.Person is not null).Select(m => m.Person!.Name));

    /// <summary>A question that a list answers: "what did he direct?", "what was that film where ...?".</summary>
    private PlanningResult Described()
    {
        var wish = _wishes.Asked();
        if (!wish.Conditions.Any(c => c.Slot.IsOpen()) && _wishes.Story() is { } story)
        {
            wish = new Wish([.. wish.Conditions, new Condition(Slot.Plot, Sign.Wanted, story)]);
        }

        var isByPerson = wish.Conditions.Any(c => c.Slot.IsPerson() || c.Slot == Slot.Series) && !wish.Conditions.Any(c => c.Slot.IsOpen());
        var grounded = _grounding.Ground(wish, [], _pointing.Last);
        var request = grounded.Request with { Count = grounded.Request.Count ?? (isByPerson ? null : OpenRequest.Few) };
        _notices.AddUnknown(grounded.Unknown);
        return IsEmpty(request)
            ? Result(new Plan { Intent = Intent.Lookup }, _state, _state.Requests)
            : Listed(Intent.Recommend, [request], NextState([request]));
    }

    private PlanningResult Counted()
    {
        var grounded = _grounding.Ground(_wishes.Asked(), [], _pointing.Last);
        _notices.AddUnknown(grounded.Unknown);
        var lookup = new LookupStep { Question = "count" };
        IReadOnlyList<OpenRequest> requests = IsEmpty(grounded.Request) && _state.Requests.Count > 0 ? _state.Requests : [grounded.Request];
        return Result(PlanWriter.Counted(requests, lookup), NextState(requests), requests);
    }

    private PlanningResult Explained()
    {
        List<int> items = [.. _marks.Where(m => m.Slot is Slot.Item or Slot.Ref).SelectMany(m => m.Items).Distinct().Take(3)];
        if (items.Count == 0)
        {
            items.AddRange((_pointing.Last.Count > 0 ? _pointing.Last : _pointing.Focus).Take(3));
        }

        if (items.Count == 0)
        {
            return Without(Intent.OutOfScope, SmallTalk.NotUnderstood(Schema));
        }

        var ids = Ids(items);
        return Result(PlanWriter.Explained(ids, _state.Requests), _state with { Focus = ids }, _state.Requests);
    }

    // ---- requests

    private PlanningResult Undone()
    {
        var before = _state.Undo[^1];
        return Listed(Intent.Undo, before, _state with { Requests = before, Undo = [.. _state.Undo.SkipLast(1)] });
    }

    private PlanningResult Requested()
    {
        var main = Main();
        var remember = ProfileText.Change(_marks, _grounding, _catalog, isWholeMessage: false);
        var next = new ReadRequests(_input, AskingLabels(), _marks, _before, _pointing, _grounding, _notices);
        var requests = next.Of(main, HasWishes, remember);
        var isRefinement = next.IsRefinement;
        var state = NextState(requests) with { Remembered = ProfileChanges.Joined(_state.Remembered, remember, null) };
        if (requests.All(IsEmpty) && (_notices.HasUnknown || _marks.Any(m => m.IsUnknown)))
        {
            return Result(new Plan { Intent = Intent.Recommend, Remember = remember }, state with { Requests = [] }, []);
        }

        return Listed(IntentOf(main, requests, isRefinement), requests, state, remember, Ask(requests, isRefinement));
    }

    /// <summary>What else a message does, its wishes are meant where it is answered with a list.</summary>
    private MessageLabels AskingLabels() =>
        _labels.Acts.Any(act => act.Kind() == TurnKind.List)
            ? _labels
            : _labels with
            {
                Acts = [_labels.Kept.Any(kept => kept) ? Act.Refine : Act.Recommend, .. _labels.Acts],
            };

    private static Intent IntentOf(Act main, IReadOnlyList<OpenRequest> requests, bool isRefinement) =>
        main switch
        {
            Act.More => Intent.More,
            Act.Reject => Intent.Reject,
            Act.Complain => Intent.Complain,
            Act.Undo => Intent.Undo,
            _ when isRefinement => Intent.Refine,
            _ => requests.Any(r => r.Like.Count > 0) ? Intent.Similar : Intent.Recommend,
        };

    /// <summary>Whether to ask back, and about what: only where the request leaves much open.</summary>
    private static string? Ask(IReadOnlyList<OpenRequest> requests, bool isRefinement) =>
        !isRefinement
        && requests is [{ Like.Count: 0, Text: null, By: null, Items: null, Count: null or > 1 } request]
        && request.Where.Conditions.Count + request.Prefer.Conditions.Count <= 1
            ? "auto"
            : null;

    private static bool IsEmpty(OpenRequest request) =>
        request.Where.IsEmpty && request.Prefer.IsEmpty && request is { Text: null, Like.Count: 0, Items: null, By: null, Novelty: 0 };

    private PlanningResult Listed(
        Intent intent,
        IReadOnlyList<OpenRequest> requests,
        ConversationState next,
        ProfileChange? remember = null,
        string? ask = null
    ) => Result(PlanWriter.Write(intent, requests, _input.Count, ask, remember, _input.Serving), next, requests);

    private ConversationState NextState(IReadOnlyList<OpenRequest> requests) =>
        _state with
        {
            Requests = requests,
            Undo = _state.Pushed(),
            FocusPeople =
            [
                .. _marks
                    .Where(m => m.Person is not null)
                    .OrderBy(m => m.Slot == Slot.Ref)
                    .Select(m => m.Person!.Name)
                    .Concat(_state.FocusPeople)
                    .Distinct()
                    .Take(10),
            ],
            Focus = _marks.Where(m => m is { Slot: Slot.Item, Mark.Stance: Stance.Seen, Items.Count: > 0 }).Select(m => m.Items[0]).ToList()
                is [var told]
                ? Ids([told])
                : [],
        };

    private PlanningResult Result(Plan plan, ConversationState next, IReadOnlyList<OpenRequest> requests) =>
        new()
        {
            Plan = plan,
            Understood = new Understood
            {
                Intent = plan.Intent,
                Conditions = requests.Count > 0 ? requests[0].Where : ItemFilter.Empty,
                Preferences = requests.Count > 0 ? requests[0].Prefer : ItemFilter.Empty,
                Mentioned = [.. _marks.Where(m => m.Slot == Slot.Item && m.Items.Count > 0).Select(Mentioned)],
                Unknown = [.. _marks.Where(m => m.IsUnknown).Select(m => m.Words)],
                FreeText = requests.Count > 0 ? requests[0].Text : null,
            },
            State = next,
            Notices = _labels.ReadTo is { } end ? [.. _notices.All(), TurnNotices.Unread(_input.Message, end)] : _notices.All(),
            Planner = "built-in",
        };

    private MentionedItem Mentioned(GroundedMark mark) =>
        new(
            mark.Mark.Text(_input.Message),
            _catalog.ItemId(mark.Items[0]),
            _catalog.Title(mark.Items[0]),
            mark.Mark.Stance switch
            {
                Stance.Like or Stance.Liked => "liked",
                Stance.Disliked => "disliked",
                Stance.Seen => "seen",
                Stance.Not or Stance.Never => "unwanted",
                _ => "neutral",
            }
        );

    private List<string> Ids(IEnumerable<int> items) => [.. items.Select(_catalog.ItemId)];
}
