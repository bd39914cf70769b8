namespace InteRec.Tools;

/// <summary>The promoted ranker cannot be used; the rest of the chain answers.</summary>
/// <param name="RankerId">The promoted ranker; null where what is promoted cannot be read.</param>
/// <param name="Reason">Why, in a sentence for the operator.</param>
/// <param name="IsLost">False while the ranker still answers from memory and only its files are gone.</param>
public sealed record RankerTrouble(string? RankerId, string Reason, bool IsLost)
{
    /// <summary>What a person is told beside the lists; null while nothing is different for them.</summary>
    /// <param name="answers">The ranker that answers instead; null: none.</param>
    internal Notice? Tell(string? answers) =>
        !IsLost
            ? null
            : new Notice(
                NoticeCodes.Degraded,
                answers is null
                    ? "What is known of other people's taste cannot be used at the moment; the lists go by what the items are."
                    : "The latest of what is known of other people's taste cannot be used at the moment; the lists go by an earlier "
                        + "state of it."
            );
}
