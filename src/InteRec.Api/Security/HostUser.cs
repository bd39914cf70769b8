using System.Security.Claims;

namespace InteRec.Api.Security;

/// <summary>Who the application says that a request comes from.</summary>
/// <param name="Principal">As its own authentication left it.</param>
internal sealed record HostUser(ClaimsPrincipal Principal)
{
    /// <summary>True where the application knows the caller.</summary>
    public bool IsKnown => Principal.Identity?.IsAuthenticated == true;

    /// <summary>The caller of a request where the application knows it, otherwise null.</summary>
    public static ClaimsPrincipal? Of(HttpContext context) =>
        context.Features.Get<HostUser>() is { IsKnown: true } user ? user.Principal : null;
}
