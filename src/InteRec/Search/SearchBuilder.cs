using InteRec.Catalog;
using InteRec.Search.Embeddings;
using InteRec.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InteRec.Search;

/// <summary>Free-text search over one catalogue, and what else comes of its vectors.</summary>
/// <param name="Search">The search.</param>
/// <param name="Content">The vectors of the items for the rankers.</param>
internal sealed record CatalogSearch(HybridSearch Search, ContentVectors Content);

/// <summary>Builds the search over a catalogue from the embedding model and what lies on disk. One build at a time.</summary>
internal sealed class SearchBuilder(
    IOptions<InteRecOptions> options,
    Lazy<StaticEmbeddingModel> model,
    ILogger<SearchBuilder>? logger = null
)
{
    private const string Folder = "search";
    private (CatalogSnapshot Catalog, ItemVectors Vectors)? _last;

    /// <summary>How common a word is: its place in the vocabulary of the model, the greatest integer for a word that it lacks.</summary>
    public int WordRank(string word)
    {
        Span<int> ids = stackalloc int[2];
        return model.Value.Tokenize(word, ids) == 1 ? ids[0] : int.MaxValue;
    }

    /// <summary>The search over a catalogue. Items whose texts did not change since the last build keep their vectors.</summary>
    /// <exception cref="EmbeddingModelException">The model cannot be used.</exception>
    public CatalogSearch Build(CatalogSnapshot catalog)
    {
        var folder = Path.Combine(options.Value.DataFolder, Folder);
        var vectors = ItemVectorsFile.Open(catalog, model.Value, folder, _last);
        _last = (catalog, vectors);
        return new CatalogSearch(
            new HybridSearch(catalog, LexicalIndex.Open(catalog, folder, logger), vectors, model.Value),
            new ContentVectors(vectors)
        );
    }
}
