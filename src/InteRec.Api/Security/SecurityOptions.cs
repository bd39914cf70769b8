using System.ComponentModel.DataAnnotations;
using System.Security.Claims;

namespace InteRec.Api.Security;

/// <summary>Who may call the service; section <c>InteRec:Security</c>.</summary>
public sealed class SecurityOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "InteRec:Security";

    /// <summary>
    /// The keys. None: everybody who reaches the service may do everything, which is refused on any address but this machine's own.
    /// </summary>
    public IList<KeyOptions> Keys { get; init; } = [];

    /// <summary>Lets a service without keys listen on an address that other machines reach. Default false.</summary>
    public bool AllowAnonymous { get; set; }
}

/// <summary>One key.</summary>
public sealed class KeyOptions
{
    /// <summary>The secret, 16 to 200 characters; sent as <c>Authorization: Bearer ...</c> or <c>X-Api-Key</c>.</summary>
    [Required, StringLength(200, MinimumLength = 16)]
    public string Key { get; set; } = "";

    /// <summary>
    /// <c>use</c> (chat, tools, reading), <c>write</c> (that, and items and interactions) or <c>operate</c> (all of it, with training,
    /// rankers and everybody's data). Default use.
    /// </summary>
    [RegularExpression("^(use|write|operate)$")]
    public string Role { get; set; } = Roles.Use;

    /// <summary>
    /// A name; conversations, lists and users belong to it, so a key can be renewed under the same name, and keys of one name share them.
    /// Default: the beginning of the digest of the key.
    /// </summary>
    public string? Name { get; set; }
}

/// <summary>What a key allows: each role what those before it do, and more.</summary>
internal static class Roles
{
    public const string Use = "use";
    public const string Write = "write";
    public const string Operate = "operate";
    private static readonly string[] All = [Use, Write, Operate];

    public static bool IsKnown(string role) => All.Contains(role, StringComparer.Ordinal);

    /// <summary>The role that allows most of those that somebody has.</summary>
    public static string Best(ClaimsPrincipal user) => All.AsEnumerable().Reverse().FirstOrDefault(user.IsInRole) ?? Use;

    /// <summary>The roles that a key of this role has.</summary>
    public static IEnumerable<string> Within(string role) => All.Take(Array.IndexOf(All, role) + 1);
}
