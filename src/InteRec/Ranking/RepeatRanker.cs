namespace InteRec.Ranking;

/// <summary>
/// What somebody took up before, by how often: the personal frequency that is hard to beat where people come back to the same items (Hu,
/// He, Gao and Zhang, "Modeling Personalized Item Frequency Information for Next-basket Recommendation", 2020).
/// </summary>
internal sealed class RepeatRanker(int itemCount) : IRanker
{
    public const string RankerName = "repeat";

    public string Name => RankerName;

    public int ItemCount => itemCount;

    public bool CanScore(ReadOnlySpan<SignedItem> history) => !history.IsEmpty;

    public void Score(ReadOnlySpan<SignedItem> history, Span<float> scores)
    {
        scores[..ItemCount].Clear();
        foreach (var (item, weight) in history)
        {
            scores[item] = weight;
        }
    }

    public float Attribute(ReadOnlySpan<SignedItem> history, int item, Span<float> shares)
    {
        for (var j = 0; j < history.Length; j++)
        {
            shares[j] = history[j].Item == item ? history[j].Weight : 0;
        }

        return 0;
    }
}
