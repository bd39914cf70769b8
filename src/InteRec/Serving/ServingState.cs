using InteRec.Catalog;

namespace InteRec.Serving;

/// <summary>
/// What one turn sees: catalogue, search and ranker that belong together. Immutable; a turn reads the reference once, so it never mixes two
/// catalogues or two rankers.
/// </summary>
/// <param name="Catalog">The catalogue.</param>
public sealed record ServingState(CatalogSnapshot Catalog);
