namespace InteRec.Catalog;

/// <summary>
/// Finds the items that meet conditions, as sets. An attribute or a required value that the catalogue does not have is met by no item:
/// a condition that cannot be read must not let wrong items through.
/// </summary>
internal sealed class FilterEvaluator(CatalogSnapshot catalog)
{
    /// <summary>Keeps in <paramref name="set"/> what meets the filter.</summary>
    public Bitmap Apply(Bitmap set, ItemFilter? filter)
    {
        foreach (var part in ElementaryCondition.Of(filter))
        {
            Apply(set, part);
        }

        return set;
    }

    /// <summary>Keeps in <paramref name="set"/> what meets one condition.</summary>
    public Bitmap Apply(Bitmap set, ElementaryCondition part)
    {
        return (part.Kind, catalog.Column(part.Attribute)) switch
        {
            (ConditionKind.None, CategoryColumn column) => set.AndNot(AnyOf(column, part.Values)),
            (ConditionKind.Outside, NumberColumn column) => set.AndNot(Within(column, part.Ranges)),
            _ => set.And(Meeting(part)),
        };
    }

    /// <summary>The items that meet one condition, hidden ones included, as a new set.</summary>
    public Bitmap Meeting(ElementaryCondition part) =>
        (part.Kind, catalog.Column(part.Attribute)) switch
        {
            (ConditionKind.Or, _) => MeetingOne(part.Alternatives),
            (_, null) => new Bitmap(catalog.Count),
            (ConditionKind.Any or ConditionKind.All, CategoryColumn column) => AnyOf(column, part.Values),
            (ConditionKind.None, CategoryColumn column) => Bitmap.All(catalog.Count).AndNot(AnyOf(column, part.Values)),
            (ConditionKind.Range, NumberColumn column) => Within(column, part.Ranges),
            (ConditionKind.Outside, NumberColumn column) => Bitmap.All(catalog.Count).AndNot(Within(column, part.Ranges)),
            (ConditionKind.None or ConditionKind.Outside, _) => Bitmap.All(catalog.Count),
            (ConditionKind.Has, FlagColumn column) => part.Wanted ? column.Set.Copy() : Bitmap.All(catalog.Count).AndNot(column.Set),
            (ConditionKind.Has, { } column) => part.Wanted ? column.Known.Copy() : Bitmap.All(catalog.Count).AndNot(column.Known),
            _ => new Bitmap(catalog.Count),
        };

    /// <summary>
    /// True when the item meets the condition: read from the item's own values, not from the sets, so that it can prove what
    /// <see cref="Meeting"/> says.
    /// </summary>
    public bool Meets(int item, ElementaryCondition part) =>
        (part.Kind, catalog.Column(part.Attribute)) switch
        {
            (ConditionKind.Or, _) => part.Alternatives.Any(a => a.All(p => Meets(item, p))),
            (_, null) => false,
            (ConditionKind.Any or ConditionKind.All, CategoryColumn column) => HasAny(column, item, part.Values),
            (ConditionKind.None, CategoryColumn column) => !HasAny(column, item, part.Values),
            (ConditionKind.Range, NumberColumn column) => part.Ranges.Any(r => Within(column, item, r)),
            (ConditionKind.Outside, NumberColumn column) => !part.Ranges.Any(r => Within(column, item, r)),
            (ConditionKind.None or ConditionKind.Outside, _) => true,
            (ConditionKind.Has, FlagColumn column) => column.Set[item] == part.Wanted,
            (ConditionKind.Has, { } column) => column.Known[item] == part.Wanted,
            _ => false,
        };

    /// <summary>
    /// False where the condition asks for a value or an attribute that the catalogue does not have, so that no item ever meets it.
    /// </summary>
    public bool CanBeMet(ElementaryCondition part) =>
        (part.Kind, catalog.Column(part.Attribute)) switch
        {
            (ConditionKind.Or, _) => part.Alternatives.Any(a => a.All(CanBeMet)),
            (ConditionKind.Any or ConditionKind.All, CategoryColumn column) => part.Values.Any(v => column.ValueId(v) >= 0),
            (_, var column) => column is not null,
        };

    private Bitmap AnyOf(CategoryColumn column, IReadOnlyList<string> values)
    {
        var set = new Bitmap(catalog.Count);
        foreach (var value in values)
        {
            if (column.ValueId(value) is >= 0 and var id)
            {
                column.AddTo(set, id);
            }
        }

        return set;
    }

    private static bool HasAny(CategoryColumn column, int item, IReadOnlyList<string> values)
    {
        var have = column.ValueIds(item);
        foreach (var value in values)
        {
            if (column.ValueId(value) is >= 0 and var id && have.Contains(id))
            {
                return true;
            }
        }

        return false;
    }

    private Bitmap Within(NumberColumn column, IReadOnlyList<NumberRange> ranges)
    {
        var set = new Bitmap(catalog.Count);
        foreach (var range in ranges)
        {
            column.AddBetween(set, range.From, range.To);
        }

        return set;
    }

    private Bitmap MeetingOne(IReadOnlyList<IReadOnlyList<ElementaryCondition>> alternatives)
    {
        var set = new Bitmap(catalog.Count);
        foreach (var alternative in alternatives)
        {
            var meeting = Bitmap.All(catalog.Count);
            foreach (var part in alternative)
            {
                Apply(meeting, part);
            }

            set.Or(meeting);
        }

        return set;
    }

    private static bool Within(NumberColumn column, int item, NumberRange range)
    {
        var number = column[item];
        var (from, to) = (range.From, range.To);
        if (column.Definition.Type == AttributeType.Date)
        {
            from = from < 10_000 ? from * 10_000 : from;
            to = to < 10_000 ? (to * 10_000) + 9_999 : to;
        }

        return !double.IsNaN(number) && (from is null || number >= from) && (to is null || number <= to);
    }
}
