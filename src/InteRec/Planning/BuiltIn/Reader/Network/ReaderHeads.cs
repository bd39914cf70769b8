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
    private float[] _conditionsActive = [];
    private float[] _first = [];
    private float[] _last = [];
    private float[] _firstOfQuery = [];
    private float[] _lastOfQuery = [];
    private float[][] _back =
    [
        [],
        [],
        [],
        [],
        [],
        [],
    ];

    /// <summary>The scores of a batch; overwritten by the next call.</summary>
    public ReaderScores Forward(ReaderBatch batch, float[] hidden)
    {
        var scores = new ReaderScores(batch, _spans.Outputs, _outcomes.Outputs);
        var count = batch.Sequences.Count;
        Array.Clear(Layers.Sized(ref _message, count * 2 * _hidden), 0, count * 2 * _hidden);
        Layers.Sized(ref _conditionStates, scores.Conditions.Length * 3 * _hidden);
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
                var target = _conditionStates.AsSpan(condition++ * 3 * _hidden);
                State(hidden, start + place).CopyTo(target);
                row.CopyTo(target[_hidden..]);
            }
        }

        Decide(_message, count, parameters.ActsHidden, parameters.ActsOut, ref _actsActive, scores.Acts);
        Decide(
            _conditionStates,
            scores.Conditions.Length,
            parameters.ConditionsHidden,
            parameters.ConditionsOut,
            ref _conditionsActive,
            scores.Conditions
        );
        Gather(batch, hidden);
        scores.Spans = _spans.Forward(_first, _last, batch.Words, scores.SpanQueries);
        return scores;
    }

    /// <summary>Scores of what becomes of some spans, given their slots; after <see cref="Forward"/>.</summary>
    public void ForwardOutcomes(ReaderScores scores, IReadOnlyList<SpanQuery> queries)
    {
        Layers.Sized(ref _firstOfQuery, queries.Count * _hidden);
        Layers.Sized(ref _lastOfQuery, queries.Count * _hidden);
        for (var q = 0; q < queries.Count; q++)
        {
            State(_first, queries[q].First).CopyTo(State(_firstOfQuery, q));
            State(_last, queries[q].Last).CopyTo(State(_lastOfQuery, q));
        }

        scores.OutcomeQueries = queries;
        scores.Outcomes = _outcomes.Forward(_firstOfQuery, _lastOfQuery, queries.Count, Alone(queries));
    }

    /// <summary>Adds the gradients of all parameters of the heads, and to that of the hidden states.</summary>
    public void Backward(ReaderScores scores, ReaderScoreGradients d, float[] dHidden, Gradients gradients)
    {
        var batch = scores.Batch;
        var count = batch.Sequences.Count;
        var dMessage = Cleared(0, count * 2 * _hidden);
        DecideBack(_message, count, parameters.ActsHidden, parameters.ActsOut, _actsActive, d.Acts, dMessage, gradients);
        var dConditions = Cleared(1, d.Conditions.Length * 3 * _hidden);
        DecideBack(
            _conditionStates,
            d.Conditions.Length,
            parameters.ConditionsHidden,
            parameters.ConditionsOut,
            _conditionsActive,
            d.Conditions,
            dConditions,
            gradients
        );
        var (dFirst, dLast) = (Cleared(2, batch.Words * _hidden), Cleared(3, batch.Words * _hidden));
        _spans.Backward(_first, _last, batch.Words, scores.SpanQueries, d.Spans, dFirst, dLast, gradients);
        OutcomesBack(scores.OutcomeQueries, d.Outcomes, dFirst, dLast, gradients);

        var condition = 0;
        for (var s = 0; s < count; s++)
        {
            var (sequence, start) = (batch.Sequences[s], batch.Starts[s]);
            var row = dMessage.AsSpan(s * 2 * _hidden, 2 * _hidden);
            foreach (var place in sequence.Conditions)
            {
                var ofCondition = dConditions.AsSpan(condition++ * 3 * _hidden, 3 * _hidden);
                AddTo(dHidden, start + place, ofCondition[.._hidden]);
                TensorPrimitives.Add(row, ofCondition[_hidden..], row);
            }

            AddTo(dHidden, start, row[.._hidden]);
            var (from, to) = MessageOf(batch, s);
            TensorPrimitives.Divide(row, to - from, row);
            for (var p = from; p < to; p++)
            {
                AddTo(dHidden, p, row[_hidden..]);
            }

            for (var w = 0; w < sequence.Words.Count; w++)
            {
                AddTo(dHidden, start + sequence.FirstPieces[w], dFirst.AsSpan((batch.WordStarts[s] + w) * _hidden, _hidden));
                AddTo(dHidden, start + sequence.LastPieces[w], dLast.AsSpan((batch.WordStarts[s] + w) * _hidden, _hidden));
            }
        }
    }

    /// <summary>The same queries where each has its words to itself.</summary>
    private static SpanQuery[] Alone(IReadOnlyList<SpanQuery> queries) => [.. queries.Select((q, i) => q with { First = i, Last = i })];

    private void OutcomesBack(IReadOnlyList<SpanQuery> queries, float[] dScores, float[] dFirst, float[] dLast, Gradients gradients)
    {
        var (ofFirst, ofLast) = (Cleared(4, queries.Count * _hidden), Cleared(5, queries.Count * _hidden));
        _outcomes.Backward(_firstOfQuery, _lastOfQuery, queries.Count, Alone(queries), dScores, ofFirst, ofLast, gradients);
        for (var q = 0; q < queries.Count; q++)
        {
            AddTo(dFirst, queries[q].First, State(ofFirst, q));
            AddTo(dLast, queries[q].Last, State(ofLast, q));
        }
    }

    /// <summary>A hidden layer and a dense one behind it.</summary>
    private static void Decide(float[] x, int rows, DenseLayer hidden, DenseLayer last, ref float[] active, float[] scores)
    {
        var size = rows * hidden.Weights.Columns;
        Layers.Dense(x, rows, hidden, Layers.Sized(ref active, size));
        TensorPrimitives.Max(active.AsSpan(0, size), 0, active);
        Layers.Dense(active, rows, last, scores);
    }

    private void DecideBack(
        float[] x,
        int rows,
        DenseLayer hidden,
        DenseLayer last,
        float[] active,
        float[] dScores,
        float[] dx,
        Gradients gradients
    )
    {
        var size = rows * hidden.Weights.Columns;
        Array.Clear(Layers.Sized(ref _dActive, size));
        Layers.DenseBack(active, rows, last, dScores, _dActive, gradients);
        for (var i = 0; i < size; i++)
        {
            _dActive[i] = active[i] > 0 ? _dActive[i] : 0;
        }

        Layers.DenseBack(x, rows, hidden, _dActive, dx, gradients);
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
