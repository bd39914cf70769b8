using System.Numerics.Tensors;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>Divisors of the scores that make their probabilities honest, fitted on messages that were not trained on.</summary>
internal sealed record Temperatures
{
    public float Act { get; init; } = 1;

    public float Span { get; init; } = 1;

    public float Outcome { get; init; } = 1;
}

/// <summary>Makes labels of the scores of one message.</summary>
internal static class ReaderDecoder
{
    private const float LeastShare = 0.05f;
    private const float Enough = 0.45f;
    private const float EnoughAlone = 0.3f;
    private const float RoleShare = 0.85f;

    /// <param name="input">The message.</param>
    /// <param name="heads">Just asked for <paramref name="scores"/>.</param>
    /// <param name="scores">Of a batch of this message alone.</param>
    /// <param name="outcomes">The outcomes.</param>
    /// <param name="temperatures">Of the confidences.</param>
    public static MessageLabels Decode(
        ReaderInput input,
        ReaderHeads heads,
        ReaderScores scores,
        OutcomeTable outcomes,
        Temperatures temperatures
    )
    {
        var sequence = scores.Batch.Sequences[0];
        var (acts, confidence) = Acts(scores, temperatures.Act);
        var likely = Likely(sequence, scores, outcomes);
        var marks = Marks(input, heads, scores, outcomes, temperatures, BestSpans(sequence, likely, Enough));
        if (acts[0] is Act.Recommend or Act.Refine && marks.TrueForAll(m => m.Slot is Slot.Ref or Slot.Ask))
        {
            // Something is wanted: what is likeliest to say it. Nothing is refused by a guess.
            var guessed = Marks(input, heads, scores, outcomes, temperatures, BestSpans(sequence, likely, EnoughAlone));
            marks = [.. guessed.Where(m => m.Stance == Stance.Want || m.Slot is Slot.Ref or Slot.Ask)];
        }

        return new MessageLabels
        {
            Acts = acts,
            ActConfidence = confidence,
            Marks = marks,
            Kept = Kept(input, sequence, scores),
            ReadTo = sequence.ReadTo,
        };
    }

    private static List<Mark> Marks(
        ReaderInput input,
        ReaderHeads heads,
        ReaderScores scores,
        OutcomeTable outcomes,
        Temperatures temperatures,
        List<(int Span, Slot Slot)> chosen
    )
    {
        var sequence = scores.Batch.Sequences[0];
        heads.ForwardOutcomes(
            scores,
            [
                .. chosen.Select(c =>
                {
                    var span = sequence.Spans[c.Span];
                    return ReaderScores.Query(0, span, [.. span.Facts, SpanFacts.HasSlot(c.Slot)]);
                }),
            ]
        );
        return [.. chosen.Select((c, query) => Mark(input, scores, outcomes, temperatures, c, query))];
    }

    private static (IReadOnlyList<Act> Acts, float Confidence) Acts(ReaderScores scores, float temperature)
    {
        var count = ReaderScores.ActCount;
        Span<float> main = stackalloc float[count];
        TensorPrimitives.Divide(scores.Acts.AsSpan(count, count), temperature, main);
        TensorPrimitives.SoftMax(main, main);
        var first = Main(main);
        var others = Enumerable
            .Range(0, count)
            .Where(act => act != first && scores.Acts[act] > 0)
            .OrderByDescending(act => scores.Acts[act])
            .Select(act => (Act)act);
        return ([(Act)first, .. others], main[first]);
    }

    /// <summary>The likeliest act of the likeliest kind of turn: acts that are alike share what speaks for them.</summary>
    private static int Main(ReadOnlySpan<float> shares)
    {
        Span<float> kinds = stackalloc float[Enum.GetValues<TurnKind>().Length];
        for (var act = 0; act < shares.Length; act++)
        {
            kinds[(int)((Act)act).Kind()] += shares[act];
        }

        var kind = (TurnKind)TensorPrimitives.IndexOfMax<float>(kinds);
        var best = -1;
        for (var act = 0; act < shares.Length; act++)
        {
            if (((Act)act).Kind() == kind && (best < 0 || shares[act] > shares[best]))
            {
                best = act;
            }
        }

        return best;
    }

    /// <summary>
    /// The spans that do not overlap and together are the surest (weighted interval scheduling). Where a mark is sure and only its borders
    /// are not, several spans share its probability: what counts is whether they have more than half of it together.
    /// </summary>
    private static List<(int Span, Slot Slot)> BestSpans(
        ReaderSequence sequence,
        List<(int Span, Slot Slot, float Share)> likely,
        float enough
    )
    {
        var words = sequence.Words.Count;
        var longest = likely.Count == 0 ? 0 : likely.Max(l => sequence.Spans[l.Span].Last - sequence.Spans[l.Span].First);
        var byEnd = new List<(int Span, Slot Slot, float Gain)>?[words + 1];
        var from = 0;
        foreach (var (index, slot, share) in likely)
        {
            // The spans stand in the order of their first words: those far before this one do not reach it.
            var span = sequence.Spans[index];
            while (sequence.Spans[likely[from].Span].First < span.First - longest)
            {
                from++;
            }

            var together = 0.0;
            for (var i = from; i < likely.Count && sequence.Spans[likely[i].Span].First <= span.Last; i++)
            {
                together +=
                    sequence.Spans[likely[i].Span].Last >= span.First && Slots.AreOneGroup(likely[i].Slot, slot) ? likely[i].Share : 0;
            }

            if ((float)together > enough)
            {
                (byEnd[span.Last + 1] ??= []).Add((index, slot, share));
            }
        }

        var gains = new float[words + 1];
        var choices = new (int Span, Slot Slot)?[words + 1];
        for (var end = 1; end <= words; end++)
        {
            gains[end] = gains[end - 1];
            foreach (var (span, slot, gain) in byEnd[end] ?? [])
            {
                if (gains[sequence.Spans[span].First] + gain > gains[end])
                {
                    gains[end] = gains[sequence.Spans[span].First] + gain;
                    choices[end] = (span, slot);
                }
            }
        }

        var chosen = new List<(int, Slot)>();
        for (var end = words; end > 0; )
        {
            if (choices[end] is { } choice)
            {
                chosen.Add(choice);
                end = sequence.Spans[choice.Span].First;
            }
            else
            {
                end--;
            }
        }

        chosen.Reverse();
        return chosen;
    }

