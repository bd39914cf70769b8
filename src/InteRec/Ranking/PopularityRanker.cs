namespace InteRec.Ranking;

/// <summary>The same for everyone: the logarithm of 1 + the (decayed) number of likes.</summary>
internal sealed class PopularityRanker(float[] scores) : IRanker
{
    public string Name => "popularity";

    public int ItemCount => scores.Length;

    /// <summary>log(1 + likes) of each item.</summary>
    public ReadOnlySpan<float> Scores => scores;

    public bool CanScore(ReadOnlySpan<SignedItem> history) => true;

    public void Score(ReadOnlySpan<SignedItem> history, Span<float> target) => scores.CopyTo(target);

    public float Attribute(ReadOnlySpan<SignedItem> history, int item, Span<float> shares)
    {
        shares[..history.Length].Clear();
        return scores[item];
    }
}
