using System.Security.Claims;
using InteRec.Profiles;

namespace InteRec.Api.Security;

/// <summary>Who a request comes from, as the library knows callers.</summary>
internal static class Callers
{
    /// <summary>The caller, with the user that the request names.</summary>
    public static Caller Caller(this HttpContext context, string? userId)
    {
        var isAnonymous = context.User.HasClaim(c => c.Type == ApiKeyHandler.AnonymousClaim);
        return new Caller(userId, isAnonymous ? null : context.User.FindFirstValue(ClaimTypes.Name), context.User.IsInRole(Roles.Operate));
    }
}
