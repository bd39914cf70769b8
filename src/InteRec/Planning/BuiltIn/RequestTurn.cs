using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>A turn that asks for items: a new request, a change of the one that holds, or more of the same.</summary>
internal sealed class RequestTurn(PlanningInput input, Lexicon lexicon, TitleReader titles, Reading reading)
{
    private readonly CatalogSnapshot _catalog = lexicon.Catalog;
    private readonly ConversationState _state = input.State;

    /// <summary>What the message says for the profile, or null.</summary>
    public ProfileChange? Remember { get; private set; }

    private bool IsFresh =>
        reading.Has(Cue.RejectAll)
        || (reading.Has(Cue.More) && !(reading.Has(Cue.Swap) && reading.Places.Count > 0))
        || (reading.Has(Cue.SeenAll) && reading.Places.Count == 0);

    /// <summary>The requests that hold after the message, and whether they are changes of those before.</summary>
    public (IReadOnlyList<OpenRequest> Requests, bool IsRefinement) Next()
    {
        Remember = MemoryTurn.FromMentions(reading, _catalog);
        AddPronoun();
        AddPlaces();
        var isRefinement = _state.Requests.Count > 0 && !reading.Has(Cue.Reset) && !IsNew();
        var builder = new RequestBuilder(lexicon, reading, _state);
        List<OpenRequest> next;
        if (isRefinement && WithoutList() is { Count: > 0 } left)
        {
            next = left;
        }
        else if (isRefinement)
        {
            var named = Named();
            var held = reading.Has(Cue.Only) && named.Count > 0 ? named : Touched();
            next = [.. held.Select(r => named.Count == 0 || named.Contains(r) ? builder.Apply(r, null, true) : r)];
            next = reading.Has(Cue.TheOne) && next.TrueForAll(IsEmpty) ? Earlier(builder) ?? next : next;
        }
        else
        {
            var parts = reading.Mentions.Where(m => m.Regard is not Regard.Dropped).Select(m => m.Part).Distinct().Order().ToList();
            var several =
                parts.Count > 1
                && parts.All(p =>
                    reading.Mentions.Exists(m =>
                        m.Part == p && (IsKind(m) || (m.Regard == Regard.Wanted && m.Attribute?.Role == AttributeRole.People))
                    )
                );
            next = several ? [.. parts.Select(p => builder.Apply(Fresh(), p, false))] : [builder.Apply(Fresh(), null, false)];
        }

        return ([.. next.Select(r => Finish(r))], isRefinement);
    }

    /// <summary>The intent that the reply carries.</summary>
    public Intent IntentOf(IReadOnlyList<OpenRequest> requests, bool isRefinement) =>
        isRefinement ? (IsFresh && reading.Mentions.Count == 0 ? Intent.More : Intent.Refine)
        : requests.Any(r => r.Like.Count > 0) ? Intent.Similar
        : Intent.Recommend;

    /// <summary>Whether to ask back, and about what: only where the request leaves much open.</summary>
    public string? Ask(IReadOnlyList<OpenRequest> requests, bool isRefinement)
    {
        if (
            requests.Count != 1
            || isRefinement && !reading.Has(Cue.Vague)
            || requests[0] is not { Like.Count: 0, Text: null, By: null, Items: null } request
        )
        {
            return null;
        }

        return request.Where.Conditions.Count + request.Prefer.Conditions.Count <= 1 && request.Count is null or > 1 ? "auto" : null;
    }

    private static bool IsKind(Mention mention) =>
        mention.Regard == Regard.Wanted && (mention.Attribute?.Role == AttributeRole.Kind || mention.Kind == MentionKind.Phrase);

    private OpenRequest Fresh() => new() { Exclude = _state.Rejected };

    /// <summary>
    /// "the one he directed" may mean what a later condition has shut out: the latest request before that has such an item.
    /// </summary>
    private List<OpenRequest>? Earlier(RequestBuilder builder) =>
        _state
            .Undo.Reverse()
            .Select(requests => requests.Select(r => builder.Apply(r, null, true)).ToList())
            .FirstOrDefault(requests => requests.Exists(r => !IsEmpty(r)));

