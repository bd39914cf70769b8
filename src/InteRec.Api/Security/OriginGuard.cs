using InteRec.Api.Problems;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Security;

/// <summary>
/// Refuses what a page of another site sends through a person's browser. A browser says by itself where a request comes from
/// (Sec-Fetch-Site, and where that is missing, Origin); a program says neither.
/// </summary>
internal static class OriginGuard
{
    /// <summary>No page of another site may call these addresses.</summary>
    public static TBuilder RefuseOtherSites<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(static (context, next) => IsForeign(context.HttpContext.Request) ? Refusal() : next(context));

    /// <summary>
    /// Without keys the service trusts whoever is on this machine, and a browser is: no page of another site may change anything. Reading
    /// is not refused, for such a page never sees the answer.
    /// </summary>
    public static TBuilder RefuseChangesByOtherSites<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter(
            static (context, next) =>
            {
                var http = context.HttpContext;
                var hasKeys = http.RequestServices.GetRequiredService<IOptions<SecurityOptions>>().Value.Keys.Count > 0;
                return !hasKeys && !IsSafe(http.Request.Method) && IsForeign(http.Request) ? Refusal() : next(context);
            }
        );

    private static bool IsForeign(HttpRequest request)
    {
        var (site, origin) = (request.Headers["Sec-Fetch-Site"].ToString(), request.Headers.Origin.ToString());
        return site.Length > 0
            ? site is not ("same-origin" or "none")
            : origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static ValueTask<object?> Refusal() =>
        ValueTask.FromResult<object?>(
            Problem.Result(
                StatusCodes.Status403Forbidden,
                Problem.Forbidden,
                "Pages of other sites may not call this.",
                null,
                new ProblemPlace("Origin", "not this service's own")
            )
        );
}
