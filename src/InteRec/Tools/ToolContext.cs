using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Ranking;
using InteRec.Serving;

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
}
