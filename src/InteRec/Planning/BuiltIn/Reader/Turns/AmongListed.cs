using InteRec.Catalog;
using InteRec.Planning.Labels;
using InteRec.Tools;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>Questions that some of what was listed answers: "which of these is the longest?", "are any of them in French?".</summary>
internal sealed class AmongListed(
    CatalogSnapshot catalog,
    IReadOnlyList<GroundedMark> marks,
    Pointing pointing,
    ServingState serving,
    WishGrounding grounding,
    bool isWhich
)
{
    /// <summary>The first in the order that is asked for, with the fact that puts it there; null where none is.</summary>
    public FactAnswer? First()
    {
        if (marks.FirstOrDefault(m => m.Slot == Slot.Order) is not { } order || Items() is not { Count: > 0 } items)
        {
            return null;
        }

        var request = grounding.Ground(new Wish([new Condition(Slot.Order, Sign.Plain, order.Mark.Value ?? order.Words)]), [], []).Request;
        var by = request.By == "quality" ? catalog.Schema.WithRole(AttributeRole.Quality)?.Name : request.By;
        if (by is null || catalog.Numbers(by) is not { } column)
        {
            return null;
        }

        var known = items.Where(i => !double.IsNaN(column[i])).ToList();
        if (known.Count == 0)
        {
            return null;
        }

        var first = request.Order == "asc" ? known.MinBy(i => column[i]) : known.MaxBy(i => column[i]);
        return new FactAnswer(Intent.Lookup, FactAnswer.Step(catalog, "facts", [first], [by]), [first]);
    }

    /// <summary>Those that have what is asked about, and how many that is; null where nothing is asked of a list.</summary>
    public (IReadOnlyList<int> Items, string Verdict)? Those()
    {
        var asked = MarkWishes.Questioned(marks);
        var items =
            marks.FirstOrDefault(m => m is { Slot: Slot.Ref, Items.Count: > 1 })?.Items
            ?? (isWhich && pointing.Last.Count > 1 && !marks.Any(m => m.Slot == Slot.Item) ? pointing.Last : null);
        var whose = marks.FirstOrDefault(m => m is { Slot: Slot.Ref, Part: not null });
        if (asked.Count == 0 && whose is null || items is null)
        {
            return null;
        }

        var request = grounding.Ground(MarkWishes.OfQuestion(asked), [], items).Request;
        var where = request.Where.IsEmpty ? request.Prefer : request.Where;
        where = whose is { Part: { } part, Person: { } person }
            ? where.And(ItemFilter.Empty.With(part.Name, new AttributeCondition { All = [person.Name] }))
            : where;
        if (where.IsEmpty)
        {
            return null;
        }

        var met = serving.Filters.Apply(Bitmap.Of(catalog.Count, [.. items]), where);
        List<int> those = [.. items.Where(i => met[i])];
        return (
            those,
            those.Count == 0 ? (!request.Where.IsEmpty ? "No, none of them." : "None of them, as far as I know.")
            : those.Count == items.Count ? "Yes, all of them."
            : $"Yes, {ListWords.Number(those.Count)} of them."
        );
    }

    /// <summary>What is pointed to, what somebody pointed to made, or the last list; nothing where a title is named.</summary>
    private IReadOnlyList<int> Items()
    {
        if (marks.Any(m => m.Slot == Slot.Item))
        {
            return [];
        }

        if (marks.FirstOrDefault(m => m is { Slot: Slot.Ref, Person: not null }) is { Person: { } person } pointed)
        {
            var where = ItemFilter.Empty.With((pointed.Part ?? person.MainRole).Name, new AttributeCondition { All = [person.Name] });
            var theirs = serving.Filters.Apply(catalog.Available.Copy(), where);
            return [.. Enumerable.Range(0, catalog.Count).Where(i => theirs[i])];
        }

        var listed = marks.FirstOrDefault(m => m is { Slot: Slot.Ref, Items.Count: > 1 })?.Items ?? pointing.Last;
        return listed.Count > 1 ? listed : [];
    }
}
