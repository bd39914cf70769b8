using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Profiles;
using InteRec.Search;
using InteRec.Tools;
using Microsoft.Extensions.Options;

namespace InteRec.Planning;

/// <summary>Calls single tools, for other services and for models that choose tools themselves. No planner and no words.</summary>
internal sealed class ToolService(ServingSlot serving, ToolBox tools, ProfileStore profiles, IOptions<PlanLimits> limits, TimeProvider time)
{
    private const int DefaultCount = 10;

    /// <summary>Calls one tool, for the caller's user.</summary>
    /// <exception cref="InvalidPlanException">The arguments are wrong; the problems say where.</exception>
    /// <exception cref="CallerConditionsException">What the caller sets cannot be read.</exception>
    /// <exception cref="ToolException">There is no such tool, or it cannot do what was asked; the message is a sentence.</exception>
    public async Task<ToolReply> RunToolAsync(string name, ToolRequest request, Caller caller, CancellationToken cancellationToken)
    {
        Check(request);
        var whole = serving.Current;
        var scope = new CallerScopeReader(whole, limits.Value).Read(CallerConditions.Of(request.Where, request.Exclude, request.UserIds));
        var state = scope.Of(whole);
        if (name is ToolNames.Remember or ToolNames.Forget)
        {
            return await ChangeProfileAsync(name, request, caller, state, cancellationToken);
        }

        var call = new ToolCall(state, request, await profiles.LoadAsync(caller, scope.Conditions.UserIds, cancellationToken));
        return name == ToolNames.Ask
            ? Question(call, Read<AskArguments>(name, request.Step), cancellationToken)
            : Run(name, call, cancellationToken);
    }

    /// <summary>The arguments of <c>ask</c>.</summary>
    internal sealed record AskArguments
    {
        public string? Attribute { get; init; }

        public IReadOnlyList<string>? Asked { get; init; }
    }

    private ToolReply Run(string name, ToolCall call, CancellationToken cancellationToken)
    {
        var tool = tools.Find(name) ?? throw new ToolException($"There is no tool \"{ProblemList.Cut(name)}\".");
        var step = (PlanStep)Read(name, tool.StepType, call.Request.Step);
        var problems = new PlanValidator(call.Serving.Catalog.Schema, limits.Value, tools).Validate(step);
        if (problems.Count > 0)
        {
            throw new InvalidPlanException(problems);
        }

        var (grounded, said) = PlanGrounding.Ground(step, call.Serving);
        var candidates = call.Candidates(new ListReading(new PlanList { Steps = [grounded] }));
        var context = call.Context(grounded);
        var begin = time.GetTimestamp();
        var result = tools.Of(grounded).Run(grounded, candidates, context, cancellationToken);
        var trace = new TraceEntry(
            name,
            candidates.Count,
            result.Candidates.Count,
            Math.Round(time.GetElapsedTime(begin).TotalMilliseconds, 3),
            result.Note
        );
        var asks = grounded is LookupStep or ExplainStep;
        var count = call.Request.Count ?? (call.Request.Candidates?.Count ?? DefaultCount);
        var items = asks ? result.Candidates.Take(0) : result.Candidates.Take(count);
        items = new ReasonWriter(context, new ListReading(new PlanList { Steps = [grounded] })).AddTo(items, cancellationToken);
        return new ToolReply
        {
            Items = ListedItems.Of(items),
            Found = result.Candidates.Count,
            Facts = asks ? result.Facts : null,
            Notices =
            [
                .. call.Serving.Scope.Notices,
                .. UnknownCandidates(call),
                .. said.Notices,
                .. result.Notices,
                .. asks ? [] : Degraded(call.Serving),
            ],
            Trace = trace,
            RankerId = call.Serving.RankerId,
        };
    }

    private static IEnumerable<Notice> Degraded(ServingState serving) =>
        serving.Trouble?.Tell(serving.RankerId) is { } notice ? [notice] : [];

    private static IEnumerable<Notice> UnknownCandidates(ToolCall call)
    {
        var unknown = (call.Request.Candidates ?? [])
            .Where(id => call.Serving.Catalog.IndexOf(id) < 0)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (unknown.Count > 0)
        {
            yield return new Notice(NoticeCodes.UnknownItem, $"Not in the catalogue, and left out: {ProblemList.Quoted(unknown)}.");
        }
    }