    private bool IsEmpty(OpenRequest request) => input.Serving.Filters.Apply(_catalog.Available.Copy(), request.Where).Count() == 0;

    /// <summary>Of several lists the one that the message names the kind of; otherwise all.</summary>
    private IReadOnlyList<OpenRequest> Touched()
    {
        if (_state.Requests.Count < 2)
        {
            return _state.Requests;
        }

        var named = Named();
        return named.Count > 0 && !reading.Mentions.Exists(m => m.Regard == Regard.Dropped) ? named
            : reading.Places is [var place and > 0] && place <= _state.Requests.Count && reading.Tokens.Any(t => t.Text == "list")
                ? [_state.Requests[place - 1]]
            : _state.Requests;
    }

    /// <summary>"drop the documentary" of several lists: the others as they are; none where no list as such is dropped.</summary>
    private List<OpenRequest> WithoutList()
    {
        var dropped =
            _state.Requests.Count > 1
            && reading.Mentions.Count > 0
            && reading.Mentions.TrueForAll(m =>
                (m.Regard == Regard.Dropped || (m.Regard == Regard.Unwanted && reading.Has(Cue.Drop)))
                && (m.Attribute?.Role == AttributeRole.Kind || m.Kind == MentionKind.Phrase)
            )
                ? Named()
                : [];
        return dropped.Count > 0 ? [.. _state.Requests.Except(dropped)] : [];
    }

    /// <summary>The requests whose kind the message names.</summary>
    private List<OpenRequest> Named() =>
        [
            .. _state.Requests.Where(r =>
                reading.Mentions.Exists(m =>
                    (
                        IsKind(m)
                        || m.Regard == Regard.Dropped
                        || reading.Has(Cue.Drop)
                        || (m.Regard == Regard.Wanted && m.Attribute?.Role == AttributeRole.People)
                    ) && SharesKind(m, r)
                )
            ),
        ];

    private static bool SharesKind(Mention mention, OpenRequest request)
    {
        var values = mention.Phrase?.Where?.Conditions.SelectMany(c => (c.Value.Any ?? []).Concat(c.Value.All ?? [])) ?? mention.Values;
        var asked = request.Where.Conditions.Values.SelectMany(c => (c.Any ?? []).Concat(c.All ?? []));
        return values.Intersect(asked, StringComparer.Ordinal).Any();
    }

    /// <summary>
    /// A new request says anew what is looked for (a kind, a person, an item to be like) in a whole sentence, and does not point back to
    /// what was there ("those", "instead", "only", "the one").
    /// </summary>
    private bool IsNew()
    {
        var wanted = reading.Wanted.ToList();
        if (!HasContent(_state.Requests))
        {
            return true;
        }

        if (wanted.Count == 0)
        {
            return reading.Mentions.Count == 0 && reading.HasItemNoun && reading.HasAny(Cue.About, Cue.TheOne) && !IsFresh;
        }

        if (wanted.Where(IsKind).Select(m => m.Part).Distinct().Count() > 1)
        {
            return true; // "three thrillers and two westerns"
        }

        if (reading.HasAny(Cue.Those, Cue.Only, Cue.TheOne, Cue.SeenAll, Cue.RejectAll, Cue.Also) || wanted.Exists(m => m.IsAlso))
        {
            return false;
        }

        if (wanted.Exists(m => m.Kind == MentionKind.Item))
        {
            return true;
        }

        var isPerson = wanted.Exists(m => m.Attribute?.Role == AttributeRole.People);
        if (reading.Has(Cue.Replace))
        {
            return isPerson && _state.Requests.All(r => r.Where.Conditions.Count == 0);
        }

        var holdsKind = _state.Requests.Any(r => r.Where.Conditions.Keys.Any(k => _catalog.Schema.Find(k)?.Role == AttributeRole.Kind));
        var isKind = wanted.Exists(IsKind);
        var holdsPerson = _state.Requests.Any(r => r.Where.Conditions.Keys.Any(k => _catalog.Schema.Find(k)?.Role == AttributeRole.People));
        return reading.HasItemNoun
            && (
                (isPerson && holdsPerson)
                || (isKind && holdsKind && (isPerson || wanted.Count >= 2))
                || (isPerson && reading.Has(Cue.More))
                || (isPerson && isKind)
            );
    }

