using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using InteRec.Numerics;

namespace InteRec.Ranking;

/// <summary>
/// Mean and standard deviation of one user's scores over all items of a ranker. A standardised score, (score - mean) / deviation, says how
/// many deviations an item lies above this user's average item: the one scale on which different rankers can be added.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Standardization(float Mean, float Deviation)
{
    public static Standardization Of(ReadOnlySpan<float> scores)
    {
        if (scores.Length == 0)
        {
            return new Standardization(0, 1);
        }

        var mean = TensorPrimitives.Sum(scores) / scores.Length;
        var variance = (TensorPrimitives.SumOfSquares(scores) / scores.Length) - (mean * mean);

        // All scores equal: nothing is above the average, and no division by zero.
        return new Standardization(mean, variance > 1e-12f * Math.Max(1e-12f, mean * mean) ? MathF.Sqrt(variance) : 1);
    }

    /// <summary>The score in deviations above the average; always finite, so that one ranker cannot spoil a sum.</summary>
    public float Apply(float score) => Finite.Score((score - Mean) / Deviation);
}
