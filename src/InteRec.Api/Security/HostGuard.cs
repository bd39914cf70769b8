using System.Net;
using InteRec.Api.Problems;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Security;

/// <summary>
/// A service without keys trusts whoever is on this machine, and so does a browser that another site has told that its name stands for
/// 127.0.0.1. Such a request carries the other site's name in Host, and is refused.
/// </summary>
internal static class HostGuard
{
    public static IApplicationBuilder UseHostGuard(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        var security = context.RequestServices.GetRequiredService<IOptions<SecurityOptions>>().Value;
        if (security.Keys.Count > 0 || security.AllowAnonymous || IsThisMachine(context.Request.Host.Host))
        {
            await next(context);
            return;
        }

        await Problem.Result(
            StatusCodes.Status421MisdirectedRequest,
            Problem.Forbidden,
            "Without keys the service answers under this machine's own names only.",
            "Use localhost or 127.0.0.1.",
            new ProblemPlace("Host", "not a name of this machine")).ExecuteAsync(context);
    });

    private static bool IsThisMachine(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
