using InteRec.Profiles;
using InteRec.Serving;

namespace InteRec.Tools;

/// <summary>What the tools of one turn share.</summary>
/// <param name="Serving">Catalogue, search and ranker.</param>
/// <param name="Profile">What is remembered of the user.</param>
public sealed record ToolContext(ServingState Serving, Profile Profile)
{
    /// <summary>Items that only this plan names as liked or disliked; the rankers see them beside the profile.</summary>
    public IReadOnlyList<NamedTaste> Named { get; init; } = [];
}

/// <summary>An item that a plan names as liked (above 0) or disliked (below 0).</summary>
/// <param name="Item">Index of the item in the catalogue.</param>
/// <param name="Weight">1 for liked, -1 for disliked.</param>
public sealed record NamedTaste(int Item, float Weight);
