using InteRec.Profiles;
using InteRec.Ranking;

namespace InteRec.Tools;

/// <summary>What the tools of one turn share.</summary>
/// <param name="Serving">Catalogue, search and ranker.</param>
/// <param name="Profile">What is remembered of the user.</param>
public sealed record ToolContext(ServingState Serving, Profile Profile)
{
    /// <summary>What the rankers know of the person: liked and disliked items of profile and plan, an item at most once.</summary>
    public IReadOnlyList<SignedItem> Taste { get; init; } = [];

    /// <summary>What the steps of the list ask for together; null outside a plan.</summary>
    internal ListReading? Reading { get; init; }

    /// <summary>The members of a group, each with the taste of their own; empty for one person alone.</summary>
    internal IReadOnlyList<ToolContext> Members { get; init; } = [];

    /// <summary>
    /// The context of somebody who likes some items and not others, beside what the profile says; in a group it counts for every member.
    /// </summary>
    internal ToolContext Liking(IReadOnlyList<int> liked, IReadOnlyList<int> disliked)
    {
        var members = Profile.Members.Select(member => Of(member)).ToList();
        return members is [var alone] ? alone : Of(Profile) with { Members = members };

        ToolContext Of(Profile profile) =>
            this with
            {
                Profile = profile,
                Taste = Tools.Taste.Of(Serving.Catalog, profile, liked, disliked),
            };
    }
}
