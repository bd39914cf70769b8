using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>A mark to be learnt.</summary>
/// <param name="Span">Number of the span of the sequence.</param>
/// <param name="Slot">What it is about.</param>
/// <param name="Outcome">Number of the outcome; null where that is too rare to be learnt.</param>
/// <param name="BeginsList">Whether a list begins with it.</param>
internal sealed record MarkTarget(int Span, Slot Slot, int? Outcome, bool BeginsList);

/// <summary>What is to be learnt from an example.</summary>
/// <param name="Sequence">What the network reads.</param>
/// <param name="Acts">The acts, the main one first.</param>
/// <param name="Marks">The marks that are among the sequence's spans.</param>
/// <param name="Kept">For each condition of the sequence whether it holds.</param>
internal sealed record ReaderTarget(
    ReaderSequence Sequence,
    IReadOnlyList<Act> Acts,
    IReadOnlyList<MarkTarget> Marks,
    IReadOnlyList<bool> Kept
)
{
    public static ReaderTarget Of(ReaderExample example, SequenceBuilder builder, OutcomeTable outcomes)
    {
        var sequence = builder.Build(example.Input);
        var places = new Dictionary<(int, int), int>();
        for (var i = 0; i < sequence.Spans.Count; i++)
        {
            var span = sequence.Spans[i];
            places[(sequence.Words[span.First].Start, sequence.Words[span.Last].End)] = i;
        }

        var marks = new List<MarkTarget>();
        foreach (var mark in example.Gold.Marks)
        {
            if (places.TryGetValue((mark.Start, mark.End), out var span))
            {
                var outcome = outcomes.Id(Outcome.Of(mark)) is { } id && outcomes.IsPossible(mark.Slot, id) ? id : (int?)null;
                marks.Add(new MarkTarget(span, mark.Slot, outcome, mark.BeginsList));
            }
        }

        var kept = example.Gold.Kept.Skip(sequence.SkippedConditions).Take(sequence.Conditions.Length);
        return new ReaderTarget(sequence, example.Gold.Acts, marks, [.. kept]);
    }
}
