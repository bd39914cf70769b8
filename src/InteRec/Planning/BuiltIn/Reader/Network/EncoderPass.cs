using System.Numerics.Tensors;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>
/// The transformer in float32, forward and backward. Keeps what the way back needs; one at a time a thread. (Devlin et al., "BERT", 2018:
/// normalisation behind each bypass.)
/// </summary>
internal sealed class EncoderPass
{
    private readonly ReaderParameters _parameters;
    private readonly Attention _attention;
    private readonly LayerState[] _states;
    private readonly LayerState _embedded = new();
    private float[] _sum = [];
    private float[] _wide = [];
    private float[] _narrow = [];
    private float[] _states3 = [];

    public EncoderPass(ReaderParameters parameters)
    {
        _parameters = parameters;
        _attention = new Attention(parameters.Shape.Hidden, parameters.Shape.Heads);
        _states = [.. parameters.Layers.Select(_ => new LayerState())];
    }

    /// <summary>The last hidden states, a row a piece; overwritten by the next call.</summary>
    /// <param name="batch">The sequences.</param>
    /// <param name="dropout">Null: nothing is dropped.</param>
    public float[] Forward(ReaderBatch batch, Dropout? dropout)
    {
        var (shape, rows) = (_parameters.Shape, batch.Pieces);
        var size = rows * shape.Hidden;
        Embed(batch, Layers.Sized(ref _sum, size));
        _embedded.Resize(rows, shape, 0);
        Layers.Norm(_sum, rows, _parameters.EmbeddingNorm, _embedded.OutNormal, _embedded.OutInverse, _embedded.Output);
        dropout?.Apply(_embedded.Output.AsSpan(0, size), _embedded.OutDropped);
        var input = _embedded.Output;
        for (var i = 0; i < _states.Length; i++)
        {
            input = Forward(batch, _parameters.Layers[i], _states[i], input, dropout);
        }

        return input;
    }

    /// <summary>Adds the gradients of all parameters, given that of the last hidden states, which is overwritten.</summary>
    public void Backward(ReaderBatch batch, float[] dHidden, bool dropped, Gradients gradients)
    {
        var (shape, rows) = (_parameters.Shape, batch.Pieces);
        for (var i = _states.Length - 1; i >= 0; i--)
        {
            var input = i == 0 ? _embedded.Output : _states[i - 1].Output;
            Backward(batch, _parameters.Layers[i], _states[i], input, dHidden, dropped, gradients);
        }

        var d = dHidden.AsSpan(0, rows * shape.Hidden);
        if (dropped)
        {
            TensorPrimitives.Multiply(d, _embedded.OutDropped.AsSpan(0, d.Length), d);
        }

        Layers.NormBack(dHidden, rows, _parameters.EmbeddingNorm, _embedded.OutNormal, _embedded.OutInverse, gradients);
        foreach (var (row, table, entry) in Entries(batch))
        {
            var sum = gradients.Row(table, entry);
            TensorPrimitives.Add(sum, dHidden.AsSpan(row * shape.Hidden, shape.Hidden), sum);
        }
    }

    private void Embed(ReaderBatch batch, float[] sum)
    {
        var width = _parameters.Shape.Hidden;
        Array.Clear(sum, 0, batch.Pieces * width);
        foreach (var (row, table, entry) in Entries(batch))
        {
            var target = sum.AsSpan(row * width, width);
            TensorPrimitives.Add(target, table.Value.AsSpan(entry * width, width), target);
        }
    }

    /// <summary>The rows of tables whose sums are the embeddings.</summary>
    private IEnumerable<(int Row, Parameter Table, int Entry)> Entries(ReaderBatch batch)
    {
        for (var s = 0; s < batch.Sequences.Count; s++)
        {
            var sequence = batch.Sequences[s];
            for (var p = 0; p < sequence.Pieces.Length; p++)
            {
                var row = batch.Starts[s] + p;
                yield return (row, _parameters.Pieces, sequence.Pieces[p]);
                yield return (row, _parameters.Positions, p);
                yield return (row, _parameters.Types, p < sequence.MessageStart ? 0 : 1);
                foreach (var feature in sequence.Features[p])
                {
                    yield return (row, _parameters.Features, feature);
                }
            }
        }
    }

    private float[] Forward(ReaderBatch batch, TransformerLayer layer, LayerState state, float[] input, Dropout? dropout)
    {
        var (shape, rows) = (_parameters.Shape, batch.Pieces);
        var (hidden, size) = (shape.Hidden, rows * shape.Hidden);
        state.Resize(rows, shape, batch.Sequences.Sum(s => _attention.WeightsOf(s.Pieces.Length, keep: true)));
        Layers.Dense(input, rows, layer.Attention, state.States);
        var at = 0;
        for (var s = 0; s < batch.Sequences.Count; s++)
        {
            var (start, length) = (batch.Starts[s], batch.Starts[s + 1] - batch.Starts[s]);
            _attention.Forward(
                state.States.AsSpan(start * 3 * hidden, length * 3 * hidden),
                length,
                state.Weights.AsSpan(at),
                keep: true,
                state.Context.AsSpan(start * hidden)
            );
            at += _attention.WeightsOf(length, keep: true);
        }

        Layers.Dense(state.Context, rows, layer.AttentionOut, _sum);
        dropout?.Apply(_sum.AsSpan(0, size), state.AttentionDropped);
        TensorPrimitives.Add(_sum.AsSpan(0, size), input.AsSpan(0, size), _sum);
        Layers.Norm(_sum, rows, layer.AttentionNorm, state.AttentionNormal, state.AttentionInverse, state.Attended);

        Layers.Dense(state.Attended, rows, layer.Up, state.Wide);
        Layers.Gelu(state.Wide.AsSpan(0, rows * shape.FeedForward), state.Slopes);
        Layers.Dense(state.Wide, rows, layer.Down, _sum);
        dropout?.Apply(_sum.AsSpan(0, size), state.OutDropped);
        TensorPrimitives.Add(_sum.AsSpan(0, size), state.Attended.AsSpan(0, size), _sum);
        Layers.Norm(_sum, rows, layer.OutNorm, state.OutNormal, state.OutInverse, state.Output);
        return state.Output;
    }

