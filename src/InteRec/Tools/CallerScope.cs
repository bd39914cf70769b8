using InteRec.Catalog;

namespace InteRec.Tools;

/// <summary>The caller's conditions in the catalogue's words.</summary>
/// <param name="Conditions">The conditions, values as the catalogue writes them, items by id: set again they give the same.</param>
/// <param name="Where">The parts that every item meets.</param>
/// <param name="Unknown">Names of items to leave out that the catalogue does not have.</param>
internal sealed record CallerScope(CallerConditions Conditions, IReadOnlyList<ElementaryCondition> Where, IReadOnlyList<string> Unknown)
{
    private readonly HashSet<string> _excluded = [.. Conditions.Exclude ?? []];

    /// <summary>Nothing is set.</summary>
    public static CallerScope None { get; } = new(new CallerConditions(), [], []);

    /// <summary>The conditions as they go out and can be sent again; null where nothing is set.</summary>
    public CallerConditions? Told => Conditions.IsEmpty ? null : Conditions;

    /// <summary>
    /// For the caller alone: what was to be left out and is not in the catalogue. A misspelt title must not pass in silence.
    /// </summary>
    public IReadOnlyList<Notice> Notices =>
        Unknown.Count == 0
            ? []
            :
            [
                new Notice(
                    NoticeCodes.UnknownItem,
                    $"Not in the catalogue, so there was nothing to exclude: {ProblemList.Quoted(Unknown)}."
                ),
            ];

    /// <summary>Both together.</summary>
    public CallerScope And(CallerScope other) =>
        ReferenceEquals(other, None) ? this
        : ReferenceEquals(this, None) ? other
        : new CallerScope(
            new CallerConditions
            {
                Where =
                    Conditions.Where is null || other.Conditions.Where is null
                        ? Conditions.Where ?? other.Conditions.Where
                        : ItemFilter.Both(Conditions.Where, other.Conditions.Where),
                Exclude = AttributeCondition.Union(Conditions.Exclude, other.Conditions.Exclude),
                UserIds = Conditions.UserIds ?? other.Conditions.UserIds,
            },
            [.. Where, .. other.Where],
            [.. Unknown, .. other.Unknown]
        );

    /// <summary>What the caller may see of a state: every other item is as if hidden.</summary>
    public ServingState Of(ServingState serving)
    {
        if (ReferenceEquals(this, None))
        {
            return serving;
        }

        var items = Bitmap.All(serving.Catalog.Count).AndNot(ItemNames.Set(serving.Catalog, Conditions.Exclude));
        foreach (var part in Where)
        {
            serving.Filters.Apply(items, part);
        }

        return serving.Within(items, this);
    }

    /// <summary>True where the item is inside, read from its own values: the proof of what <see cref="Of"/> does by sets.</summary>
    public bool Holds(int item, ServingState serving) =>
        !_excluded.Contains(serving.Catalog.ItemId(item)) && Where.All(part => serving.Filters.Meets(item, part));
}
