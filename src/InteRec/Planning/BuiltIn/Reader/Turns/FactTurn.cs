using InteRec.Catalog;
using InteRec.Planning.Labels;
using InteRec.Tools;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>Questions of fact: about items named, pointed to or talked about.</summary>
internal sealed class FactTurn(
    Lexicon lexicon,
    IReadOnlyList<GroundedMark> marks,
    Pointing pointing,
    ServingState serving,
    WishGrounding grounding
)
{
    private readonly CatalogSnapshot _catalog = lexicon.Catalog;
    private readonly SlotAttributes _slots = new(lexicon.Catalog.Schema);

    private List<GroundedMark> Asked => [.. marks.Where(m => m.Slot == Slot.Ask)];

    /// <summary>The answer; null where the question is about no item.</summary>
    public FactAnswer? Read(Intent intent)
    {
        var named = Named();
        if (intent == Intent.Compare || named.Count > 1 && Asked.Count == 0)
        {
            return Compared(named);
        }

        if (named.Count == 0 && marks.Any(m => m.IsUnknown && m.Slot == Slot.Item))
        {
            return null; // A name that nobody knows is not the last film.
        }

        var conditions = MarkWishes.Questioned(marks);
        if (
            Asked.Count == 0
            && conditions.Count > 0
            && (marks.Any(m => m.Slot is Slot.Ref or Slot.Item) || pointing.Focus.Count > 0 || pointing.Last.Count == 1)
            && Subject(named) is { Count: > 0 } checkedItems
            && Checked(checkedItems[0], conditions) is { } verdict
        )
        {
            return verdict;
        }

        if (Asked.Count > 0 && !(named.Count == 0 && marks.Any(m => m.Person is not null && m.Slot != Slot.Ref)))
        {
            return Subject(named) is { Count: > 0 } items ? Facts(items) : null;
        }

        return named.Count > 0 ? new FactAnswer(Intent.Lookup, Step("facts", named, CardAttributes.All(_catalog.Schema)), named) : null;
    }

    /// <summary>Items that the message names or points to by place.</summary>
    private List<int> Named() =>
        [
            .. marks
                .Where(m =>
                    m.Slot is Slot.Item or Slot.Ref && m.Items.Count > 0 && !(m.Slot == Slot.Ref && m.Mark.Value == "item" && HasTitle)
                )
                .SelectMany(m => m.Slot == Slot.Item ? WithPeople(m.Items).Take(1) : m.Items)
                .Distinct(),
        ];

    /// <summary>Of several items of one title those with the people that are named beside it.</summary>
    private IReadOnlyList<int> WithPeople(IReadOnlyList<int> items)
    {
        var people = marks.Where(m => m.Slot.IsPerson() && m.Person is not null).Select(m => m.Person!).ToList();
        var meant = items
            .Where(i => people.Exists(p => p.Roles.Any(r => _catalog.Column(r.Attribute.Name)!.Texts(i).Contains(p.Name))))
            .ToList();
        return meant.Count > 0 ? meant : items;
    }

    private bool HasTitle => marks.Any(m => m.Slot == Slot.Item);

    private IReadOnlyList<int> Subject(List<int> named) => named.Count > 0 ? named : pointing.One;

    private FactAnswer Facts(IReadOnlyList<int> items)
    {
        var attributes = Asked.SelectMany(Attributes).Select(a => a.Name).Distinct(StringComparer.Ordinal).ToList();
        return attributes.Count > 0
            ? new FactAnswer(Intent.Lookup, Step("facts", items, attributes), items, Verdict(items, attributes))
            : new FactAnswer(
                Intent.Lookup,
                Step("facts", items, CardAttributes.All(_catalog.Schema)),
                items,
                Missing() ?? ReadingNotices.Unsaid("that")
            );
    }

    /// <summary>"Is it vegan?" is answered with yes or no, where the item tells.</summary>
    private string? Verdict(IReadOnlyList<int> items, List<string> attributes) =>
        items is [var item] && attributes is [var name] && _catalog.Column(name) is FlagColumn flag && flag.Known[item]
            ? YesOrNo(flag.Set[item])
            : null;

    private static string YesOrNo(bool isYes) => isYes ? "Yes." : "No.";

    /// <summary>What the dataset says that it does not have, in its own words.</summary>
    private string? Missing() =>
        Asked
            .SelectMany(m => lexicon.Find(TextFolding.Fold(m.Words), Stem.Phrase(TextFolding.Fold(m.Words))))
            .FirstOrDefault(e => e.Kind == EntryKind.Missing)
            is { } entry
            ? ReadingNotices.Unsaid(entry.Missing!.Name)
            : null;

    /// <summary>The attributes that are asked for: by the slot, otherwise by the words.</summary>
    private IEnumerable<AttributeDefinition> Attributes(GroundedMark asked)
    {
        var folded = TextFolding.Fold(asked.Words);
        var entries = lexicon.Find(folded, Stem.Phrase(folded));
        var named = entries
            .Where(e => e.Kind is EntryKind.AttributeName or EntryKind.AttributeQuestion or EntryKind.AttributeVerb)
            .Select(e => e.Attribute!)
            .ToList();
        if (Slots.Of(asked.Mark.Value ?? string.Empty) is not { } slot)
        {
            return named.Take(1);
        }

        var own = _slots.Of(slot).ToList();
        var both = named.Intersect(own).ToList();
        if (both.Count == 0 && entries.FirstOrDefault(e => e.Kind == EntryKind.AttributeName) is { } name)
        {
            return [name.Attribute!]; // It is called by its name.
        }

        return slot switch
        {
            Slot.Topic or Slot.Plot when own.Count == 0 || slot == Slot.Plot => _slots.Of(Slot.Plot),
            Slot.Person => both.Count > 0 ? both.Take(1) : own.TakeLast(1),
            _ => both.Count > 0 ? both.Take(1)
            : own.Count > 0 ? own.Take(1)
            : named.Concat(asked.Asked).Take(1),
        };
    }

    /// <summary>"is it a comedy?", "is Val Kilmer in it?": yes or no, and the facts that tell.</summary>
    private FactAnswer? Checked(int item, IReadOnlyList<GroundedMark> conditions)
    {
        var request = grounding.Ground(MarkWishes.OfQuestion(conditions), [], pointing.Last).Request;
        var where = InRole(item, request.Where, conditions).And(request.Prefer);
        var attributes = where.Conditions.Keys.ToList();
        if (attributes.Count == 0)
        {
            return null;
        }

        var isSoft = attributes.Exists(a => _catalog.Schema.Find(a)?.Role is AttributeRole.Mood or AttributeRole.Topic);
        var isSaid = attributes.TrueForAll(a => _catalog.Column(a)?.Texts(item).Count > 0);
        var isMet = serving.Filters.Apply(Bitmap.Of(_catalog.Count, [item]), where).Count() > 0;
        var verdict =
            !isSaid && !isSoft ? null
            : isMet || !isSoft ? YesOrNo(isMet)
            : "Not that I know.";
        return new FactAnswer(Intent.Lookup, Step("facts", [item], attributes), [item], verdict);
    }

    /// <summary>A person in the part that they have in the item.</summary>
    private ItemFilter InRole(int item, ItemFilter where, IReadOnlyList<GroundedMark> conditions)
    {
        foreach (var person in conditions.Select(m => m.Person).OfType<Person>())
        {
            var role = person
                .Roles.Select(r => r.Attribute)
                .FirstOrDefault(a => _catalog.Column(a.Name)?.Texts(item).Contains(person.Name) == true);
            if (role is not null)
            {
                where = person.Roles.Aggregate(where, (w, r) => w.Without(r.Attribute.Name, [person.Name]));
                where = where.And(ItemFilter.Empty.With(role.Name, new AttributeCondition { Any = [person.Name] }));
            }
        }

        return where;
    }

    private FactAnswer? Compared(List<int> named)
    {
        var items =
            named.Count > 1 ? named
            : named.Count == 1 && pointing.One is [var one] && one != named[0] ? [one, named[0]]
            : named.Count == 0 ? [.. pointing.Several]
            : named;
        if (items.Count < 2)
        {
            return items.Count == 1
                ? new FactAnswer(Intent.Lookup, Step("facts", items, CardAttributes.All(_catalog.Schema)), items)
                : null;
        }

        var attributes = Asked
            .SelectMany(Attributes)
            .Concat(
                marks
                    .Where(m =>
                        m.Mark.Stance is Stance.Ask or Stance.More or Stance.Less && m.Slot is not (Slot.Item or Slot.Ask or Slot.Ref)
                    )
                    .SelectMany(m => _slots.Of(m.Slot).Take(1))
            )
            .Select(a => a.Name)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return new FactAnswer(
            Intent.Compare,
            Step("compare", items, attributes.Count > 0 ? attributes : CardAttributes.Telling(_catalog.Schema)),
            items
        );
    }

    private LookupStep Step(string question, IReadOnlyList<int> items, IReadOnlyList<string>? attributes) =>
        FactAnswer.Step(_catalog, question, items, attributes);
}
