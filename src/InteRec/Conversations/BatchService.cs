using System.Globalization;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tools;
using Microsoft.Extensions.Options;

namespace InteRec.Conversations;

/// <summary>
/// Makes lists for many users at once: each with the recommendation id of its own, on all cores, kept in one transaction. What is wrong
/// with one user costs the others nothing; what is wrong with the steps refuses the whole call before any list is made.
/// </summary>
internal sealed class BatchService(
    ServingSlot serving,
    PlanRunner runner,
    ProfileStore profiles,
    GivenLists given,
    IOptions<PlanLimits> limits
)
{
    private const string List = "lists[0].";

    /// <summary>Makes the lists.</summary>
    /// <param name="request">The users and what holds for all of them.</param>
    /// <param name="caller">Whose users they are.</param>
    /// <param name="wrongId">What is wrong with a user's id, or null.</param>
    /// <param name="cancellationToken">Stops the work; nothing is kept then.</param>
    /// <exception cref="InvalidPlanException">The steps, the counts or the number of users cannot be used.</exception>
    /// <exception cref="CallerConditionsException">The conditions for all cannot be read.</exception>
    public async Task<BatchReply> RunAsync(
        BatchRequest request,
        Caller caller,
        Func<string, string?> wrongId,
        CancellationToken cancellationToken
    )
    {
        Check(request);
        var whole = serving.Current;
        var scope = runner.Scope(CallerConditions.Of(request.Where, request.Exclude, null), whole);
        var inside = scope.Of(whole);
        var grounded = Prepare(request, inside);
        var lists = new (BatchList List, RecommendationRecord? Record)[request.Users.Count];
        var cores = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(
            0,
            lists.Length,
            cores,
            async (i, stop) =>
            {
                var user = request.Users[i];
                var at = string.Create(CultureInfo.InvariantCulture, $"users[{i}].");
                lists[i] = Problems(user, at, wrongId) is { Count: > 0 } problems
                    ? (new BatchList { UserId = user.UserId, Problems = problems }, null)
                    : await ListAsync(user, at, caller, grounded, inside, stop);
            }
        );
        var unkept = await given.KeepAsync([.. lists.Select(l => l.Record).OfType<RecommendationRecord>()], cancellationToken);
        return new BatchReply(
            [.. lists.Select(l => unkept is null ? l.List : l.List with { RecommendationId = null })],
            [.. scope.Notices, .. grounded.Notices, .. unkept is null ? (IEnumerable<Notice>)[] : [unkept]],
            whole.RankerId
        );
    }

    private void Check(BatchRequest request)
    {
        var problems = new ProblemList(limits.Value);
        if (problems.Size("users", request.Users, limits.Value.Users, "users"))
        {
            if (request.Users.Count == 0)
            {
                problems.Add("users", "is empty; at least one user is needed.");
            }

            // JSON gives nulls in spite of the type.
            foreach (var (i, _) in request.Users.Index().Where(u => u.Item is null))
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"users[{i}]"), "is null; a user is needed.");
            }
        }

        if (problems.Found.Count > 0)
        {
            throw new InvalidPlanException(problems.Found);
        }
    }

    private GroundedPlan Prepare(BatchRequest request, ServingState inside)
    {
        var list = new PlanList { Count = request.Count, Steps = request.Steps ?? [new RankStep()] };
        try
        {
            var grounded = runner.Prepare(new Plan { Intent = Intent.Recommend, Lists = [list] }, inside);
            return new ListReading(list).GivesItems
                ? grounded
                : throw new InvalidPlanException([new PlanProblem("steps", "end with a question; lists are of items.")]);
        }
        catch (InvalidPlanException e) when (e.Problems.Any(p => p.Path.StartsWith(List, StringComparison.Ordinal)))
        {
            throw new InvalidPlanException([.. e.Problems.Select(p => p with { Path = p.Path[List.Length..] })]);
        }
    }

    private IReadOnlyList<PlanProblem> Problems(BatchUser user, string at, Func<string, string?> wrongId)
    {
        var problems = new ProblemList(limits.Value);
        if (wrongId(user.UserId) is { } wrong)
        {
            problems.Add($"{at}userId", wrong);
        }

        if (user.Count < 1 || user.Count > limits.Value.Count)
        {
            problems.Add($"{at}count", $"is {user.Count}; 1 to {limits.Value.Count} can be asked for.");
        }

        return problems.Found;
    }

    private async Task<(BatchList List, RecommendationRecord? Record)> ListAsync(
        BatchUser user,
        string at,
        Caller caller,
        GroundedPlan grounded,
        ServingState inside,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var own = caller with { UserId = user.UserId };
            var scope = inside.Scope.And(runner.Scope(CallerConditions.Of(user.Where, user.Exclude, null), inside, at));
            var state = scope.Of(inside);
            var plan = grounded.Plan with
            {
                Lists = [grounded.Plan.Lists[0] with { Count = user.Count ?? grounded.Plan.Lists[0].Count }],
                Within = scope.Told,
            };
            var result = runner.Run(
                grounded with
                {
                    Plan = plan,
                },
                state,
                await profiles.LoadAsync(own, cancellationToken),
                [],
                cancellationToken
            );
            var record = given.Of(plan, result, own);
            return (
                new BatchList
                {
                    UserId = user.UserId,
                    RecommendationId = record?.RecommendationId,
                    Items = ListedItems.Of(result.Lists[0].Items),
                    Notices = [.. scope.Notices.Except(inside.Scope.Notices), .. result.Notices],
                },
                record
            );
        }
        catch (Exception e) when (e is CallerConditionsException or UserNotFoundException or ToolException)
        {
            var problems = e is CallerConditionsException conditions
                ? conditions.Problems
                :
                [
                    new PlanProblem(
                        e is ToolException ? "steps" : $"{at}userId",
                        e is ToolException ? e.Message : "is no user of this key."
                    ),
                ];
            return (new BatchList { UserId = user.UserId, Problems = problems }, null);
        }
    }
}
