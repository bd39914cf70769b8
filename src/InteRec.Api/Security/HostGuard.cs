using System.Net;
using InteRec.Api.Problems;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Security;

/// <summary>
/// A service without keys trusts whoever is on this machine, and so does a browser that another site has told that its name stands for
/// 127.0.0.1. Such a request carries the other site's name in Host, and is refused. So is one from another machine, which can only come in
/// where an application listens for it; unless that application knows the caller.
/// </summary>
internal static class HostGuard
{
    public static IApplicationBuilder UseHostGuard(this IApplicationBuilder app) =>
        app.Use(
            static async (context, next) =>
            {
                var security = context.RequestServices.GetRequiredService<IOptions<SecurityOptions>>().Value;
                if (
                    security.Keys.Count > 0
                    || security.AllowAnonymous
                    || HostUser.Of(context) is not null
                    || (IsThisMachine(context.Request.Host.Host) && IsFromHere(context.Connection))
                )
                {
                    await next(context);
                    return;
                }

                await Problem
                    .Result(
                        StatusCodes.Status421MisdirectedRequest,
                        Problem.Forbidden,
                        "Without keys the service answers this machine only, under its own names.",
                        "Use localhost or 127.0.0.1, or set keys.",
                        new ProblemPlace("Host", "not this machine")
                    )
                    .ExecuteAsync(context);
            }
        );

    private static bool IsFromHere(ConnectionInfo connection) =>
        connection.RemoteIpAddress is null || IPAddress.IsLoopback(connection.RemoteIpAddress);

    private static bool IsThisMachine(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