    private static bool HasContent(IReadOnlyList<OpenRequest> requests) =>
        requests.Any(r => !r.Where.IsEmpty || !r.Prefer.IsEmpty || r.Text is not null || r.Like.Count > 0 || r.Items is not null);

    private OpenRequest Finish(OpenRequest request)
    {
        if (IsFresh)
        {
            request = request with { Exclude = [.. request.Exclude.Concat(_state.Shown).Distinct(StringComparer.Ordinal)] };
        }

        if (reading.Has(Cue.TheOne) && request.Text is not null && request.Count is null)
        {
            request = request with { Count = 3 };
        }

        return request with
        {
            Where = Never(request.Where),
        };
    }

    /// <summary>What this conversation was told never to show holds for every request of it.</summary>
    private ItemFilter Never(ItemFilter where)
    {
        foreach (var value in (_state.Remembered?.Unwanted ?? []).Concat(Remember?.Unwanted ?? []))
        {
            foreach (
                var column in _catalog
                    .Columns.OfType<CategoryColumn>()
                    .Where(c => c.ValueId(value) >= 0 && c.Definition.Role != AttributeRole.Topic)
            )
            {
                var asked = reading.Wanted.Any(m => m.Values.Contains(value));
                where = asked ? where : where.Exclude(column.Definition.Name, [column.Values[column.ValueId(value)]]);
            }
        }

        return where;
    }

    /// <summary>"what else has he directed": the person talked about, unless the request has them already.</summary>
    private void AddPronoun()
    {
        if (
            reading.PersonGoes == Regard.Unwanted
            && reading.Has(Cue.Like)
            && reading.Roles.Count == 0
            && reading.Mentions.FindIndex(m => m.Regard == Regard.Wanted && m.Attribute?.Role == AttributeRole.People) is var made and >= 0
        )
        {
            InStyleOf(made);
            return;
        }

        if (reading.PersonGoes is { } stance && _state.FocusPeople is [var gone, ..])
        {
            foreach (
                var column in _catalog
                    .Columns.OfType<CategoryColumn>()
                    .Where(c => c.Definition.Role == AttributeRole.People && c.ValueId(gone) >= 0)
            )
            {
                reading.Mentions.Add(
                    new Mention(MentionKind.Value, stance, 0, 1)
                    {
                        Attribute = column.Definition,
                        Values = [gone],
                        Text = gone,
                    }
                );
            }

            return;
        }

        if (
            !reading.Has(Cue.Pronoun)
            || _state.FocusPeople.Count == 0
            || reading.Mentions.Exists(m => m.Person is not null && m.Regard == Regard.Wanted)
        )
        {
            return;
        }

        var holds = _state.Requests.Any(r =>
            r.Where.Conditions.Values.Any(c => (c.All ?? []).Concat(c.Any ?? []).Contains(_state.FocusPeople[0]))
        );
        var speaksOf = reading.Roles.Count > 0 || reading.Has(Cue.More) || reading.HasItemNoun || reading.HasAny(Cue.Which, Cue.Want);
        if (holds || !speaksOf)
        {
            return;
        }

        var name = _state.FocusPeople[0];
        var at = reading.Cues[Cue.Pronoun];
        var role = reading.Roles.Find(r => r.Wanted).Attribute ?? RoleBefore(at, name) ?? MainRole(name);
        if (role is not null)
        {
            reading.Roles.Clear();
            reading.Mentions.Insert(
                0,
                new Mention(MentionKind.Value, Regard.Wanted, at, at + 1)
                {
                    Attribute = role,
                    Values = [name],
                    Text = name,
                }
            );
            if (_state.Focus.Count > 0 && reading.Has(Cue.More))
            {
                reading.Mentions.Add(
                    new Mention(MentionKind.Item, Regard.Seen, at, at + 1)
                    {
                        Items = [.. _state.Focus.Select(_catalog.IndexOf).Where(i => i >= 0).Take(1)],
                        Text = name,
                    }
                );
            }
        }
    }

