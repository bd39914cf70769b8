using System.Runtime.InteropServices;

namespace InteRec.Ranking;

/// <summary>A link of the cold-start chain, strongest first: which evidence a score rests on.</summary>
public enum RankerLink
{
    /// <summary>Learned from the interactions of all users, for this history.</summary>
    Personal,

    /// <summary>From what the item is about: it has no interactions yet, or the history has none that training knows.</summary>
    Content,

    /// <summary>The same for everyone: there is no usable history.</summary>
    Popularity,
}

/// <summary>Which ranker answered, and with which links of the chain.</summary>
/// <param name="Ranker">
/// The ranker that gave the scores: <c>blend</c>, <c>ials</c>, <c>ease</c>, <c>knn</c>, <c>content</c> or <c>popularity</c>.
/// </param>
/// <param name="Link">The link that most of the scored items got.</param>
/// <param name="PersonalItems">Items scored by the personal link.</param>
/// <param name="ContentItems">Items scored by the content link.</param>
/// <param name="PopularityItems">Items scored by the popularity link.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RankAnswer(string Ranker, RankerLink Link, int PersonalItems, int ContentItems, int PopularityItems)
{
    /// <summary>The answer of a ranker, by how many items each link scored; of as many the stronger link counts.</summary>
    internal static RankAnswer Of(string ranker, int personal, int content, int popularity)
    {
        var link =
            personal > 0 && personal >= content && personal >= popularity ? RankerLink.Personal
            : content > 0 && content >= popularity ? RankerLink.Content
            : RankerLink.Popularity;
        return new RankAnswer(ranker, link, personal, content, popularity);
    }
}

/// <summary>The exact share of one past item in a score.</summary>
/// <param name="Item">Catalogue index of the past item.</param>
/// <param name="Share">What it adds to the score; below 0 where it speaks against the item.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ItemShare(int Item, float Share);

/// <summary>A score taken apart: the shares and the rest sum to it.</summary>
/// <param name="Ranker">The ranker whose score this is.</param>
/// <param name="Link">The link of the chain it rests on.</param>
/// <param name="Score">The score, as <c>Score</c> gives it.</param>
/// <param name="Rest">What comes from no past item (the average item, popularity).</param>
/// <param name="Shares">The past items, largest share first.</param>
public sealed record ScoreAttribution(string Ranker, RankerLink Link, float Score, float Rest, IReadOnlyList<ItemShare> Shares)
{
    /// <summary>A score and what each past item adds to it; those that add nothing are left out.</summary>
    internal static ScoreAttribution Of(
        string ranker,
        RankerLink link,
        float score,
        ReadOnlySpan<SignedItem> history,
        ReadOnlySpan<float> shares
    )
    {
        var list = new List<ItemShare>(history.Length);
        var rest = score;
        for (var j = 0; j < shares.Length; j++)
        {
            if (shares[j] != 0)
            {
                list.Add(new ItemShare(history[j].Item, shares[j]));
                rest -= shares[j];
            }
        }

        list.Sort(static (a, b) => b.Share.CompareTo(a.Share));
        return new ScoreAttribution(ranker, link, score, rest, list);
    }
}
