using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning.BuiltIn;

/// <summary>Decides what kind of turn a message is, and makes its plan and the state after it.</summary>
internal sealed class Turn(PlanningInput input, Lexicon lexicon, TitleReader titles, Reading reading)
{
    private const int MostWordsOfSmallTalk = 8;
    private readonly CatalogSnapshot _catalog = lexicon.Catalog;
    private readonly ConversationState _state = input.State;

    /// <summary>"seen the first two", "not the second", "something like it".</summary>
    private bool PointsWithFeeling =>
        (
            reading.Places.Count > 0
            && reading.HasAny(Cue.Seen, Cue.SeenAll, Cue.Not, Cue.Like, Cue.Liked, Cue.Disliked, Cue.More)
            && _state.LastItems.Count > 0
        ) || (reading.Has(Cue.Like) && reading.Has(Cue.That) && _state.Focus.Count > 0);

    private bool HasMentions => reading.Mentions.Count > 0;

    /// <summary>The plan of the message.</summary>
    public PlanningResult Plan()
    {
        var foreign = new ForeignTurn(input, reading);
        if (foreign.Language is not null || reading.IsOfOtherLanguage)
        {
            var named = foreign.Names() is { } names ? new Turn(input, lexicon, titles, names).Request() : null;
            return named is null ? Without(Intent.Help, foreign.Apology) : named with { Text = foreign.Apology };
        }

        if (
            (reading.Has(Cue.Injection) && !HasSolidRequest())
            || (reading.Has(Cue.OffTopic) && !HasSolidRequest() && !reading.Wanted.Any(m => m.Kind == MentionKind.Phrase))
        )
        {
            return Without(Intent.OutOfScope, SmallTalk.OutOfScope(_catalog.Schema));
        }

        if (new MemoryTurn(input, lexicon, reading).Read() is { } memory)
        {
            return memory;
        }

        if (reading.Has(Cue.Why) && (_state.LastItems.Count > 0 || _state.Focus.Count > 0))
        {
            return Explain();
        }

        var questions = new QuestionTurn(input.Serving, lexicon, titles, reading, _state);
        if (
            reading.Missing.Count > 0
            && reading.IsQuestion
            && reading.Questions.Count == 0
            && !reading.HasItemNoun
            && !reading.Has(Cue.Which)
        )
        {
            var items = questions.Unknowing();
            var unsaid = Without(Intent.OutOfScope, string.Join(' ', reading.Missing.Distinct().Select(Unsaid)));
            return items.Count > 0 ? unsaid with { State = _state with { Focus = FocusOn(items) } } : unsaid;
        }

        if (questions.Read() is { } question)
        {
            return Answer(question);
        }

        if (Talk() is { } talk)
        {
            return talk;
        }

        return reading.Unknown.Count > 0
            && !reading.Wanted.Any()
            && !reading.Has(Cue.More)
            && reading.Mentions.TrueForAll(m => m.Regard is Regard.Liked or Regard.Like)
                ? UnknownOnly()
            : reading.Has(Cue.Undo) && !HasMentions ? Undone()
            : Request();
    }

    /// <summary>Conditions that stand firm even in a message that tries to be a rule: a kind, a person, a year.</summary>
    private bool HasSolidRequest() =>
        reading.Mentions.Exists(m => m.Regard == Regard.Wanted && (m.Attribute?.Role == AttributeRole.Kind || m.Phrase?.Where is not null))
        || (
            reading.HasItemNoun
            && reading.Mentions.Exists(m =>
                m.Regard == Regard.Wanted
                && (m.Kind is MentionKind.Range or MentionKind.Phrase || m.Attribute?.Role == AttributeRole.People)
            )
        );

    // ---- talk

