namespace InteRec.Numerics;

/// <summary>
/// Scores are finite wherever they come from: what is no number, or beyond every number, says nothing of an item and counts as 0.
/// </summary>
internal static class Finite
{
    /// <summary>The number as a score.</summary>
    public static float Score(double number) => float.IsFinite((float)number) ? (float)number : 0;

    /// <summary>Makes every score of an array finite, in place.</summary>
    public static void Scores(Span<float> scores)
    {
        foreach (ref var score in scores)
        {
            score = float.IsFinite(score) ? score : 0;
        }
    }
}
