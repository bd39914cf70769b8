using System.Numerics.Tensors;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>A span to be scored: numbers of words of a batch, and what is known of it.</summary>
internal sealed record SpanQuery(int First, int Last, int Width, int[] Facts);

/// <summary>
/// Scores spans: relu(A first + B last + width + facts) W. A and B are applied once a word, not once a span. Keeps what the way back needs.
/// </summary>
internal sealed class SpanPass(SpanLayer layer)
{
    private float[] _ofFirst = [];
    private float[] _ofLast = [];
    private float[] _active = [];
    private float[] _scores = [];
    private float[] _dActive = [];

    /// <summary>Numbers of a row of scores.</summary>
    public int Outputs => layer.Out.Weights.Columns;

    /// <param name="first">The state of each word's first piece.</param>
    /// <param name="last">The state of each word's last piece.</param>
    /// <param name="words">Words.</param>
    /// <param name="queries">The spans.</param>
    public float[] Forward(float[] first, float[] last, int words, IReadOnlyList<SpanQuery> queries)
    {
        var width = layer.Width.Columns;
        Layers.Dense(first, words, layer.First, Layers.Sized(ref _ofFirst, words * width));
        Array.Clear(Layers.Sized(ref _ofLast, words * width), 0, words * width);
        Layers.Product(last, words, layer.Last, _ofLast);
        Layers.Sized(ref _active, queries.Count * width);
        for (var q = 0; q < queries.Count; q++)
        {
            var query = queries[q];
            var active = _active.AsSpan(q * width, width);
            TensorPrimitives.Add(_ofFirst.AsSpan(query.First * width, width), _ofLast.AsSpan(query.Last * width, width), active);
            TensorPrimitives.Add(active, layer.Width.Value.AsSpan(query.Width * width, width), active);
            foreach (var fact in query.Facts)
            {
                TensorPrimitives.Add(active, layer.Facts.Value.AsSpan(fact * width, width), active);
            }

            TensorPrimitives.Max(active, 0, active);
        }

        Layers.Dense(_active, queries.Count, layer.Out, Layers.Sized(ref _scores, queries.Count * Outputs));
        return _scores;
    }

    /// <summary>Adds to the gradients of the parameters and of the words' states.</summary>
    public void Backward(
        float[] first,
        float[] last,
        int words,
        IReadOnlyList<SpanQuery> queries,
        float[] dScores,
        float[] dFirst,
        float[] dLast,
        Gradients gradients
    )
    {
        var width = layer.Width.Columns;
        Array.Clear(Layers.Sized(ref _dActive, queries.Count * width));
        Layers.DenseBack(_active, queries.Count, layer.Out, dScores, _dActive, gradients);
        Array.Clear(_ofFirst);
        Array.Clear(_ofLast);
        for (var q = 0; q < queries.Count; q++)
        {
            var query = queries[q];
            var d = _dActive.AsSpan(q * width, width);
            var active = _active.AsSpan(q * width, width);
            for (var i = 0; i < width; i++)
            {
                d[i] = active[i] > 0 ? d[i] : 0;
            }

            AddTo(_ofFirst.AsSpan(query.First * width, width), d);
            AddTo(_ofLast.AsSpan(query.Last * width, width), d);
            AddTo(gradients.Row(layer.Width, query.Width), d);
            foreach (var fact in query.Facts)
            {
                AddTo(gradients.Row(layer.Facts, fact), d);
            }
        }

        Layers.DenseBack(first, words, layer.First, _ofFirst, dFirst, gradients);
        Layers.ProductBack(last, words, layer.Last, _ofLast, dLast, gradients);
    }

    private static void AddTo(Span<float> sum, ReadOnlySpan<float> d) => TensorPrimitives.Add(sum, d, sum);
}
