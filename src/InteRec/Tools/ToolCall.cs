using InteRec.Planning;
using InteRec.Profiles;

namespace InteRec.Tools;

/// <summary>One call of a tool by itself: its candidates and what is known of the person.</summary>
internal sealed class ToolCall(ServingState serving, ToolRequest request, Profile profile)
{
    public ServingState Serving => serving;

    public ToolRequest Request => request;

    /// <summary>The context of a step, with the items that it or the caller names as liked.</summary>
    public ToolContext Context(PlanStep step)
    {
        var similar = step as SimilarStep;
        return new ToolContext(serving, profile).Liking(
            [.. Read(request.Liked), .. ItemNames.Indexes(serving.Catalog, similar?.To)],
            [.. Read(request.Disliked), .. ItemNames.Indexes(serving.Catalog, similar?.Unlike)]
        );
    }

    /// <summary>
    /// The caller's candidates, or all items. Candidates that are given may be known to the user, because they are named, but never hidden,
    /// unwanted or disliked.
    /// </summary>
    public CandidateSet Candidates(ListReading reading)
    {
        var guarantees = new Guarantees(serving, profile);
        if (request.Candidates is null)
        {
            return CandidateSet.Of(guarantees.Start(reading), serving.Catalog);
        }

        var items = ItemNames.Indexes(serving.Catalog, request.Candidates);
        items.RemoveAll(guarantees.IsNever);
        items.Sort();
        return new CandidateSet(serving.Catalog, [.. items], new float[items.Count], isOrdered: false);
    }

    private IEnumerable<int> Read(IReadOnlyList<string>? names) =>
        (names ?? []).Select(n => serving.ItemReader.Read(n)).Where(r => r is not null).Select(r => r!.Item);
}