    /// <summary>Spans that may well be marks, each with its likeliest slot and how likely that is.</summary>
    private static List<(int Span, Slot Slot, float Share)> Likely(ReaderSequence sequence, ReaderScores scores, OutcomeTable outcomes)
    {
        var likely = new List<(int Span, Slot Slot, float Share)>();
        Span<float> shares = stackalloc float[scores.SlotsOfSpan];
        for (var i = 0; i < sequence.Spans.Count; i++)
        {
            TensorPrimitives.SoftMax(scores.Spans.AsSpan(i * shares.Length, shares.Length), shares);
            var best = 1 + TensorPrimitives.IndexOfMax<float>(shares[1..]);
            best = 1 + (int)RoleOf((Slot)(best - 1), shares[1..]);
            if (1 - shares[0] > LeastShare && outcomes.IsPossible((Slot)(best - 1)))
            {
                likely.Add((i, (Slot)(best - 1), 1 - shares[0]));
            }
        }

        return likely;
    }

    /// <summary>A person has a role where the text surely says it.</summary>
    private static Slot RoleOf(Slot best, ReadOnlySpan<float> shares)
    {
        if (!best.IsPerson())
        {
            return best;
        }

        var together = 0f;
        for (var slot = 0; slot < shares.Length; slot++)
        {
            together += ((Slot)slot).IsPerson() ? shares[slot] : 0;
        }

        return shares[(int)best] >= together * RoleShare ? best : Slot.Person;
    }

    private static Mark Mark(
        ReaderInput input,
        ReaderScores scores,
        OutcomeTable outcomes,
        Temperatures temperatures,
        (int Span, Slot Slot) chosen,
        int query
    )
    {
        var sequence = scores.Batch.Sequences[0];
        var span = sequence.Spans[chosen.Span];
        var (start, end) = (sequence.Words[span.First].Start, sequence.Words[span.Last].End);
        var value = ValueOf(input, start, end, chosen.Slot);
        var count = scores.OutcomesOfSpan - 1;
        var row = scores.Outcomes.AsSpan(query * scores.OutcomesOfSpan, count + 1);
        var hasRequest = input.Request.Any(wish => wish.Conditions.Count > 0);
        var likely = new float[count];
        for (var i = 0; i < count; i++)
        {
            var isSayable = value is not null || outcomes.All[i].Value != Outcome.OfCandidate;
            var isPossible = isSayable && outcomes.IsPossible(chosen.Slot, i) && (hasRequest || outcomes.All[i].Stance != Stance.Drop);
            likely[i] = isPossible ? row[i] / temperatures.Outcome : float.NegativeInfinity;
        }

        var best = TensorPrimitives.IndexOfMax<float>(likely);
        if (float.IsNegativeInfinity(likely[best]))
        {
            // Only a value of a candidate would do, and there is none: the words stand for themselves.
            return new Mark(start, end - start, chosen.Slot, Stance.Want) { Confidence = 0 };
        }

        TensorPrimitives.SoftMax<float>(likely, likely);
        var outcome = outcomes.All[best];
        var slots = new float[scores.SlotsOfSpan];
        TensorPrimitives.Divide(scores.Spans.AsSpan(chosen.Span * slots.Length, slots.Length), temperatures.Span, slots);
        TensorPrimitives.SoftMax<float>(slots, slots);
        return new Mark(start, end - start, chosen.Slot, outcome.Stance)
        {
            Value = outcome.Value == Outcome.OfCandidate ? value : outcome.Value,
            BeginsList = row[count] > 0,
            Confidence = slots[1 + (int)chosen.Slot] * likely[best],
        };
    }

    /// <summary>The value of the likeliest candidate of this slot with these words, or of the one that shares the most of them.</summary>
    private static string? ValueOf(ReaderInput input, int start, int end, Slot slot) =>
        input
            .Candidates.Where(c => c.Slot == slot && c.Value is not null && c.Start < end && c.End > start)
            .OrderByDescending(c => 2.0 * (Math.Min(end, c.End) - Math.Max(start, c.Start)) / (end - start + c.Length))
            .ThenByDescending(c => c.Weight)
            .FirstOrDefault()
            ?.Value;

    /// <summary>Conditions too old to be read hold, unless the message lets go of all that are read.</summary>
    private static bool[] Kept(ReaderInput input, ReaderSequence sequence, ReaderScores scores)
    {
        var kept = new bool[input.Request.Sum(w => w.Conditions.Count)];
        for (var i = 0; i < sequence.Conditions.Length; i++)
        {
            kept[sequence.SkippedConditions + i] = scores.Conditions[i] > 0;
        }

        kept.AsSpan(0, sequence.SkippedConditions).Fill(kept.AsSpan(sequence.SkippedConditions).Contains(true));
        return kept;
    }
}
