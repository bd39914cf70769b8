using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning.BuiltIn;

/// <summary>Questions of fact: about items named or talked about, counts, comparisons, reasons.</summary>
internal sealed class QuestionTurn(ServingState serving, Lexicon lexicon, TitleReader titles, Reading reading, ConversationState state)
{
    private readonly CatalogSnapshot _catalog = lexicon.Catalog;

    /// <summary>The answer; null where the message is no question of fact.</summary>
    public FactAnswer? Read()
    {
        var named = NamedItems();
        if (reading.Has(Cue.Common) && Several(named) is { } shared)
        {
            return new FactAnswer(Intent.Compare, Step("common", shared, null), shared);
        }

        if ((Described(named) ?? Checked(named)) is { } described)
        {
            return described;
        }

        if (MoodCompared() is { } moods)
        {
            return moods;
        }

        if (Comparison(named) is { } comparison)
        {
            return comparison;
        }

        if (reading.Questions.Count == 0)
        {
            return Narrowed() ?? Unanswered(named);
        }

        var items = named.Count > 0 ? Narrow(named) : PointedAt();
        if (items.Count == 0 || WantsList(named))
        {
            return null;
        }

        var attributes = reading.Questions.Select(q => q.Attribute.Name).Distinct(StringComparer.Ordinal).ToList();
        return new FactAnswer(Intent.Lookup, Step("facts", items, attributes), items);
    }

    /// <summary>Several items that are named, or that the message points to.</summary>
    private IReadOnlyList<int>? Several(IReadOnlyList<int> named)
    {
        var each = reading.Mentions.Where(m => m.Kind == MentionKind.Item).Select(m => m.Items[0]).Distinct().ToList();
        if (each.Count == 1 && reading.HasAny(Cue.That, Cue.Those, Cue.Compare) && state.Focus.Count > 0)
        {
            each.Insert(0, _catalog.IndexOf(state.Focus[0]));
        }

        if (each.Count >= 2)
        {
            return [.. each.Where(i => i >= 0).Distinct()];
        }

        var pointed = named.Count == 0 ? PointedAt(several: true) : [];
        return pointed.Count >= 2 ? pointed : null;
    }

    private FactAnswer? Comparison(IReadOnlyList<int> named)
    {
        var superlatives = reading.Questions.Where(q => q.IsSuperlative).ToList();
        if (
            superlatives.Count == 0
            && !reading.Has(Cue.Compare)
            && !(reading.Has(Cue.Which) && reading.Sorting is not null && reading.HasAny(Cue.Those))
        )
        {
            return null;
        }

        if (superlatives.Count > 0 && named.Count == 0 && reading.Wanted.Any(m => m.Kind != MentionKind.Item))
        {
            return null;
        }

        if (Several(named) is not { } items)
        {
            return null;
        }

        var attributes =
            superlatives.Count > 0 ? superlatives.Select(q => q.Attribute.Name).Distinct(StringComparer.Ordinal).ToList()
            : reading.Sorting is { } sorting && _catalog.Numbers(sorting.By) is not null ? [sorting.By]
            : CardAttributes.Telling(_catalog.Schema);
        return new FactAnswer(Intent.Compare, Step("compare", items, attributes), items);
    }

    /// <summary>
    /// "tell me about Heat": what a card of the item would say. A request for a list that begins so ("do you have films like ...") is none.
    /// </summary>
    private FactAnswer? Described(IReadOnlyList<int> named)
    {
        var asksWhatAbout = reading.Tokens is [{ Text: "what" or "how" }, { Text: "about" }, ..] && reading.Places.Count > 0;
        if (
            !(reading.Has(Cue.Describe) || asksWhatAbout)
            || reading.Questions.Count > 0
            || reading.HasItemNoun
            || reading.Mentions.Exists(m => m.Kind != MentionKind.Item || m.Regard is not (Regard.Wanted or Regard.Like))
        )
        {
            return null;
        }

        var items = Subject(named);
        return items.Count > 0 ? new FactAnswer(Intent.Lookup, Step("facts", items, CardAttributes.All(_catalog.Schema)), items) : null;
    }

    /// <summary>The item that a question is about: named, or pointed to in so many words.</summary>
    private IReadOnlyList<int> Subject(IReadOnlyList<int> named) =>
        named.Count > 0 ? [named[0]]
        : reading.Places.Count > 0 || reading.HasAny(Cue.That, Cue.Those) ? PointedAt()
        : [];

    /// <summary>
    /// The item of a question about what the catalogue does not have ("who composed the music in Jaws?"); none where it is about none.
    /// </summary>
    public IReadOnlyList<int> Unknowing() =>
        NamedItems() is { Count: > 0 } named ? [named[0]]
        : state.Focus.Count + state.LastItems.Count > 0 ? PointedAt()
        : [];

