using System.ComponentModel.DataAnnotations;

namespace InteRec.Api.Security;

/// <summary>Who may call the service; section <c>InteRec:Security</c>.</summary>
public sealed class SecurityOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "InteRec:Security";

    /// <summary>The keys. None: everybody who reaches the service may do everything, which is refused on any address but this machine's own.</summary>
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

    /// <summary><c>use</c> (chat, tools, reading) or <c>operate</c> (that, and items, interactions, training, rankers). Default use.</summary>
    [RegularExpression("^(use|operate)$")]
    public string Role { get; set; } = Roles.Use;

    /// <summary>A name; conversations belong to it, so a key can be renewed under the same name. Default: the beginning of the digest of the key.</summary>
    public string? Name { get; set; }
}

/// <summary>What a key allows.</summary>
internal static class Roles
{
    public const string Use = "use";
    public const string Operate = "operate";
}
