using InteRec.Api.Contracts;
using InteRec.Api.Limits;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Planning;
using InteRec.Serving;
using InteRec.Tools;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Endpoints;

internal static class ToolEndpoints
{
    public static void MapTools(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/tools").WithTags("Tools").RequireAuthorization(Roles.Use);
        group.MapGet("/", List).WithSummary("The tools, with the JSON schema of their arguments.");
        group.MapPost("/{name}", CallAsync).WithSummary("Call one tool. No planner, no model, no words: milliseconds.");
    }

    private static Ok<List<ToolAnswer>> List(ToolBox tools, ServingSlot slot) =>
        TypedResults.Ok(ToolList.Of(tools, slot.Current.Catalog).Select(t => new ToolAnswer(t.Name, t.Description, t.Step)).ToList());

    private static async Task<Results<Ok<ToolReply>, ProblemHttpResult>> CallAsync(string name, ToolRequest request, ToolService tools, ToolBox box, RequestChecks checks, HttpContext context)
    {
        if ((checks.OptionalId("$.userId", request.UserId) ?? checks.Ids("$.candidates", request.Candidates)) is { } problem)
        {
            return problem;
        }

        return ToolList.Has(box, name)
            ? TypedResults.Ok(await tools.RunToolAsync(name, request, context.Caller(request.UserId), context.RequestAborted))
            : Problem.Unknown(Problem.UnknownTool, "tool", name);
    }
}