    /// <summary>"is it a comedy?", "is Val Kilmer in it?": yes or no, and the facts that tell. "how scary is it?": the facts.</summary>
    private FactAnswer? Checked(IReadOnlyList<int> named)
    {
        var conditions = reading.Mentions.Where(m => m.Kind is MentionKind.Value or MentionKind.Range or MentionKind.Phrase).ToList();
        if (
            !reading.IsQuestion
            || conditions.Count == 0
            || conditions.Exists(m => m.Regard != Regard.Wanted)
            || reading.Questions.Count > 0
            || reading.Comparisons.Count > 0
            || reading.HasAny(Cue.Want, Cue.More, Cue.Like, Cue.Undo, Cue.RejectAll, Cue.Why)
            || reading.Tokens.Any(t => Grammar.AsksForItems.Contains(t.Text))
        )
        {
            return null;
        }

        var at = reading.WhetherAt;
        var subject = at is { } place ? reading.Tokens[place] : null;
        var points =
            subject is not null
            && (
                Points(subject)
                || (subject.Text == "the" && reading.Places.Count > 0)
                || (at == conditions[0].From && reading.Tokens.Any(Points))
            );
        var names = at is not null && reading.Mentions.Exists(m => m.Kind == MentionKind.Item && m.From >= at && m.From <= at + 1);
        var asksHow = at is null && reading.Tokens[0].Text == "how" && reading.HasAny(Cue.That, Cue.Those) && conditions.TrueForAll(IsSoft);
        if (!(points || names || asksHow) || (names ? named : PointedAt()) is not [var item, ..])
        {
            return null;
        }

        var where = ConditionsOn(item, conditions);
        var attributes = where.Conditions.Keys.ToList();
        if (attributes.Count == 0)
        {
            return null;
        }

        var set = new Bitmap(_catalog.Count);
        set.Add(item);
        var verdict =
            asksHow || !attributes.TrueForAll(a => _catalog.Column(a)?.Texts(item).Count > 0) ? null
            : serving.Filters.Apply(set, where).Count() > 0 ? "Yes."
            : conditions.Exists(IsSoft) ? "Not that I know."
            : "No.";
        return new FactAnswer(Intent.Lookup, Step("facts", [item], attributes), [item], verdict);
    }

    private static bool Points(Token token) => token.Text is "it" or "this" or "that";

    /// <summary>Moods and topics are not told in full: what is not said of an item may still be so.</summary>
    private bool IsSoft(Mention mention)
    {
        var names = mention.Phrase is { } phrase
            ? (phrase.Where ?? ItemFilter.Empty).And(phrase.Prefer).Conditions.Keys
            : [mention.Attribute!.Name];
        return names.Any(name => _catalog.Schema.Find(name)?.Role is AttributeRole.Mood or AttributeRole.Topic);
    }

    /// <summary>All that the message states, as conditions; a person in the part that they have in the item.</summary>
    private ItemFilter ConditionsOn(int item, List<Mention> conditions)
    {
        var request = new RequestBuilder(lexicon, reading, new ConversationState()).Apply(new OpenRequest(), null, false);
        var where = request.Where.And(request.Prefer);
        foreach (var person in conditions.Where(m => m.Person is not null && !Meets(item, m)))
        {
            var other = person.Person!.Roles.Select(r => person with { Attribute = r.Attribute }).FirstOrDefault(m => Meets(item, m));
            where = other is null
                ? where
                : where
                    .Without(person.Attribute!.Name, person.Values)
                    .With(other.Attribute!.Name, new AttributeCondition { Any = person.Values });
        }

        return where;
    }

    /// <summary>A question about an item that nothing else answers: what the catalogue has on it, and that it has no more.</summary>
    private FactAnswer? Unanswered(IReadOnlyList<int> named)
    {
        if (
            !reading.IsQuestion
            || reading.ContentWords == 0
            || reading.HasItemNoun
            || reading.Sorting is not null
            || reading.Count is not null
            || reading.Comparisons.Count > 0
            || reading.Mentions.Exists(m => m.Kind != MentionKind.Item || m.Regard != Regard.Wanted)
            || reading.HasAny(
                Cue.Want,
                Cue.More,
                Cue.MoreOf,
                Cue.Like,
                Cue.Not,
                Cue.Undo,
                Cue.Replace,
                Cue.RejectAll,
                Cue.SeenAll,
                Cue.Seen,
                Cue.Less,
                Cue.Too,
                Cue.Drop,
                Cue.Reset,
                Cue.TheOne,
                Cue.Vague,
                Cue.Also,
                Cue.Only,
                Cue.Those
            )
        )
        {
            return null;
        }

        return Subject(named) is { Count: > 0 } items
            ? new FactAnswer(Intent.Lookup, Step("facts", items, CardAttributes.All(_catalog.Schema)), items, ReadingNotices.Unsaid("that"))
            : null;
    }

    /// <summary>"which one is scarier?" of items just talked about: their moods.</summary>
    private FactAnswer? MoodCompared()
    {
        var asked =
            reading.Has(Cue.Which) && !reading.HasItemNoun && reading.Mentions is [{ Attribute.Role: AttributeRole.Mood } only]
                ? only
                : null;
        return asked is not null && state.Focus.Count >= 2 && Several([]) is { } items
            ? new FactAnswer(Intent.Compare, Step("compare", items, [asked.Attribute!.Name]), items)
            : null;
    }

