using System.Buffers;
using System.Runtime.InteropServices;
using InteRec.Catalog;
using InteRec.Search.Embeddings;

namespace InteRec.Search;

/// <summary>One item found by free text.</summary>
/// <param name="Item">The item index.</param>
/// <param name="Score">What the order goes by; greater is better, at most 1.</param>
/// <param name="Lexical">Share of words: 1 for the item of this search that shares most, 0 for one that shares none.</param>
/// <param name="Semantic">Cosine of the meanings, -1 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SearchHit(int Item, float Score, float Lexical, float Semantic);

/// <summary>
/// Free text against the words of the items and against their meaning: <c>(1 - w) * bm25 / max(bm25) + w * cosine</c>. The sum was measured
/// better than rank fusion, which throws away how much better one item fits than the next.
/// </summary>
public sealed class HybridSearch
{
    private const float SemanticWeight = 0.7f;
    private readonly CatalogSnapshot _catalog;
    private readonly LexicalIndex _lexical;
    private readonly ItemVectors _vectors;
    private readonly StaticEmbeddingModel _model;

    internal HybridSearch(CatalogSnapshot catalog, LexicalIndex lexical, ItemVectors vectors, StaticEmbeddingModel model)
    {
        (_catalog, _lexical, _vectors, _model) = (catalog, lexical, vectors, model);
    }

    /// <summary>The vectors of the items.</summary>
    internal ItemVectors Vectors => _vectors;

    /// <summary>
    /// The best items of <paramref name="within"/> (the available ones when null), best first; of equal scores the smaller index first.
    /// Every item is a candidate, so a generous <paramref name="limit"/> orders the whole set. Empty when nothing of the text is known.
    /// </summary>
    public IReadOnlyList<SearchHit> Search(string text, Bitmap? within, int limit)
    {
        var count = _catalog.Count;
        var semantic = ArrayPool<float>.Shared.Rent(count);
        var lexical = ArrayPool<float>.Shared.Rent(count);
        try
        {
            var allowed = within ?? _catalog.Available;
            var understood = Cosines(text, semantic.AsSpan(0, count));
            var shared = Lexical(text, allowed, lexical.AsSpan(0, count));
            return (understood || shared) && limit > 0 ? Best(allowed, lexical, semantic, onlyLexical: !understood, limit) : [];
        }
        finally
        {
            ArrayPool<float>.Shared.Return(semantic);
            ArrayPool<float>.Shared.Return(lexical);
        }
    }

    private bool Cosines(string text, Span<float> cosines)
    {
        Span<float> query = stackalloc float[_model.Dimensions];
        if (_model.Embed(text, query))
        {
            _vectors.Cosines(query, cosines);
            return true;
        }

        cosines.Clear();
        return false;
    }

    private bool Lexical(string text, Bitmap allowed, Span<float> shares)
    {
        shares.Clear();
        var best = 0f;
        foreach (var hit in _lexical.Find(text))
        {
            if (allowed[hit.Item])
            {
                shares[hit.Item] = hit.Score;
                best = Math.Max(best, hit.Score);
            }
        }

        for (var item = 0; best > 0 && item < shares.Length; item++)
        {
            shares[item] /= best;
        }

        return best > 0;
    }

    private static SearchHit[] Best(Bitmap allowed, float[] lexical, float[] semantic, bool onlyLexical, int limit)
    {
        var order = Comparer<SearchHit>.Create((a, b) => a.Score != b.Score ? a.Score.CompareTo(b.Score) : b.Item.CompareTo(a.Item));
        var worstFirst = new PriorityQueue<SearchHit, SearchHit>(order);
        foreach (var item in allowed.ToArray())
        {
            var hit = new SearchHit(
                item,
                ((1 - SemanticWeight) * lexical[item]) + (SemanticWeight * semantic[item]),
                lexical[item],
                semantic[item]
            );
            if (onlyLexical && hit.Lexical == 0)
            {
                continue;
            }

            if (worstFirst.Count < limit)
            {
                worstFirst.Enqueue(hit, hit);
            }
            else if (order.Compare(hit, worstFirst.Peek()) > 0)
            {
                worstFirst.DequeueEnqueue(hit, hit);
            }
        }

        var hits = new SearchHit[worstFirst.Count];
        for (var place = hits.Length - 1; place >= 0; place--)
        {
            hits[place] = worstFirst.Dequeue();
        }

        return hits;
    }
}
