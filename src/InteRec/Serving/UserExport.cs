using InteRec.Conversations;
using InteRec.Interactions;
using InteRec.Profiles;

namespace InteRec.Serving;

/// <summary>Everything that is stored of a user.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Entries">What is remembered.</param>
/// <param name="Interactions">The user's rows of the log.</param>
/// <param name="Conversations">The conversations with their turns.</param>
/// <param name="Recommendations">What was recommended.</param>
internal sealed record UserExport(
    string UserId,
    IReadOnlyList<ProfileEntry> Entries,
    IReadOnlyList<Interaction> Interactions,
    IReadOnlyDictionary<string, IReadOnlyList<StoredTurn>> Conversations,
    IReadOnlyList<RecommendationRecord> Recommendations
)
{
    /// <summary>Of a user that nothing is known of.</summary>
    public static UserExport Nothing(string userId) => new(userId, [], [], new Dictionary<string, IReadOnlyList<StoredTurn>>(), []);
}
