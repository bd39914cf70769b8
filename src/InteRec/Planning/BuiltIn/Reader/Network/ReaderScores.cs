using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>What the network says of a batch, before anything is decided. Scores are logarithms up to a constant.</summary>
internal sealed class ReaderScores
{
    public ReaderScores(ReaderBatch batch, int slots, int outcomes)
    {
        Batch = batch;
        (SlotsOfSpan, OutcomesOfSpan) = (slots, outcomes);
        Acts = new float[batch.Sequences.Count * 2 * ActCount];
        Conditions = new float[batch.Sequences.Sum(s => s.Conditions.Length)];
        SpanQueries =
        [
            .. batch.Sequences.SelectMany((sequence, s) => sequence.Spans.Select(span => Query(batch.WordStarts[s], span, span.Facts))),
        ];
    }

    /// <summary>The number of acts.</summary>
    public static int ActCount { get; } = Enum.GetValues<Act>().Length;

    public ReaderBatch Batch { get; }

    /// <summary>Numbers of a row of <see cref="Spans"/>: nothing, then each slot.</summary>
    public int SlotsOfSpan { get; }

    /// <summary>Numbers of a row of <see cref="Outcomes"/>: the outcomes, then that a list begins here.</summary>
    public int OutcomesOfSpan { get; }

    /// <summary>By sequence: that each act is among the message's, then that it is the main one.</summary>
    public float[] Acts { get; }

    /// <summary>That each condition holds, of all sequences.</summary>
    public float[] Conditions { get; }

    public IReadOnlyList<SpanQuery> SpanQueries { get; }

    /// <summary>A row for each of the queries.</summary>
    public float[] Spans { get; set; } = [];

    public IReadOnlyList<SpanQuery> OutcomeQueries { get; set; } = [];

    /// <summary>A row for each of the queries.</summary>
    public float[] Outcomes { get; set; } = [];

    /// <summary>A span of a sequence as a query, with other facts.</summary>
    public static SpanQuery Query(int firstWord, ReaderSpan span, int[] facts) =>
        new(firstWord + span.First, firstWord + span.Last, span.Width, facts);
}

/// <summary>Gradients of the loss by the scores; each array as its namesake.</summary>
internal sealed record ReaderScoreGradients(float[] Acts, float[] Conditions, float[] Spans, float[] Outcomes);
