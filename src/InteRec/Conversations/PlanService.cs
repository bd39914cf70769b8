using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Storage;
using InteRec.Tools;
using Microsoft.Extensions.Logging;

namespace InteRec.Conversations;

/// <summary>Runs plans as they are given, for other services and for repeating a recommendation.</summary>
internal sealed partial class PlanService(
    ServingSlot serving,
    PlanRunner runner,
    ProfileStore profiles,
    RecommendationStore recommendations,
    TimeProvider time,
    ILogger<PlanService> logger
)
{
    /// <summary>The name of the planner in records of plans that no planner made.</summary>
    public const string NoPlanner = "none";

    /// <summary>
    /// Runs a plan. What it remembers and forgets holds for this plan and is not stored: running a stored plan again changes nothing.
    /// A recommendation record is stored whenever items were given.
    /// </summary>
    /// <exception cref="InvalidPlanException">The plan cannot run.</exception>
    /// <exception cref="CallerConditionsException">What the caller sets beside it cannot be read.</exception>
    /// <exception cref="UserNotFoundException">The user belongs to another key.</exception>
    public async Task<PlanReply> RunPlanAsync(Plan? plan, Caller caller, CancellationToken cancellationToken)
    {
        var whole = serving.Current;
        var scope = runner.Scope(plan?.Within, whole, "within.");
        var state = scope.Of(whole);
        var grounded = runner.Prepare(plan, state);
        grounded = grounded with { Plan = grounded.Plan with { Within = scope.Told } };
        var profile = await profiles.LoadAsync(caller, scope.Conditions.UserIds, cancellationToken);
        var execution = runner.Run(grounded, state, profile, [], cancellationToken);
        var items = execution.Lists.SelectMany(l => l.Items.Items.ToArray().Select(state.Catalog.ItemId)).ToList();
        var (recordId, unkept) =
            items.Count > 0 ? await RecordAsync(grounded.Plan, execution, caller, items, cancellationToken) : (null, null);
        return new PlanReply
        {
            RecommendationId = recordId,
            Lists = ListedItems.Of(execution.Lists),
            Facts = execution.Facts,
            FollowUp = execution.FollowUp,
            Notices = [.. scope.Notices, .. grounded.Notices, .. execution.Notices, .. unkept is null ? (IEnumerable<Notice>)[] : [unkept]],
            Unknown = grounded.Unknown,
            Plan = grounded.Plan,
            Trace = execution.Trace,
            RankerId = execution.RankerId,
        };
    }

    private async Task<(string? RecommendationId, Notice? Unkept)> RecordAsync(
        Plan plan,
        ExecutionResult execution,
        Caller caller,
        List<string> items,
        CancellationToken cancellationToken
    )
    {
        var record = new RecommendationRecord
        {
            RecommendationId = Ids.Recommendation(),
            UserId = caller.UserId,
            KeyId = caller.KeyId,
            RankerId = execution.RankerId,
            Planner = NoPlanner,
            Plan = plan,
            Items = items,
            At = time.GetUtcNow(),
        };
        try
        {
            await recommendations.AddAsync(record, cancellationToken);
            return (record.RecommendationId, null);
        }
        catch (StorageException e)
        {
            LogNotKept(logger, e);
            return (null, new Notice(NoticeCodes.NotKept, $"These lists were not kept, so there can be no feedback on them: {e.Told}."));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Lists were given and not kept")]
    private static partial void LogNotKept(ILogger logger, Exception exception);
}
