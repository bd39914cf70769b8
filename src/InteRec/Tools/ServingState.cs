using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Ranking;
using InteRec.Search;

namespace InteRec.Tools;

/// <summary>
/// What one turn sees: catalogue, search and ranker that belong together. Immutable; a turn reads the reference once, so it never mixes two
/// catalogues or two rankers. What only some turns need is computed when it is first needed.
/// </summary>
public sealed class ServingState
{
    private readonly CatalogSearch? _search;
    private readonly Lazy<ItemStanding> _standing;
    private readonly Lazy<ContentOverlap> _overlap;
    private readonly Lazy<Centrality> _centrality;
    private readonly Lazy<TitleResolver> _titles;

    /// <summary>Puts a state together.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="ranker">The ranker, bound to this catalogue; null before the first training.</param>
    /// <param name="search">Free text over this catalogue; null: a plan that searches fails.</param>
    internal ServingState(CatalogSnapshot catalog, BoundRanker? ranker = null, CatalogSearch? search = null)
    {
        (Catalog, Ranker, _search) = (catalog, ranker, search);
        Filters = new FilterEvaluator(catalog);
        Values = new ValueReaders(catalog);
        _titles = new Lazy<TitleResolver>(() => new TitleResolver(catalog));
        ItemReader = new ItemReader(catalog, _titles);
        _overlap = new Lazy<ContentOverlap>(() => new ContentOverlap(catalog));
        _centrality = new Lazy<Centrality>(() => new Centrality(catalog));
        _standing = StandingOf(catalog, ranker);
    }

    private ServingState(ServingState other, BoundRanker? ranker, RankerTrouble? trouble)
    {
        (Catalog, Ranker, Trouble, _search, WordRank, Tools, Scope) = (
            other.Catalog,
            ranker,
            trouble,
            other._search,
            other.WordRank,
            other.Tools,
            other.Scope
        );
        (Filters, Values, ItemReader) = (other.Filters, other.Values, other.ItemReader);
        (_titles, _overlap, _centrality) = (other._titles, other._overlap, other._centrality);
        _standing = ReferenceEquals(ranker, other.Ranker) ? other._standing : StandingOf(Catalog, ranker);
    }

    private ServingState(ServingState other, CatalogSnapshot catalog, CallerScope scope)
        : this(other, other.Ranker, other.Trouble)
    {
        (Catalog, Scope) = (catalog, scope);
        (Filters, ItemReader) = (new FilterEvaluator(catalog), new ItemReader(catalog, other._titles));
    }

    /// <summary>The catalogue.</summary>
    public CatalogSnapshot Catalog { get; }

    /// <summary>The ranker, bound to this catalogue; null before the first training.</summary>
    public BoundRanker? Ranker { get; }

    /// <summary>The id of the trained ranker that answers; null before the first training.</summary>
    public string? RankerId => Ranker?.Manifest.RankerId;

    /// <summary>What is wrong with the promoted ranker; null where nothing is.</summary>
    public RankerTrouble? Trouble { get; }

    /// <summary>Free text over the catalogue; null where none was built.</summary>
    public HybridSearch? Search => _search?.Search;

    /// <summary>The vectors of the items for the rankers; null without a search.</summary>
    internal IContentVectors? Content => _search?.Content;

    /// <summary>Items by title.</summary>
    internal TitleResolver Titles => _titles.Value;

    /// <summary>The tools that a plan may call, and what it may order by.</summary>
    internal ToolBox Tools { get; init; } = ToolBox.BuiltIn;

    /// <summary>What the caller sets for this call.</summary>
    internal CallerScope Scope { get; } = CallerScope.None;

    /// <summary>
    /// How common a word is: its place in the vocabulary of the embeddings, the greatest integer for a word that it lacks.
    /// </summary>
    internal Func<string, int> WordRank { get; init; } = _ => int.MaxValue;

    /// <summary>The same catalogue with another ranker, bound to it.</summary>
    public ServingState With(BoundRanker? ranker) => new(this, ranker, Trouble);

    /// <summary>The same with another ranker and what is wrong with the promoted one.</summary>
    internal ServingState With(BoundRanker? ranker, RankerTrouble? trouble) => new(this, ranker, trouble);

    /// <summary>How well known and liked the items are.</summary>
    internal ItemStanding Standing => _standing.Value;

    /// <summary>Conditions as sets.</summary>
    internal FilterEvaluator Filters { get; }

    /// <summary>Items by the name of their series.</summary>
    internal SeriesIndex Series => Titles.SeriesIndex;

    /// <summary>Texts read as values.</summary>
    internal ValueReaders Values { get; }

    /// <summary>Texts read as items.</summary>
    internal ItemReader ItemReader { get; }

    /// <summary>Likeness by shared values.</summary>
    internal ContentOverlap Overlap => _overlap.Value;

    /// <summary>How much items are each of their values.</summary>
    internal Centrality Centrality => _centrality.Value;

    /// <summary>Computes now what would otherwise be computed for the first person who needs it.</summary>
    internal void Warm()
    {
        Parallel.Invoke(() => _ = Standing, () => _ = Overlap, () => _ = Centrality, () => Titles.SeriesIndex.Warm());
        foreach (var attribute in Catalog.Schema.Attributes.Where(a => a.Filterable))
        {
            Values.Of(attribute.Name)?.Read("\u00a0");
        }
    }

    /// <summary>The same as if all items outside a set were hidden. Costs next to nothing, so that each call may have its own.</summary>
    /// <param name="items">What is inside.</param>
    /// <param name="scope">Whose conditions these are.</param>
    internal ServingState Within(Bitmap items, CallerScope scope) => new(this, Catalog.Within(items), scope);

    private static Lazy<ItemStanding> StandingOf(CatalogSnapshot catalog, BoundRanker? ranker) =>
        new(() => ItemStanding.Of(catalog, ranker is null ? [] : ranker.Popularity));
}
