using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>What a wish is in the catalogue, and what of it the catalogue does not know.</summary>
/// <param name="Request">The request.</param>
/// <param name="Unknown">The conditions that it could not make anything of.</param>
internal sealed record GroundedWish(OpenRequest Request, IReadOnlyList<Condition> Unknown);

/// <summary>Makes of a wish in words a request in the catalogue's values.</summary>
internal sealed class WishGrounding(Lexicon lexicon, Meanings meanings)
{
    private const double Known = 0.7;
    private const double LeastGood = 0.6;
    private const int FewTogether = 5;
    private readonly CatalogSnapshot _catalog = lexicon.Catalog;
    private readonly SlotAttributes _slots = new(lexicon.Catalog.Schema);
    private readonly RelativeNumbers _numbers = new(lexicon.Catalog);
    private readonly NumberOfPeople _people = new(lexicon.Catalog.Schema);

    /// <summary>Grounds a wish.</summary>
    /// <param name="wish">What is wanted.</param>
    /// <param name="excluded">Item ids that are not to be listed, whatever the wish says.</param>
    /// <param name="shown">Item indexes that relative numbers compare with.</param>
    public GroundedWish Ground(Wish wish, IReadOnlyList<string> excluded, IReadOnlyList<int> shown)
    {
        var draft = new WishDraft(lexicon.Topics.Attribute?.Name) { Request = new OpenRequest { Exclude = excluded } };
        var group = new List<Meaning>();
        foreach (var condition in wish.Conditions)
        {
            if (!condition.IsAlternative)
            {
                draft.Close(group);
            }

            Add(draft, condition, shown, group);
        }

        draft.Close(group);
        return new GroundedWish(Finish(draft, wish) with { Said = [.. wish.Conditions.Select(draft.Said)] }, draft.Unknown);
    }

    /// <summary>The catalogue's values that a mark stands for in a profile; none for items and numbers.</summary>
    public IEnumerable<string> ValuesOf(GroundedMark mark) =>
        mark.Person is { } person ? [person.Name]
        : mark.Slot is Slot.Item or Slot.Series or Slot.Ref or Slot.Ask or Slot.Drop or Slot.Count or Slot.Order || mark.Slot.IsNumber()
            ? []
        : meanings.Of(mark.Slot, mark.Words)?.Values ?? [];

    private void Add(WishDraft draft, Condition condition, IReadOnlyList<int> shown, List<Meaning> group)
    {
        switch (condition.Slot)
        {
            case Slot.Item or Slot.Series:
                AddItems(draft, condition, group);
                break;
            case Slot.Count:
                draft.Request = draft.Request with { Count = int.TryParse(condition.Value, out var count) ? count : null };
                break;
            case Slot.Order:
                AddOrder(draft, condition.Value);
                break;
            case var slot when slot.IsPerson():
                AddPerson(draft, condition, group);
                break;
            case var slot when slot.IsNumber() || condition.Sign == Sign.Plain || IsAmount(condition):
                AddNumber(draft, condition, shown, group);
                break;
            default:
                AddWords(draft, condition, group);
                break;
        }
    }

    /// <summary>"Five Oscars or more".</summary>
    private static bool IsAmount(Condition condition) => condition.Slot == Slot.Award && RangeLabel.Ranges(condition.Value).Count > 0;