    /// <summary>"in the style of David Lynch, but not by him": like the best known of theirs, and none of theirs.</summary>
    private void InStyleOf(int mention)
    {
        const int Examples = 3;
        var person = reading.Mentions[mention];
        var column = _catalog.Categories(person.Attribute!.Name)!;
        var known = person
            .Values.Select(column.ValueId)
            .Where(id => id >= 0)
            .SelectMany(id => column.ItemsWith(id).ToArray())
            .OrderByDescending(_catalog.Known)
            .Take(Examples)
            .ToList();
        reading.Mentions[mention] = person with { Regard = Regard.Unwanted };
        reading.Mentions.AddRange(
            known.Select(item => new Mention(MentionKind.Item, Regard.Like, person.From, person.To)
            {
                Items = [item],
                Text = _catalog.Title(item),
            })
        );
    }

    /// <summary>"with her" and "by him" say in which part.</summary>
    private AttributeDefinition? RoleBefore(int at, string name)
    {
        var before = at > 0 ? reading.Tokens[at - 1].Text : string.Empty;
        return _catalog.Schema.Attributes.FirstOrDefault(a =>
            a.Role == AttributeRole.People && a.Cues.Contains(before) && _catalog.Categories(a.Name)?.ValueId(name) >= 0
        );
    }

    private AttributeDefinition? MainRole(string name) =>
        _catalog
            .Schema.Attributes.Where(a => a.Role == AttributeRole.People && _catalog.Categories(a.Name)?.ValueId(name) >= 0)
            .MaxBy(a => _catalog.Categories(a.Name)!.CountOf(_catalog.Categories(a.Name)!.ValueId(name)));

    private Regard StanceOfPlaces() =>
        reading.HasAny(Cue.Seen, Cue.SeenAll) ? Regard.Seen
        : reading.Has(Cue.Disliked) ? Regard.Disliked
        : reading.HasAny(Cue.Not, Cue.Swap) ? Regard.Unwanted
        : reading.Has(Cue.Liked) ? Regard.Liked
        : Regard.Like;

    /// <summary>"more like the second": items of the last list by their place.</summary>
    private void AddPlaces()
    {
        var byPlace =
            reading.Places.Count > 0
            && reading.HasAny(Cue.Like, Cue.More, Cue.Liked, Cue.Seen, Cue.SeenAll, Cue.Disliked, Cue.Not, Cue.Swap);
        var pointed =
            reading.HasAny(Cue.Like)
            && reading.Has(Cue.That)
            && _state.Focus.Count > 0
            && !reading.Mentions.Exists(m => m.Kind == MentionKind.Item);
        var similar =
            reading.Has(Cue.More)
            && reading.Mentions.Count == 0
            && reading.Tokens.Any(t => t.Text is "similar" or "like")
            && !reading.Has(Cue.Those)
            && _state is { Focus.Count: > 0, LastPlan.Intent: Intent.Lookup };
        if (!byPlace && !pointed && !similar)
        {
            return;
        }

        foreach (var item in new QuestionTurn(input.Serving, lexicon, titles, reading, _state).PointedAt().Take(byPlace ? 5 : 1))
        {
            reading.Mentions.Add(new Mention(MentionKind.Item, StanceOfPlaces(), 0, 1) { Items = [item], Text = _catalog.Title(item) });
        }
    }
}
