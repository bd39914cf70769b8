using InteRec.Catalog;

namespace InteRec.Serving;

/// <summary>
/// What one turn sees: catalogue, search and ranker that belong together. Immutable; a turn reads the reference once, so it never mixes two
/// catalogues or two rankers.
/// </summary>
/// <param name="Catalog">The catalogue.</param>
public sealed record ServingState(CatalogSnapshot Catalog)
{
    private ItemStanding? _standing;

    /// <summary>The trained ranker that answers; null before the first training.</summary>
    public string? RankerId { get; init; }

    /// <summary>How well known and liked the items are.</summary>
    internal ItemStanding Standing
    {
        get => _standing ??= ItemStanding.Of(Catalog, []);
        init => _standing = value;
    }

    /// <summary>Conditions as sets.</summary>
    internal FilterEvaluator Filters { get; } = new(Catalog);

    /// <summary>Items by the name of their series.</summary>
    internal SeriesIndex Series { get; } = new(Catalog);
}