    private PlanningResult? Talk()
    {
        if (
            HasMentions
            || reading.PersonGoes is not null
            || PointsWithFeeling
            || reading.Sorting is not null
            || reading.Comparisons.Count > 0
            || reading.Count is not null
            || reading.Unknown.Count > 0
        )
        {
            return null;
        }

        if (reading.Has(Cue.Help))
        {
            return Without(Intent.Help, SmallTalk.Help(_catalog.Schema));
        }

        if (reading.HasAny(Cue.More, Cue.Undo, Cue.SeenAll, Cue.RejectAll, Cue.Reset, Cue.Recent, Cue.Good, Cue.Underrated, Cue.Vague))
        {
            return null;
        }

        if (
            reading.HasAny(Cue.Greeting, Cue.Thanks)
            && reading.WhetherAt is null
            && reading.ContentWords <= 3
            && reading.Words <= MostWordsOfSmallTalk
        )
        {
            return Without(
                Intent.Chitchat,
                reading.Has(Cue.Thanks) && !reading.Tokens[0].Text.StartsWith('h')
                    ? SmallTalk.Thanks(_catalog.Schema, _state.Turn)
                    : SmallTalk.Greeting(_catalog.Schema)
            );
        }

        var searchable = TextSelection.Of(reading, lexicon, _state.Requests.Count > 0).Any();
        if (searchable || reading.HasAny(Cue.Want, Cue.About, Cue.TheOne) || reading.HasItemNoun)
        {
            return null;
        }

        return Without(
            Intent.OutOfScope,
            _state.Turn > 0 && reading.ContentWords <= 2 && reading.Questions.Count == 0
                ? SmallTalk.NotUnderstood(_catalog.Schema)
                : SmallTalk.OutOfScope(_catalog.Schema)
        );
    }

    private PlanningResult Without(Intent intent, string text) =>
        new()
        {
            Plan = new Plan { Intent = intent },
            Understood = Understood(intent, _state.Requests, null),
            State = _state,
            Planner = "built-in",
            Text = text,
        };

    // ---- questions

    private PlanningResult Answer(FactAnswer answer)
    {
        var (intent, lookup, items, verdict) = answer;
        var people =
            items.Count <= 3
                ? items
                    .SelectMany(PeopleAsked)
                    .Except(PeopleOf(_state.Requests), StringComparer.Ordinal)
                    .Distinct(StringComparer.Ordinal)
                    .Take(10)
                    .ToList()
                : [];
        return new PlanningResult
        {
            Plan = new Plan { Intent = intent, Lists = [new PlanList { Count = 1, Steps = [lookup] }] },
            Understood = Understood(intent, _state.Requests, null),
            State = _state with
            {
                Focus = FocusOn(items),
                FocusPeople = people.Count > 0 ? people : _state.FocusPeople,
                LastLookup = lookup,
            },
            Notices = Notices(),
            Planner = "built-in",
            Text = verdict,
        };
    }

    /// <summary>The items, and behind them the others that the same title may mean: "and the old one?".</summary>
    private List<string> FocusOn(IReadOnlyList<int> items)
    {
        var ids = items.Select(_catalog.ItemId).ToList();
        return ids.TrueForAll(_state.Focus.Contains) && _state.LastPlan?.Intent == Intent.Lookup
            ? [.. ids.Concat(_state.Focus).Distinct(StringComparer.Ordinal)]
            : ids;
    }

    private IEnumerable<string> PeopleAsked(int item) =>
        reading
            .Questions.Where(q => q.Attribute.Role == AttributeRole.People)
            .SelectMany(q => _catalog.Column(q.Attribute.Name)?.Texts(item) ?? []);

    private IEnumerable<string> PeopleOf(IEnumerable<OpenRequest> requests) =>
        requests.SelectMany(r =>
            _catalog
                .Schema.Attributes.Where(a => a.Role == AttributeRole.People)
                .SelectMany(a => (r.Where[a.Name]?.All ?? []).Concat(r.Where[a.Name]?.Any ?? []))
        );

    private PlanningResult Explain()
    {
        IReadOnlyList<int> items = [.. reading.Mentions.Where(m => m.Kind == MentionKind.Item).Select(m => m.Items[0])];
        if (items.Count == 0 && reading.Places.Count > 0)
        {
            items = new QuestionTurn(input.Serving, lexicon, titles, reading, _state).PointedAt();
        }

        if (items.Count == 0)
        {
            var shown = _state.LastItems.Count > 0 ? _state.LastItems : _state.Focus;
            items = [.. shown.Select(_catalog.IndexOf).Where(i => i >= 0).Take(reading.HasAny(Cue.That) && shown.Count == 1 ? 1 : 3)];
        }

        if (items.Count == 0)
        {
            return Without(Intent.OutOfScope, SmallTalk.NotUnderstood(_catalog.Schema));
        }

        var ids = items.Select(_catalog.ItemId).ToList();
        return new PlanningResult
        {
            Plan = PlanWriter.Explained(ids, _state.Requests),
            Understood = Understood(Intent.Explain, _state.Requests, null),
            State = _state with { Focus = ids },
            Planner = "built-in",
        };
    }

    private PlanningResult UnknownOnly()
    {
        return new PlanningResult
        {
            Plan = new Plan { Intent = Intent.Recommend },
            Understood = Understood(Intent.Recommend, [], null),
            State = _state with { Requests = [], Undo = _state.Pushed() },
            Notices = Notices(),
            Planner = "built-in",
        };
    }

