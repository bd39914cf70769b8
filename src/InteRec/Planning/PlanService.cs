using InteRec.Conversations;
using InteRec.Profiles;
using InteRec.Serving;

namespace InteRec.Planning;

/// <summary>Runs plans as they are given, for other services and for repeating a recommendation.</summary>
internal sealed class PlanService(ServingSlot serving, PlanRunner runner, ProfileStore profiles, RecommendationStore recommendations, TimeProvider time)
{
    /// <summary>The name of the planner in records of plans that no planner made.</summary>
    public const string NoPlanner = "none";

    /// <summary>
    /// Runs a plan. What it remembers and forgets holds for this plan and is not stored: running a stored plan again changes nothing.
    /// A recommendation record is stored whenever items were given.
    /// </summary>
    /// <exception cref="InvalidPlanException">The plan cannot run.</exception>
    public async Task<PlanReply> RunPlanAsync(Plan? plan, string? userId, CancellationToken cancellationToken)
    {
        var state = serving.Current;
        var grounded = runner.Prepare(plan, state);
        var profile = userId is null ? Profile.Empty : await profiles.LoadAsync(userId, cancellationToken);
        var execution = runner.Run(grounded, state, profile, [], cancellationToken);
        var items = execution.Lists.SelectMany(l => l.Items.Items.ToArray().Select(state.Catalog.ItemId)).ToList();
        return new PlanReply
        {
            RecommendationId = items.Count > 0 ? await RecordAsync(grounded.Plan, execution, userId, items, cancellationToken) : null,
            Lists = ListedItems.Of(execution.Lists),
            Facts = execution.Facts,
            FollowUp = execution.FollowUp,
            Notices = [.. grounded.Notices, .. execution.Notices],
            Unknown = grounded.Unknown,
            Plan = grounded.Plan,
            Trace = execution.Trace,
            RankerId = execution.RankerId,
        };
    }

    private async Task<string> RecordAsync(Plan plan, ExecutionResult execution, string? userId, List<string> items, CancellationToken cancellationToken)
    {
        var record = new RecommendationRecord
        {
            RecommendationId = Ids.Recommendation(),
            UserId = userId,
            RankerId = execution.RankerId,
            Planner = NoPlanner,
            Plan = plan,
            Items = items,
            At = time.GetUtcNow(),
        };
        await recommendations.AddAsync(record, cancellationToken);
        return record.RecommendationId;
    }
}
