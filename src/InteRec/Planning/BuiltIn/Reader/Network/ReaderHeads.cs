using System.Numerics.Tensors;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>
/// What is decided from the last hidden states: acts, spans and slots, outcomes of spans, conditions. Forward and backward; one at a time a
/// thread.
/// </summary>
internal sealed class ReaderHeads(ReaderParameters parameters)
{
    private readonly int _hidden = parameters.Shape.Hidden;
    private readonly SpanPass _spans = new(parameters.Spans);
    private readonly SpanPass _outcomes = new(parameters.Outcomes);
    private float[] _message = [];
    private float[] _actsActive = [];
    private float[] _dActive = [];
    private float[] _conditionStates = [];
    private float[] _first = [];
    private float[] _last = [];
    private float[][] _back = [[], [], [], []];

    /// <summary>The scores of a batch; overwritten by the next call.</summary>
    public ReaderScores Forward(ReaderBatch batch, float[] hidden)
    {
        var scores = new ReaderScores(batch, _spans.Outputs, _outcomes.Outputs);
        var count = batch.Sequences.Count;
        Array.Clear(Layers.Sized(ref _message, count * 2 * _hidden));
        Layers.Sized(ref _conditionStates, scores.Conditions.Length * 2 * _hidden);
        var condition = 0;
        for (var s = 0; s < count; s++)
        {
            var (sequence, start) = (batch.Sequences[s], batch.Starts[s]);
            var row = _message.AsSpan(s * 2 * _hidden, 2 * _hidden);
            State(hidden, start).CopyTo(row);
            var (from, to) = MessageOf(batch, s);
            for (var p = from; p < to; p++)
            {
                TensorPrimitives.MultiplyAdd(State(hidden, p), 1f / (to - from), row[_hidden..], row[_hidden..]);
            }

            foreach (var place in sequence.Conditions)
            {
                var target = _conditionStates.AsSpan(condition++ * 2 * _hidden);
                State(hidden, start + place).CopyTo(target);
                State(hidden, start).CopyTo(target[_hidden..]);
            }
        }

        Layers.Dense(_message, count, parameters.ActsHidden, Layers.Sized(ref _actsActive, count * parameters.Shape.Decision));
        TensorPrimitives.Max(_actsActive.AsSpan(), 0, _actsActive);
        Layers.Dense(_actsActive, count, parameters.ActsOut, scores.Acts);
        Layers.Dense(_conditionStates, scores.Conditions.Length, parameters.Conditions, scores.Conditions);
        Gather(batch, hidden);
        scores.Spans = _spans.Forward(_first, _last, batch.Words, scores.SpanQueries);
        return scores;
    }

    /// <summary>Scores of what becomes of some spans, given their slots; after <see cref="Forward"/>.</summary>
    public void ForwardOutcomes(ReaderScores scores, IReadOnlyList<SpanQuery> queries)
    {
        scores.OutcomeQueries = queries;
        scores.Outcomes = _outcomes.Forward(_first, _last, scores.Batch.Words, queries);
    }

    /// <summary>Adds the gradients of all parameters of the heads, and to that of the hidden states.</summary>
    public void Backward(ReaderScores scores, ReaderScoreGradients d, float[] dHidden, Gradients gradients)
    {
        var batch = scores.Batch;
        var count = batch.Sequences.Count;
        var dMessage = Cleared(0, count * 2 * _hidden);
        Array.Clear(Layers.Sized(ref _dActive, count * parameters.Shape.Decision));
        Layers.DenseBack(_actsActive, count, parameters.ActsOut, d.Acts, _dActive, gradients);
        for (var i = 0; i < count * parameters.Shape.Decision; i++)
        {
            _dActive[i] = _actsActive[i] > 0 ? _dActive[i] : 0;
        }

        Layers.DenseBack(_message, count, parameters.ActsHidden, _dActive, dMessage, gradients);
        var dConditions = Cleared(1, d.Conditions.Length * 2 * _hidden);
        Layers.DenseBack(_conditionStates, d.Conditions.Length, parameters.Conditions, d.Conditions, dConditions, gradients);
        var (dFirst, dLast) = (Cleared(2, batch.Words * _hidden), Cleared(3, batch.Words * _hidden));
        _spans.Backward(_first, _last, batch.Words, scores.SpanQueries, d.Spans, dFirst, dLast, gradients);
        _outcomes.Backward(_first, _last, batch.Words, scores.OutcomeQueries, d.Outcomes, dFirst, dLast, gradients);

        var condition = 0;
        for (var s = 0; s < count; s++)
        {
            var (sequence, start) = (batch.Sequences[s], batch.Starts[s]);
            var row = dMessage.AsSpan(s * 2 * _hidden, 2 * _hidden);
            AddTo(dHidden, start, row[.._hidden]);
            var (from, to) = MessageOf(batch, s);
            TensorPrimitives.Divide(row, to - from, row);
            for (var p = from; p < to; p++)
            {
                AddTo(dHidden, p, row[_hidden..]);
            }

            foreach (var place in sequence.Conditions)
            {
                AddTo(dHidden, start + place, dConditions.AsSpan(condition * 2 * _hidden, _hidden));
                AddTo(dHidden, start, dConditions.AsSpan((((condition++ * 2) + 1) * _hidden), _hidden));
            }

            for (var w = 0; w < sequence.Words.Count; w++)
            {
                AddTo(dHidden, start + sequence.FirstPieces[w], dFirst.AsSpan((batch.WordStarts[s] + w) * _hidden, _hidden));
                AddTo(dHidden, start + sequence.LastPieces[w], dLast.AsSpan((batch.WordStarts[s] + w) * _hidden, _hidden));
            }
        }
    }

    /// <summary>The pieces of the message, and of one without any its last separator.</summary>
    private static (int From, int To) MessageOf(ReaderBatch batch, int s)
    {
        var (from, to) = (batch.Starts[s] + batch.Sequences[s].MessageStart, batch.Starts[s + 1]);
        return (from, Math.Max(from + 1, to - 1));
    }

    private void Gather(ReaderBatch batch, float[] hidden)
    {
        Layers.Sized(ref _first, batch.Words * _hidden);
        Layers.Sized(ref _last, batch.Words * _hidden);
        for (var s = 0; s < batch.Sequences.Count; s++)
        {
            var (sequence, start) = (batch.Sequences[s], batch.Starts[s]);
            for (var w = 0; w < sequence.Words.Count; w++)
            {
                var at = (batch.WordStarts[s] + w) * _hidden;
                State(hidden, start + sequence.FirstPieces[w]).CopyTo(_first.AsSpan(at));
                State(hidden, start + sequence.LastPieces[w]).CopyTo(_last.AsSpan(at));
            }
        }
    }

    private Span<float> State(float[] hidden, int row) => hidden.AsSpan(row * _hidden, _hidden);

    private void AddTo(float[] dHidden, int row, ReadOnlySpan<float> d)
    {
        var sum = State(dHidden, row);
        TensorPrimitives.Add(sum, d, sum);
    }

    private float[] Cleared(int buffer, int length)
    {
        Array.Clear(Layers.Sized(ref _back[buffer], length), 0, length);
        return _back[buffer];
    }
}
