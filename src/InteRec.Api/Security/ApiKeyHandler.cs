using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using InteRec.Api.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Security;

/// <summary>
/// Tells a caller's role by key. Keys are compared by digest and in constant time, all of them every time, so that neither length nor
/// order of the keys shows in the time an answer takes. Without keys an application that knows its callers says who it is: they have the
/// role <c>operate</c> or <c>write</c> where they have it there, otherwise <c>use</c>.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IOptionsMonitor<SecurityOptions> security
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "key";

    /// <summary>The claim of a caller whom nobody asked for a key: no name says that, or a key or customer of that name would be one.</summary>
    public const string AnonymousClaim = "interec:anonymous";

    private const string Subject = "sub";

    private const string Bearer = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var keys = security.CurrentValue.Keys;
        if (keys.Count == 0 && HostUser.Of(Context) is { } user)
        {
            // Without a name of their own all customers would be one caller, with the conversations of one another.
            return Task.FromResult(NameOf(user) is { } own ? Ticket(own, Roles.Best(user)) : AuthenticateResult.Fail("no name"));
        }

        if (keys.Count == 0)
        {
            return Task.FromResult(Ticket("anonymous", Roles.Operate, new Claim(AnonymousClaim, bool.TrueString)));
        }

        if (Sent() is not { } sent)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(sent));
        KeyOptions? found = null;
        var name = "";
        for (var i = 0; i < keys.Count; i++)
        {
            if (CryptographicOperations.FixedTimeEquals(digest, SHA256.HashData(Encoding.UTF8.GetBytes(keys[i].Key))))
            {
                (found, name) = (keys[i], keys[i].Name ?? Convert.ToHexStringLower(digest.AsSpan(0, 6)));
            }
        }

        return Task.FromResult(found is null ? AuthenticateResult.Fail("unknown key") : Ticket(name, found.Role));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problem
            .Result(
                StatusCodes.Status401Unauthorized,
                Problem.Unauthorized,
                "A key is needed.",
                "Send Authorization: Bearer KEY or X-Api-Key."
            )
            .ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem
            .Result(
                StatusCodes.Status403Forbidden,
                Problem.Forbidden,
                "This key may not do that.",
                "A key of a role that allows it is needed."
            )
            .ExecuteAsync(Context);

    private static string? NameOf(ClaimsPrincipal user) =>
        user.FindFirstValue(ClaimTypes.NameIdentifier) ?? user.FindFirstValue(Subject) ?? user.Identity?.Name;

    private string? Sent()
    {
        var authorization = Request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return authorization[Bearer.Length..].Trim();
        }

        var key = Request.Headers["X-Api-Key"].ToString();
        return key.Length == 0 ? null : key;
    }

    private static AuthenticateResult Ticket(string name, string role, params IEnumerable<Claim> more)
    {
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, name), .. more, .. Roles.Within(role).Select(r => new Claim(ClaimTypes.Role, r))],
            SchemeName
        );
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }
}