    private void AddItems(WishDraft draft, Condition condition, List<Meaning> group)
    {
        if (condition.Ids is null && condition.Slot == Slot.Series && meanings.Of(Slot.Topic, condition.Value) is { } about)
        {
            if (condition.Sign == Sign.Excluded)
            {
                Exclude(draft, condition, about);
            }
            else if (condition.Sign == Sign.Wanted)
            {
                group.Add(about);
            }
        }
        else if (condition.Ids is null)
        {
            draft.Unknown.Add(condition);
        }

        // A series may be refused by its name alone.
        if (condition.Ids is not { } ids || ids.Count == 0 && condition is not { Slot: Slot.Series, Sign: Sign.Excluded })
        {
            return;
        }

        var request = draft.Request;
        draft.Request = condition.Sign switch
        {
            Sign.Like => request with { Like = Union(request.Like, [ids[0]]), Exclude = Union(request.Exclude, ids) },
            Sign.Wanted when condition.Slot == Slot.Series => request with { Items = Union(request.Items ?? [], ids) },
            Sign.Wanted => request,
            _ => request with
            {
                Exclude = Union(request.Exclude, ids),
                ExcludeSeries = condition.Slot == Slot.Series ? Union(request.ExcludeSeries, [condition.Value]) : request.ExcludeSeries,
            },
        };
        if (condition is { Slot: Slot.Series, Sign: Sign.Excluded } && lexicon.Topics.Attribute is { } topics)
        {
            var telling = lexicon.Topics.Telling(ids.Select(_catalog.IndexOf).Where(i => i >= 0));
            draft.Where = telling.Count > 0 ? draft.Where.Exclude(topics.Name, telling) : draft.Where;
        }
    }

    private void AddOrder(WishDraft draft, string order)
    {
        var parts = order.Split('-');
        var slot = Slots.Of(parts[0]);
        var isWorst = slot == Slot.Quality && parts[^1] == "asc";
        draft.Request = draft.Request with
        {
            By = slot switch
            {
                Slot.Quality when isWorst => _catalog.Schema.WithRole(AttributeRole.Quality)?.Name,
                Slot.Quality => "quality",
                Slot.Popularity => "popularity",
                { } other => _slots.Number(other)?.Name,
                null => _catalog.Numbers(parts[0])?.Definition.Name,
            },
            Order = isWorst || parts.Length > 1 && slot is not (Slot.Quality or Slot.Popularity) ? parts[^1] : null,
        };
    }

    private void AddPerson(WishDraft draft, Condition condition, List<Meaning> group)
    {
        if (meanings.PersonOf(condition.Value) is not { } person)
        {
            draft.Unknown.Add(condition);
            return;
        }

        if (condition.Sign == Sign.Excluded)
        {
            var parts = _slots.Of(condition.Slot).ToList();
            var isPart = condition.Slot != Slot.Person && person.Roles.Any(r => parts.Contains(r.Attribute));
            foreach (var role in person.Roles.Where(r => !isPart || parts.Contains(r.Attribute)))
            {
                draft.Where = draft.Where.Exclude(role.Attribute.Name, [person.Name]);
            }

            return;
        }

        if (condition.Sign == Sign.Like)
        {
            InStyleOf(draft, person);
            return;
        }

        var own =
            condition.Attribute is { } said ? _catalog.Schema.Find(said)
            : condition.Slot == Slot.Person ? null
            : Role(person, condition.Slot);
        group.Add(
            new Meaning { Where = ItemFilter.Empty.With((own ?? person.MainRole).Name, new AttributeCondition { All = [person.Name] }) }
        );
    }

    /// <summary>The part that was said, unless it is hardly theirs: who speaks of a director's films may not have said so.</summary>
    private AttributeDefinition? Role(Person person, Slot slot)
    {
        const int Hardly = 3;
        var attributes = _slots.Of(slot).ToList();
        return person
            .Roles.Where(r => attributes.Contains(r.Attribute) && r.Count * Hardly >= person.Roles[0].Count)
            .Select(r => r.Attribute)
            .FirstOrDefault();
    }

    /// <summary>In the style of somebody: like the best known of theirs.</summary>
    private void InStyleOf(WishDraft draft, Person person)
    {
        const int Examples = 3;
        var column = _catalog.Categories(person.MainRole.Name)!;
        var known = column
            .ItemsWith(column.ValueId(person.Name))
            .ToArray()
            .OrderByDescending(_catalog.Known)
            .Take(Examples)
            .Select(_catalog.ItemId)
            .ToList();
        draft.Request = draft.Request with { Like = Union(draft.Request.Like, known), Exclude = Union(draft.Request.Exclude, known) };
    }

