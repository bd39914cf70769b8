using InteRec.Api.Problems;

namespace InteRec.Api.Mcp;

/// <summary>
/// Refuses what a page of another site sends through a person's browser. A program sends no Origin; our own pages send the one that Host
/// names.
/// </summary>
internal sealed class OriginFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            ? await next(context)
            : Problem.Result(StatusCodes.Status403Forbidden, Problem.Forbidden, "Pages of other sites may not call this.", null, new ProblemPlace("Origin", "not this service's own"));
    }
}