    /// <summary><paramref name="d"/> is the gradient of the layer's output and becomes that of its input.</summary>
    private void Backward(
        ReaderBatch batch,
        TransformerLayer layer,
        LayerState state,
        float[] input,
        float[] d,
        bool dropped,
        Gradients gradients
    )
    {
        var (shape, rows) = (_parameters.Shape, batch.Pieces);
        var (hidden, size) = (shape.Hidden, rows * shape.Hidden);
        var narrow = Layers.Sized(ref _narrow, size);
        var wide = Layers.Sized(ref _wide, rows * shape.FeedForward);
        var states = Layers.Sized(ref _states3, 3 * size);
        Layers.NormBack(d, rows, layer.OutNorm, state.OutNormal, state.OutInverse, gradients);
        Through(d, size, dropped ? state.OutDropped : null, narrow);
        Array.Clear(wide, 0, rows * shape.FeedForward);
        Layers.DenseBack(state.Wide, rows, layer.Down, narrow, wide, gradients);
        TensorPrimitives.Multiply(wide.AsSpan(0, rows * shape.FeedForward), state.Slopes.AsSpan(0, rows * shape.FeedForward), wide);
        Layers.DenseBack(state.Attended, rows, layer.Up, wide, d, gradients);

        Layers.NormBack(d, rows, layer.AttentionNorm, state.AttentionNormal, state.AttentionInverse, gradients);
        Through(d, size, dropped ? state.AttentionDropped : null, narrow);
        var dContext = wide;
        Array.Clear(dContext, 0, size);
        Layers.DenseBack(state.Context, rows, layer.AttentionOut, narrow, dContext, gradients);
        var at = 0;
        for (var s = 0; s < batch.Sequences.Count; s++)
        {
            var (start, length) = (batch.Starts[s], batch.Starts[s + 1] - batch.Starts[s]);
            _attention.Backward(
                state.States.AsSpan(start * 3 * hidden, length * 3 * hidden),
                length,
                state.Weights.AsSpan(at),
                dContext.AsSpan(start * hidden, length * hidden),
                states.AsSpan(start * 3 * hidden, length * 3 * hidden)
            );
            at += _attention.WeightsOf(length, keep: true);
        }

        Layers.DenseBack(input, rows, layer.Attention, states, d, gradients);
    }

    private static void Through(float[] d, int size, float[]? dropped, float[] result)
    {
        if (dropped is null)
        {
            d.AsSpan(0, size).CopyTo(result);
        }
        else
        {
            TensorPrimitives.Multiply(d.AsSpan(0, size), dropped.AsSpan(0, size), result);
        }
    }
}

/// <summary>What the way back through a layer needs.</summary>
internal sealed class LayerState
{
    private float[] _states = [];
    private float[] _weights = [];
    private float[] _context = [];
    private float[] _wide = [];
    private float[] _slopes = [];
    private float[][] _narrow =
    [
        [],
        [],
        [],
        [],
        [],
        [],
    ];
    private float[][] _rows =
    [
        [],
        [],
    ];

    public float[] States => _states;

    public float[] Weights => _weights;

    public float[] Context => _context;

    public float[] Wide => _wide;

    public float[] Slopes => _slopes;

    public float[] AttentionNormal => _narrow[0];

    public float[] AttentionDropped => _narrow[1];

    public float[] Attended => _narrow[2];

    public float[] OutNormal => _narrow[3];

    public float[] OutDropped => _narrow[4];

    public float[] Output => _narrow[5];

    public float[] AttentionInverse => _rows[0];

    public float[] OutInverse => _rows[1];

    public void Resize(int rows, NetworkShape shape, int weights)
    {
        Layers.Sized(ref _states, 3 * rows * shape.Hidden);
        Layers.Sized(ref _weights, weights);
        Layers.Sized(ref _context, rows * shape.Hidden);
        Layers.Sized(ref _wide, rows * shape.FeedForward);
        Layers.Sized(ref _slopes, rows * shape.FeedForward);
        for (var i = 0; i < _narrow.Length; i++)
        {
            Layers.Sized(ref _narrow[i], rows * shape.Hidden);
        }

        for (var i = 0; i < _rows.Length; i++)
        {
            Layers.Sized(ref _rows[i], rows);
        }
    }
}

/// <summary>Sets a share of numbers to zero and scales the others up; reproducible from its seed.</summary>
internal sealed class Dropout(float share, ulong seed)
{
    private readonly uint _threshold = (uint)(share * uint.MaxValue);
    private readonly float _scale = 1 / (1 - share);
    private ulong _state = (seed * 0x9E3779B97F4A7C15) | 1;

    /// <summary>Drops in place; <paramref name="factors"/> gets what each number was multiplied by.</summary>
    public void Apply(Span<float> values, Span<float> factors)
    {
        for (var i = 0; i < values.Length; i++)
        {
            // xorshift64*
            _state ^= _state >> 12;
            _state ^= _state << 25;
            _state ^= _state >> 27;
            factors[i] = (uint)((_state * 0x2545F4914F6CDD1D) >> 32) < _threshold ? 0 : _scale;
            values[i] *= factors[i];
        }
    }
}
