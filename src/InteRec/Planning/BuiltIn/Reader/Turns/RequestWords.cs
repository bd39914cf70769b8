using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>A request of another planner, in the words of a wish.</summary>
internal static class RequestWords
{
    /// <summary>The wish that was said, or else the one that the conditions tell.</summary>
    public static Wish Of(OpenRequest request, CatalogSnapshot catalog) =>
        request.Said is { } said ? new Wish(said) : new Wish([.. Read(request, catalog)]);

    private static IEnumerable<Condition> Read(OpenRequest request, CatalogSnapshot catalog)
    {
        foreach (var condition in Conditions(request.Where, catalog).Concat(Conditions(request.Prefer, catalog)))
        {
            yield return condition;
        }

        if (request.Text is { } text)
        {
            yield return new Condition(Slot.Plot, Sign.Wanted, text);
        }

        foreach (var id in request.Like.Where(id => catalog.IndexOf(id) >= 0))
        {
            yield return new Condition(Slot.Item, Sign.Like, catalog.Title(catalog.IndexOf(id))) { Ids = [id] };
        }

        if (request.Items is { Count: > 0 } items)
        {
            yield return new Condition(Slot.Series, Sign.Wanted, catalog.Title(Math.Max(0, catalog.IndexOf(items[0])))) { Ids = items };
        }

        foreach (var id in request.Unlike.Where(id => catalog.IndexOf(id) >= 0))
        {
            yield return new Condition(Slot.Item, Sign.Excluded, catalog.Title(catalog.IndexOf(id))) { Ids = [id] };
        }

        foreach (var series in request.ExcludeSeries)
        {
            yield return new Condition(Slot.Series, Sign.Excluded, series) { Ids = [] };
        }

        if (request.Novelty != 0)
        {
            yield return new Condition(Slot.Popularity, Sign.Wanted, request.Novelty > 0 ? "little known" : "popular");
        }

        if (request.Count is { } count)
        {
            yield return new Condition(Slot.Count, Sign.Plain, $"{count}");
        }

        if (request.By is { } by && OrderOf(by, request.Order, catalog) is { } order)
        {
            yield return new Condition(Slot.Order, Sign.Plain, order);
        }
    }

    private static string? OrderOf(string by, string? order, CatalogSnapshot catalog) =>
        by is "quality" or "popularity" ? by
        : catalog.Schema.Find(by) is { } attribute ? $"{attribute.Name}-{order ?? "desc"}"
        : null;

    private static IEnumerable<Condition> Conditions(ItemFilter filter, CatalogSnapshot catalog) =>
        filter
            .Conditions.SelectMany(c => Conditions(c.Key, c.Value, catalog))
            .Concat(
                filter.Or.SelectMany(group =>
                    group.SelectMany(alternative => Conditions(alternative, catalog)).Select((c, i) => c with { IsAlternative = i > 0 })
                )
            );

    private static IEnumerable<Condition> Conditions(string name, AttributeCondition condition, CatalogSnapshot catalog)
    {
        if (catalog.Schema.Find(name) is not { } attribute)
        {
            yield break;
        }

        var slot = CandidateSlots.Of(attribute);
        foreach (var value in condition.All ?? [])
        {
            yield return new Condition(slot, Sign.Wanted, value);
        }

        foreach (var (value, i) in (condition.Any ?? []).Select((v, i) => (v, i)))
        {
            yield return new Condition(slot, Sign.Wanted, value) { IsAlternative = i > 0 };
        }

        foreach (var value in condition.None ?? [])
        {
            yield return new Condition(slot, Sign.Excluded, value);
        }

        if (condition.IsBounding)
        {
            var ranges = condition.Ranges ?? [new NumberRange(condition.From, condition.To)];
            yield return new Condition(slot, Sign.Plain, string.Join('|', ranges.Select(RangeLabel.Write))) { Attribute = name };
        }

        foreach (var range in condition.Outside ?? [])
        {
            yield return new Condition(slot, Sign.Plain, $"!{RangeLabel.Write(range)}") { Attribute = name };
        }

        if (condition.Has is { } has && attribute.Type == AttributeType.Flag)
        {
            yield return new Condition(slot, has ? Sign.Wanted : Sign.Excluded, attribute.DisplayName);
        }
    }
}
