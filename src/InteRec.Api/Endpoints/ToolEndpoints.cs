using InteRec.Api.Contracts;
using InteRec.Api.Limits;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Planning;
using InteRec.Tools;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Endpoints;

internal static class ToolEndpoints
{
    public static void MapTools(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/tools").WithTags("Tools").RequireAuthorization(Roles.Use);
        group.MapGet("/", List).WithSummary("The tools, with the JSON schema of their arguments.");
        group
            .MapPost("/{name}", CallAsync)
            .Accepts<ToolRequest>("application/json")
            .WithSummary("Call one tool. No planner, no model, no words: milliseconds.")
            .WithDescription(
                "The tool's arguments are in step, as in a plan; or step is left out, and they stand beside userId, candidates, count "
                    + "and the others, as models write them: {\"where\": {...}, \"count\": 5}."
            );
    }

    private static Ok<List<ToolAnswer>> List(ToolBox tools, ServingSlot slot) =>
        TypedResults.Ok(ToolList.Of(tools, slot.Current.Catalog).Select(t => new ToolAnswer(t.Name, t.Description, t.Step)).ToList());

    private static async Task<Results<Ok<ToolReply>, ProblemHttpResult>> CallAsync(
        string name,
        ToolService tools,
        ToolBox box,
        RequestChecks checks,
        IOptions<JsonOptions> json,
        HttpContext context
    )
    {
        if (!ToolList.Has(box, name))
        {
            return Problem.Unknown(Problem.UnknownTool, "tool", name);
        }

        var request = await ToolBody.ReadAsync(context.Request, box, name, json.Value.SerializerOptions);
        return checks.Tool("$.", request) is { } problem
            ? problem
            : TypedResults.Ok(await tools.RunToolAsync(name, request, context.Caller(request.UserId), context.RequestAborted));
    }
}
