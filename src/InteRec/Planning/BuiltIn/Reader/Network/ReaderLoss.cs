using System.Numerics.Tensors;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>
/// The sum of the losses of all decisions and its gradient by their scores: cross entropy, weighted by <see cref="LossWeights"/> and
/// divided by the number of messages.
/// </summary>
/// <param name="outcomes">Which outcomes a slot can have.</param>
/// <param name="weights">Weights of the decisions.</param>
internal sealed class ReaderLoss(OutcomeTable outcomes, LossWeights weights)
{
    /// <summary>What is to be known of the marks, as queries.</summary>
    public static IReadOnlyList<SpanQuery> Queries(ReaderBatch batch, IReadOnlyList<ReaderTarget> targets) =>
        [
            .. targets.SelectMany(
                (target, s) =>
                    target.Marks.Select(m =>
                    {
                        var span = target.Sequence.Spans[m.Span];
                        return ReaderScores.Query(batch.WordStarts[s], span, [.. span.Facts, SpanFacts.HasSlot(m.Slot)]);
                    })
            ),
        ];

    /// <param name="scores">Of the batch, those of <see cref="Queries"/> included.</param>
    /// <param name="targets">One a sequence.</param>
    /// <param name="messages">By how many to divide.</param>
    public (double Loss, ReaderScoreGradients Gradients) Of(ReaderScores scores, IReadOnlyList<ReaderTarget> targets, int messages)
    {
        var d = new ReaderScoreGradients(
            new float[scores.Acts.Length],
            new float[scores.Conditions.Length],
            new float[scores.SpanQueries.Count * scores.SlotsOfSpan],
            new float[scores.OutcomeQueries.Count * scores.OutcomesOfSpan]
        );
        var loss = 0.0;
        var (condition, span, query) = (0, 0, 0);
        for (var s = 0; s < targets.Count; s++)
        {
            var target = targets[s];
            loss += Acts(scores, d, s, target);
            foreach (var kept in target.Kept)
            {
                loss += Binary(scores.Conditions, d.Conditions, condition++, kept, weights.Conditions);
            }

            loss += Spans(scores, d, span, target);
            span += target.Sequence.Spans.Count;
            foreach (var mark in target.Marks)
            {
                loss += Outcome(scores, d, query++, mark);
            }
        }

        foreach (var gradient in new[] { d.Acts, d.Conditions, d.Spans, d.Outcomes })
        {
            TensorPrimitives.Divide(gradient, messages, gradient);
        }

        return (loss / messages, d);
    }

    private double Acts(ReaderScores scores, ReaderScoreGradients d, int s, ReaderTarget target)
    {
        var loss = 0.0;
        var start = s * 2 * ReaderScores.ActCount;
        for (var act = 0; act < ReaderScores.ActCount; act++)
        {
            loss += Binary(scores.Acts, d.Acts, start + act, target.Acts.Contains((Act)act), weights.Acts);
        }

        start += ReaderScores.ActCount;
        return loss
            + Choice(
                scores.Acts.AsSpan(start, ReaderScores.ActCount),
                d.Acts.AsSpan(start, ReaderScores.ActCount),
                (int)target.Acts[0],
                weights.MainAct
            );
    }

    private double Spans(ReaderScores scores, ReaderScoreGradients d, int start, ReaderTarget target)
    {
        var gold = target.Marks.ToLookup(m => m.Span);
        var loss = 0.0;
        for (var i = 0; i < target.Sequence.Spans.Count; i++)
        {
            var at = (start + i) * scores.SlotsOfSpan;
            var slot = gold[i].FirstOrDefault() is { } mark ? 1 + (int)mark.Slot : 0;
            loss += Choice(
                scores.Spans.AsSpan(at, scores.SlotsOfSpan),
                d.Spans.AsSpan(at, scores.SlotsOfSpan),
                slot,
                slot == 0 ? weights.NoSpan : weights.Span
            );
        }

        return loss;
    }

    private double Outcome(ReaderScores scores, ReaderScoreGradients d, int query, MarkTarget mark)
    {
        var at = query * scores.OutcomesOfSpan;
        var count = scores.OutcomesOfSpan - 1;
        var loss = Binary(scores.Outcomes, d.Outcomes, at + count, mark.BeginsList, weights.BeginsList);
        if (mark.Outcome is not { } outcome)
        {
            return loss;
        }

        var row = scores.Outcomes.AsSpan(at, count);
        for (var i = 0; i < count; i++)
        {
            row[i] = outcomes.IsPossible(mark.Slot, i) ? row[i] : float.NegativeInfinity;
        }

        return loss + Choice(row, d.Outcomes.AsSpan(at, count), outcome, weights.Outcome);
    }

    private static double Choice(ReadOnlySpan<float> scores, Span<float> d, int right, float weight)
    {
        TensorPrimitives.SoftMax(scores, d);
        var loss = -Math.Log(Math.Max(d[right], 1e-30));
        d[right] -= 1;
        TensorPrimitives.Multiply(d, weight, d);
        return weight * loss;
    }

    private static double Binary(float[] scores, float[] d, int at, bool right, float weight)
    {
        var probability = 1 / (1 + Math.Exp(-scores[at]));
        d[at] = weight * (float)(probability - (right ? 1 : 0));
        return -weight * Math.Log(Math.Max(right ? probability : 1 - probability, 1e-30));
    }
}

/// <summary>How much each decision weighs in training.</summary>
internal sealed record LossWeights
{
    public float MainAct { get; init; } = 1;

    public float Acts { get; init; } = 0.5f;

    /// <summary>A span that is marked.</summary>
    public float Span { get; init; } = 1;

    /// <summary>A span that is not: there are a hundred of them a message.</summary>
    public float NoSpan { get; init; } = 0.7f;

    public float Outcome { get; init; } = 1;

    public float BeginsList { get; init; } = 0.3f;

    // Those that no longer hold, one of twenty, were tried at three times the weight: too many others were let go then.
    public float Conditions { get; init; } = 0.5f;
}
