using System.Numerics.Tensors;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>The transformer with weights of bytes, forward only; one at a time a thread.</summary>
/// <param name="model">The weights.</param>
/// <param name="portable">Not to use instructions that not every processor has.</param>
internal sealed class ByteEncoder(ReaderModel model, bool portable = false)
{
    private readonly Attention _attention = new(model.Parameters.Shape.Hidden, model.Parameters.Shape.Heads);
    private readonly ByteRows _bytes = new();
    private float[] _hidden = [];
    private float[] _sum = [];
    private float[] _normal = [];
    private float[] _inverse = [];
    private float[] _states = [];
    private float[] _weights = [];
    private float[] _wide = [];

    /// <summary>The last hidden states of a batch of one sequence, a row a piece; overwritten by the next call.</summary>
    public float[] Forward(ReaderBatch batch)
    {
        var (shape, rows) = (model.Parameters.Shape, batch.Pieces);
        var size = rows * shape.Hidden;
        var hidden = Layers.Sized(ref _hidden, size);
        Layers.Sized(ref _sum, size);
        Layers.Sized(ref _normal, size);
        Layers.Sized(ref _inverse, rows);
        Layers.Sized(ref _states, 3 * size);
        Layers.Sized(ref _weights, _attention.WeightsOf(rows, keep: false));
        Layers.Sized(ref _wide, rows * shape.FeedForward);
        model.Embed(batch.Sequences[0], _sum);
        Layers.Norm(_sum, rows, model.Parameters.EmbeddingNorm, _normal, _inverse, hidden);
        for (var i = 0; i < model.Layers.Count; i++)
        {
            var (layer, norms) = (model.Layers[i], model.Parameters.Layers[i]);
            Dense(hidden, rows, layer.Attention, _states);
            _attention.Forward(_states.AsSpan(0, 3 * size), rows, _weights, keep: false, _normal.AsSpan(0, size));
            Dense(_normal, rows, layer.AttentionOut, _sum);
            AddAndNorm(rows, norms.AttentionNorm);
            Dense(hidden, rows, layer.Up, _wide);
            Layers.Gelu(_wide.AsSpan(0, rows * shape.FeedForward), []);
            Dense(_wide, rows, layer.Down, _sum);
            AddAndNorm(rows, norms.OutNorm);
        }

        return hidden;
    }

    private void Dense(float[] x, int rows, ByteMatrix weights, float[] y)
    {
        _bytes.Quantise(x.AsSpan(0, rows * weights.Inputs), rows, weights.Inputs);
        weights.Multiply(_bytes, y, portable);
    }

    private void AddAndNorm(int rows, NormLayer norm)
    {
        var size = rows * model.Parameters.Shape.Hidden;
        TensorPrimitives.Add(_sum.AsSpan(0, size), _hidden.AsSpan(0, size), _sum);
        Layers.Norm(_sum, rows, norm, _normal, _inverse, _hidden);
    }
}
