using System.Numerics.Tensors;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>Fits the divisors that make probabilities honest (Guo et al., "On Calibration of Modern Neural Networks", 2017).</summary>
internal static class TemperatureFit
{
    public static Temperatures Fit(ReaderNetwork network, IReadOnlyList<ReaderExample> examples)
    {
        var builder = new SequenceBuilder(network.Vocabulary);
        var (encoder, heads) = (new EncoderPass(network.Parameters), new ReaderHeads(network.Parameters));
        var (acts, spans, outcomes) = (new List<(float[], int)>(), new List<(float[], int)>(), new List<(float[], int)>());
        foreach (var example in examples)
        {
            var target = ReaderTarget.Of(example, builder, network.Outcomes);
            var batch = new ReaderBatch([target.Sequence]);
            var scores = heads.Forward(batch, encoder.Forward(batch, dropout: null));
            heads.ForwardOutcomes(scores, ReaderLoss.Queries(batch, [target]));
            acts.Add((scores.Acts.AsSpan(ReaderScores.ActCount, ReaderScores.ActCount).ToArray(), (int)target.Acts[0]));
            var gold = target.Marks.ToLookup(m => m.Span);
            for (var i = 0; i < target.Sequence.Spans.Count; i++)
            {
                var row = scores.Spans.AsSpan(i * scores.SlotsOfSpan, scores.SlotsOfSpan).ToArray();
                var slot = gold[i].FirstOrDefault() is { } mark ? 1 + (int)mark.Slot : 0;

                // What is surely nothing and is nothing says nothing about the confidence of marks.
                if (slot > 0 || TensorPrimitives.IndexOfMax<float>(row) > 0)
                {
                    spans.Add((row, slot));
                }
            }

            for (var m = 0; m < target.Marks.Count; m++)
            {
                if (target.Marks[m].Outcome is { } outcome)
                {
                    var row = scores.Outcomes.AsSpan(m * scores.OutcomesOfSpan, scores.OutcomesOfSpan - 1).ToArray();
                    for (var i = 0; i < row.Length; i++)
                    {
                        row[i] = network.Outcomes.IsPossible(target.Marks[m].Slot, i) ? row[i] : float.NegativeInfinity;
                    }

                    outcomes.Add((row, outcome));
                }
            }
        }

        return new Temperatures
        {
            Act = Best(acts),
            Span = Best(spans),
            Outcome = Best(outcomes),
        };
    }

    /// <summary>The divisor, from 0.5 to 4, under which the right answers are the likeliest.</summary>
    private static float Best(List<(float[] Scores, int Right)> answers) =>
        Enumerable.Range(0, 31).Select(i => 0.5f * MathF.Pow(8, i / 30f)).MinBy(temperature => answers.Sum(a => Loss(a, temperature)));

    private static double Loss((float[] Scores, int Right) answer, float temperature)
    {
        var probabilities = new float[answer.Scores.Length];
        TensorPrimitives.Divide(answer.Scores, temperature, probabilities);
        TensorPrimitives.SoftMax<float>(probabilities, probabilities);
        return -Math.Log(Math.Max(probabilities[answer.Right], 1e-9));
    }
}