    private void AddNumber(WishDraft draft, Condition condition, IReadOnlyList<int> shown, List<Meaning> group)
    {
        var isOutside = condition.Value.StartsWith('!');
        var value = condition.Value.TrimStart('!');
        var ranges = RangeLabel.Ranges(value);
        var attribute = condition.Attribute is { } name ? _catalog.Schema.Find(name) : _slots.Number(condition.Slot, ranges);
        ranges = SlotAttributes.In(attribute, ranges);
        if (attribute is not null && ranges.Count == 0 && _numbers.Of(attribute, value, shown) is { } relative)
        {
            ranges = [relative];
            draft.Measure(condition, relative);
        }

        if (attribute is null || ranges.Count == 0)
        {
            draft.Unknown.Add(condition);
            return;
        }

        if (isOutside || condition.Sign == Sign.Excluded)
        {
            draft.Where = ranges.Aggregate(draft.Where, (where, range) => where.Outside(attribute.Name, range));
            return;
        }

        var bounds =
            ranges.Count == 1
                ? new AttributeCondition { From = ranges[0].From, To = ranges[0].To }
                : new AttributeCondition { Ranges = ranges };
        group.Add(new Meaning { Where = ItemFilter.Empty.With(attribute.Name, bounds) });
    }

    private void AddWords(WishDraft draft, Condition condition, List<Meaning> group)
    {
        var isExcluded = condition.Sign is Sign.Excluded;
        if (Special(draft, condition, isExcluded))
        {
            return;
        }

        var meaning = condition.Slot == Slot.Plot ? meanings.Within(condition.Value) : meanings.Of(condition.Slot, condition.Value);
        meaning ??= condition.Slot == Slot.Occasion ? OfOccasion(condition.Value) : null;
        if (isExcluded)
        {
            Exclude(draft, condition, meaning);
        }
        else if (meaning is not null)
        {
            group.Add(meaning);
        }
        else if (condition.Slot is not (Slot.Audience or Slot.Occasion or Slot.Quality or Slot.Award))
        {
            draft.Texts.Add(TextFolding.Fold(condition.Value));
            if (!condition.Slot.IsOpen())
            {
                draft.Unknown.Add(condition);
            }
        }
        else if (condition.Slot is Slot.Award)
        {
            draft.Unknown.Add(condition);
        }
    }

    /// <summary>"For the family": who it is for, or the kind that is made for that.</summary>
    private Meaning? OfOccasion(string words) =>
        meanings.Of(Slot.Audience, words)
        ?? (
            meanings.Of(Slot.Kind, words) is { } kind
            && kind.Where.Conditions.Keys.Any(name => _catalog.Schema.Find(name)?.Role == AttributeRole.Kind)
                ? kind
                : null
        );

    private void Exclude(WishDraft draft, Condition condition, Meaning? meaning)
    {
        if (meaning is null)
        {
            draft.Unknown.Add(condition);
        }
        else
        {
            foreach (var (name, not) in meaning.Not.Conditions)
            {
                List<string> values = [.. not.Any ?? [], .. not.All ?? []];
                draft.Where = values.Count > 0 ? draft.Where.Exclude(name, values) : Opposite(draft.Where, name, not);
            }
        }

        if (condition.Slot is Slot.Topic or Slot.Character)
        {
            // An excluded topic is also excluded where only the title says it.
            var words = TextFolding.Fold(condition.Value);
            draft.Request = draft.Request with { ExcludeSeries = Union(draft.Request.ExcludeSeries, [words, Stem.Phrase(words)]) };
        }
    }

    private static ItemFilter Opposite(ItemFilter where, string name, AttributeCondition not) =>
        not switch
        {
            { Has: { } has } => where.With(name, new AttributeCondition { Has = !has }),
            { None: { Count: > 0 } needed } => where.And(ItemFilter.Empty.With(name, new AttributeCondition { Any = needed })),
            { Ranges: { } ranges } => ranges.Aggregate(where, (filter, range) => filter.Outside(name, range)),
            { From: { } from, To: { } to } => where.Outside(name, new NumberRange(from, to)),
            { From: { } from, To: null } => where.With(name, (where[name] ?? new AttributeCondition()) with { From = null, To = from - 1 }),
            { To: { } to, From: null } => where.With(name, (where[name] ?? new AttributeCondition()) with { To = null, From = to + 1 }),
            _ => where,
        };