    /// <summary>"No, I mean the one with George Clooney": the last question again, about those of its items that fit.</summary>
    private FactAnswer? Narrowed()
    {
        if (
            state.LastLookup is not { Question: "facts" } last
            || state.Focus.Count < 2
            || state.LastPlan?.Intent != Intent.Lookup
            || !reading.HasAny(Cue.TheOne, Cue.That, Cue.Replace)
            || reading.Has(Cue.Like)
            || reading.Mentions.Count == 0
        )
        {
            return null;
        }

        var before = Indexes(state.Focus);
        var left = Narrow(before);
        return left.Count > 0 && left.Count < before.Count
            ? new FactAnswer(Intent.Lookup, Step("facts", left, last.Attributes), left)
            : null;
    }

    /// <summary>The items that meet the conditions which the message states beside them; all where none or every one does.</summary>
    private IReadOnlyList<int> Narrow(IReadOnlyList<int> items)
    {
        var people = reading
            .Mentions.Where(m => m.Person is not null || m.Attribute?.Role == AttributeRole.People)
            .SelectMany(m => m.Values)
            .ToList();
        var left = people.Count > 0 ? titles.WithPeople(items, people) : items;
        foreach (
            var mention in reading.Mentions.Where(m =>
                m.Kind is MentionKind.Value or MentionKind.Range && m.Attribute!.Role != AttributeRole.People
            )
        )
        {
            var met = left.Where(i => Meets(i, mention)).ToList();
            left = met.Count > 0 ? met : left;
        }

        if (left.Count > 1 && reading.Tokens.Any(t => t.Text is "old" or "older" or "original" or "first"))
        {
            left = [left.MinBy(i => _catalog.Year(i) ?? int.MaxValue)];
        }
        else if (left.Count > 1 && reading.Tokens.Any(t => t.Text is "new" or "newer" or "remake"))
        {
            left = [left.MaxBy(i => _catalog.Year(i) ?? 0)];
        }

        return left;
    }

    private bool Meets(int item, Mention mention)
    {
        if (mention.Kind == MentionKind.Range)
        {
            var value = _catalog.Numbers(mention.Attribute!.Name)?[item] ?? double.NaN;
            return value >= (mention.Lower ?? double.MinValue) && value <= (mention.Upper ?? double.MaxValue);
        }

        return _catalog.Categories(mention.Attribute!.Name) is { } column
            && mention.Values.Any(v => column.ValueId(v) is var id and >= 0 && column.Has(item, id));
    }

    private bool WantsList(IReadOnlyList<int> named) =>
        named.Count == 0
        && reading.Mentions.Exists(m => m.Kind is MentionKind.Range or MentionKind.Value && m.Regard == Regard.Wanted)
        && reading.Questions.TrueForAll(q => !q.IsSuperlative)
        && reading.HasItemNoun;

    private IReadOnlyList<int> NamedItems() =>
        [.. reading.Mentions.Where(m => m.Kind == MentionKind.Item).SelectMany(m => m.Items).Distinct()];

    /// <summary>What the message points to without naming it: "the second one", "those", "it".</summary>
    public IReadOnlyList<int> PointedAt(bool several = false)
    {
        var last = Indexes(state.LastItems);
        if (reading.Places.Count > 0 && (last.Count > 0 || state.Focus.Count > 1))
        {
            var among =
                last.Count > 0 && !(state.Focus.Count > 1 && state.LastPlan?.Intent is Intent.Compare or Intent.Lookup)
                    ? last
                    : Indexes(state.Focus);
            return
            [
                .. reading.Places.Select(p => p < 0 ? among.Count - 1 : p - 1).Where(p => p >= 0 && p < among.Count).Select(p => among[p]),
            ];
        }

        if (several)
        {
            return
                state.Focus.Count >= 2 && state.LastPlan?.Intent is not (Intent.Recommend or Intent.Refine or Intent.More or Intent.Similar)
                ? Indexes(state.Focus)
                : last;
        }

        var focus = Indexes(state.Focus);
        if (focus.Count == 0 || (reading.Has(Cue.Those) && last.Count > 0))
        {
            return reading.Has(Cue.Those) ? last
                : last.Count > 0 ? [last[0]]
                : [];
        }

        // What the last question was about, unless these words tell another of those it might have been about.
        var narrowed = Narrow(focus);
        var asked = Indexes(state.LastLookup?.Items ?? []).Intersect(focus).ToList();
        return narrowed.Count < focus.Count || asked.Count == 0 ? narrowed : asked;
    }

    private List<int> Indexes(IReadOnlyList<string> ids) => [.. ids.Select(_catalog.IndexOf).Where(i => i >= 0)];

    private LookupStep Step(string question, IReadOnlyList<int> items, IReadOnlyList<string>? attributes) =>
        FactAnswer.Step(_catalog, question, items, attributes);
}