    private ToolReply Question(ToolCall call, AskArguments arguments, CancellationToken cancellationToken)
    {
        var attribute = arguments.Attribute ?? AskBack.Auto;
        if (attribute != AskBack.Auto && call.Serving.Catalog.Schema.Find(attribute) is not { Filterable: true })
        {
            var filterable = call.Serving.Catalog.Schema.Attributes.Where(a => a.Filterable).Select(a => a.Name).ToList();
            throw new ToolException(
                $"There is no attribute \"{ProblemList.Cut(attribute)}\" to ask about.{NearestName.Question(attribute, filterable)} "
                    + $"There are {string.Join(", ", filterable)}."
            );
        }

        var reading = new ListReading(new PlanList());
        var candidates = call.Candidates(reading);
        var begin = time.GetTimestamp();
        var ranked = candidates.IsOrdered
            ? candidates
            : tools.Of(new RankStep()).Run(new RankStep(), candidates, call.Context(new RankStep()), cancellationToken).Candidates;
        var (followUp, _) = AskBack.About(attribute, ranked, reading, arguments.Asked ?? [], call.Serving.Catalog, cancellationToken);
        return new ToolReply
        {
            FollowUp = followUp,
            Found = candidates.Count,
            Trace = new TraceEntry(
                ToolNames.Ask,
                candidates.Count,
                candidates.Count,
                Math.Round(time.GetElapsedTime(begin).TotalMilliseconds, 3)
            ),
            RankerId = call.Serving.RankerId,
        };
    }

    private async Task<ToolReply> ChangeProfileAsync(
        string name,
        ToolRequest request,
        Caller caller,
        ServingState state,
        CancellationToken cancellationToken
    )
    {
        if (caller.UserId is null)
        {
            throw new ToolException($"{name} needs a userId: whose profile?");
        }

        var change = Read<ProfileChange>(name, request.Step);
        var plan = new Plan
        {
            Intent = name == ToolNames.Remember ? Intent.Remember : Intent.Forget,
            Remember = name == ToolNames.Remember ? change : null,
            Forget = name == ToolNames.Forget ? change : null,
        };
        var problems = new PlanValidator(state.Catalog.Schema, limits.Value, tools).Validate(plan);
        if (problems.Count > 0)
        {
            throw new InvalidPlanException(problems);
        }

        var begin = time.GetTimestamp();
        var grounded = PlanGrounding.Ground(plan, state);
        var update = ProfileChanges.Of(grounded.Plan.Remember, grounded.Plan.Forget, state.Catalog, time.GetUtcNow(), "api");
        var profile = await profiles.UpdateAsync(caller, update, cancellationToken);
        return new ToolReply
        {
            Profile = profile.Entries,
            Notices = grounded.Notices,
            Trace = new TraceEntry(name, 0, 0, Math.Round(time.GetElapsedTime(begin).TotalMilliseconds, 3)),
            RankerId = state.RankerId,
        };
    }

    private void Check(ToolRequest request)
    {
        var problems = new ProblemList(limits.Value);
        var most = limits.Value.Candidates;
        if (request.Count < 1 || request.Count > most)
        {
            problems.Add("count", $"is {request.Count}; 1 to {most} can be asked for.");
        }

        if (request.Candidates is not null)
        {
            problems.Names("candidates", request.Candidates, most);
        }

        problems.Names("liked", request.Liked ?? [], limits.Value.Names);
        problems.Names("disliked", request.Disliked ?? [], limits.Value.Names);
        if (problems.Found.Count > 0)
        {
            throw new InvalidPlanException(problems.Found);
        }
    }

    private static T Read<T>(string name, JsonElement? arguments) => (T)Read(name, typeof(T), arguments);

    [SuppressMessage(
        "Design",
        "CA1031",
        Justification = "The serializer's failures are of several types; each becomes a problem of the caller's JSON."
    )]
    private static object Read(string name, Type type, JsonElement? arguments)
    {
        try
        {
            var json = arguments is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given
                ? JsonNode.Parse(given.GetRawText())
                : new JsonObject();
            var step =
                json as JsonObject
                ?? throw new InvalidPlanException([new PlanProblem("step", "an object is expected: the arguments of the tool.")]);
            step.Remove("tool");
            ArgumentProblems.Refuse(
                ArgumentProblems.Names(name, step, [.. ArgumentProblems.Of(PlanJson.Options.GetTypeInfo(type))], "step.")
            );
            return step.Deserialize(type, PlanJson.Options)!;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            var path = (e as JsonException)?.Path is { Length: > 1 } at ? string.Concat("step", at.AsSpan(1)) : "step";
            var expected = e is JsonException json ? ArgumentProblems.Expected(json) : null;
            throw new InvalidPlanException([
                new PlanProblem(path, $"{expected ?? "a property is missing or unknown, or a value has the wrong type"}."),
            ]);
        }
    }
}
