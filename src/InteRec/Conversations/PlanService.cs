using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tools;

namespace InteRec.Conversations;

/// <summary>Runs plans as they are given, for other services and for repeating a recommendation.</summary>
internal sealed class PlanService(ServingSlot serving, PlanRunner runner, ProfileStore profiles, GivenLists given)
{
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
        var record = given.Of(grounded.Plan, execution, caller);
        var unkept = record is null ? null : await given.KeepAsync([record], cancellationToken);
        return new PlanReply
        {
            RecommendationId = unkept is null ? record?.RecommendationId : null,
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
}
