using System.Security.Claims;
using InteRec.Conversations;

namespace InteRec.Api.Security;

/// <summary>Who a request comes from, as the library knows callers.</summary>
internal static class Callers
{
    /// <summary>The caller, with the user that the request names.</summary>
    public static Caller Caller(this HttpContext context, string? userId)
    {
        var name = context.User.FindFirstValue(ClaimTypes.Name);
        return new Caller(userId, name == ApiKeyHandler.Anonymous ? null : name, context.User.IsInRole(Roles.Operate));
    }
}