    // ---- requests

    private PlanningResult Undone()
    {
        var before = _state.Undo.Count > 0 ? _state.Undo[^1] : _state.Requests;
        return Listed(Intent.Refine, before, _state with { Requests = before, Undo = [.. _state.Undo.SkipLast(1)] });
    }

    private PlanningResult Request()
    {
        var changes = new RequestTurn(input, lexicon, titles, reading);
        var (requests, isRefinement) = changes.Next();
        var intent = changes.IntentOf(requests, isRefinement);
        var next = _state with
        {
            Requests = requests,
            Undo = _state.Pushed(),
            FocusPeople = PeopleOf(requests).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } people
                ? people
                : _state.FocusPeople,
            Focus = [],
            LastLookup = null,
            Remembered = ProfileChanges.Joined(_state.Remembered, changes.Remember, null),
        };
        if (reading.Has(Cue.HowMany))
        {
            return Counted(requests, next);
        }

        // "the shortest of them": one of those just shown; "sort them by year": all of them. This time only.
        var among =
            isRefinement
            && (reading.Sorting is { IsSingle: true } || reading.HasAny(Cue.Best, Cue.Worst))
            && (reading.Has(Cue.Those) || (reading.Has(Cue.Which) && !reading.HasItemNoun))
            && !HasMentions
            && _state.LastItems.Count > 1;
        var reordered =
            isRefinement
            && reading.Sorting is { IsSingle: false }
            && reading.HasAny(Cue.SortBy, Cue.Chronological)
            && !HasMentions
            && requests.Count == 1
            && _state.LastItems.Count > 1;
        var listed =
            among || reordered
                ?
                [
                    .. requests.Select(r =>
                        r with
                        {
                            Items = _state.LastItems,
                            Exclude = [],
                            Count = reading.Count ?? (among ? 1 : _state.LastItems.Count),
                        }
                    ),
                ]
                : requests;
        return Listed(intent, listed, next, changes.Remember, changes.Ask(requests, isRefinement));
    }

    private PlanningResult Counted(IReadOnlyList<OpenRequest> requests, ConversationState next)
    {
        var lookup = new LookupStep { Question = "count" };
        return new PlanningResult
        {
            Plan = PlanWriter.Counted(requests, lookup),
            Understood = Understood(Intent.Lookup, requests, null),
            State = next with { LastLookup = lookup },
            Notices = Notices(),
            Planner = "built-in",
        };
    }

    private PlanningResult Listed(
        Intent intent,
        IReadOnlyList<OpenRequest> requests,
        ConversationState next,
        ProfileChange? remember = null,
        string? ask = null
    ) =>
        new()
        {
            Plan = PlanWriter.Write(intent, requests, input.Count, ask, remember, input.Serving),
            Understood = Understood(intent, requests, requests.Count > 0 ? requests[0].Text : null),
            State = next,
            Notices = Notices(),
            Planner = "built-in",
        };

    private List<Notice> Notices()
    {
        var notices = reading.Corrected.Select(c => ReadingNotices.Corrected(c.Typed, c.Read)).OfType<Notice>().ToList();
        notices.AddRange(reading.Unknown.Select(ReadingNotices.Unknown));
        notices.AddRange(reading.Missing.Distinct().Select(m => new Notice(NoticeCodes.UnknownValue, Unsaid(m))));
        return notices;
    }

    private static string Unsaid(MissingDefinition missing) => ReadingNotices.Unsaid(missing.Name);

    private Understood Understood(Intent intent, IReadOnlyList<OpenRequest> requests, string? text) =>
        new()
        {
            Intent = intent,
            Conditions = requests.Count > 0 ? requests[0].Where : ItemFilter.Empty,
            Preferences = requests.Count > 0 ? requests[0].Prefer : ItemFilter.Empty,
            Mentioned =
            [
                .. reading
                    .Mentions.Where(m => m.Kind == MentionKind.Item && m.Items.Count > 0)
                    .Select(m => new MentionedItem(m.Text, _catalog.ItemId(m.Items[0]), _catalog.Title(m.Items[0]), Sentiment(m.Regard))),
            ],
            Unknown = reading.Unknown,
            FreeText = text,
        };

    private static string Sentiment(Regard stance) =>
        stance switch
        {
            Regard.Like or Regard.Liked => "liked",
            Regard.Disliked => "disliked",
            Regard.Seen => "seen",
            Regard.Unwanted or Regard.Never => "unwanted",
            _ => "neutral",
        };
}