    /// <summary>Slots whose words are told by what they are about rather than by the lexicon.</summary>
    private bool Special(WishDraft draft, Condition condition, bool isExcluded)
    {
        switch (condition.Slot)
        {
            case Slot.Audience when _people.Of(condition.Value) is { } people:
                draft.Where = isExcluded ? draft.Where : draft.Where.And(people);
                return true;
            case Slot.Audience when int.TryParse(condition.Value.Split(' ')[0], out var age):
                draft.Age = isExcluded ? draft.Age : Math.Min(age, draft.Age ?? age);
                return true;
            case Slot.Popularity:
                var unknown = PopularityWords.MeansLittleKnown(condition.Value) != isExcluded;
                draft.Request = draft.Request with { Novelty = unknown ? Known : -Known };
                return true;
            case Slot.Quality
                when !isExcluded && _slots.First(Slot.Quality) is { } quality && meanings.Of(Slot.Quality, condition.Value) is null:
                draft.Prefer = draft.Prefer.And(
                    ItemFilter.Empty.With(quality.Name, new AttributeCondition { From = _numbers.Above(quality, LeastGood)?.From })
                );
                return true;
            default:
                return false;
        }
    }

    /// <summary>The certificates that suit the youngest, unless certificates are asked for by name.</summary>
    private ItemFilter ForAge(ItemFilter where, int age) =>
        _people.ForAge(age) is { IsEmpty: false } suits ? where.And(suits)
        : _slots.First(Slot.Certificate) is { Order.Count: > 0 } attribute
        && where[attribute.Name] is not { IsWanting: true }
        && AgeOrder.Suitable(attribute.Order, age) is { Count: > 0 } values
            ? where.With(attribute.Name, (where[attribute.Name] ?? new AttributeCondition()) with { Any = values })
        : where;

    private OpenRequest Finish(WishDraft draft, Wish wish)
    {
        var text = string.Join(' ', draft.Texts.Where(t => t.Length > 0).Distinct(StringComparer.Ordinal));
        var named = wish.Conditions.Where(c => c is { Slot: Slot.Item, Sign: Sign.Wanted, Ids: not null }).SelectMany(c => c.Ids!).ToList();
        var isOnlyNamed = named.Count > 0 && draft.Where.IsEmpty && draft.Prefer.IsEmpty && text.Length == 0;
        return draft.Request with
        {
            Where = Together(draft.Age is { } age ? ForAge(draft.Where, age) : draft.Where),
            Prefer = draft.Prefer,
            Text = text.Length > 0 ? text : null,
            By = draft.Request.By ?? draft.By,
            Order = draft.Request.By is null ? draft.Order : draft.Request.Order,
            Items = isOnlyNamed && draft.Request.Like.Count == 0 ? named : draft.Request.Items,
        };
    }

    /// <summary>Kinds that hardly any item has together are alternatives, and people who never worked together: "comedies and westerns".</summary>
    private ItemFilter Together(ItemFilter where) =>
        _catalog
            .Schema.Attributes.Where(a => a.Role is AttributeRole.Kind or AttributeRole.People)
            .Aggregate(where, (filter, a) => Together(filter, a, a.Role == AttributeRole.Kind ? FewTogether : 1));

    private ItemFilter Together(ItemFilter where, AttributeDefinition kind, int enough)
    {
        if (where[kind.Name] is not { All: { Count: > 1 } all } condition || _catalog.Categories(kind.Name) is not { } column)
        {
            return where;
        }

        return column.CountTogether(all) >= enough
            ? where
            : where.With(kind.Name, condition with { All = null, Any = AttributeCondition.Union(condition.Any, all) });
    }

    private static List<string> Union(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        [.. one.Concat(other).Distinct(StringComparer.Ordinal)];
}
