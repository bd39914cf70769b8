using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace InteRec.Planning.Agent.Prompts;

/// <summary>A prompt file cannot be used as it is; the message says which and why.</summary>
public sealed class PromptException(string message) : Exception(message);

/// <summary>
/// One prompt out of <c>prompts/</c>: a header between two lines of <c>---</c> (purpose, variables, effect), then the text with
/// <c>{{placeholders}}</c>. The header is for people and never goes to a model.
/// </summary>
internal sealed partial class PromptFile
{
    private readonly string _text;

    private PromptFile(string name, IReadOnlyDictionary<string, string> header, string text)
    {
        (Name, Header, _text) = (name, header, text);
        Placeholders = [.. Placeholder().Matches(text).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal)];
    }

    public string Name { get; }

    /// <summary>The lines of the header by their key.</summary>
    public IReadOnlyDictionary<string, string> Header { get; }

    /// <summary>A short digest of the text and another: other texts have another.</summary>
    public string DigestWith(string other) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_text + other)))[..16];

    /// <summary>The placeholders of the text.</summary>
    public IReadOnlyList<string> Placeholders { get; }

    /// <exception cref="PromptException">A part of the header is missing, or header and text disagree about the variables.</exception>
    public static PromptFile Parse(string name, string content)
    {
        var lines = content.ReplaceLineEndings("\n").Split('\n');
        var end = lines[0] == "---" ? Array.IndexOf(lines, "---", 1) : -1;
        if (end < 0)
        {
            throw new PromptException($"prompt {name}: it must begin with a header between two lines of ---");
        }

        var header = lines[1..end]
            .Select(l => l.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(p => p.Length == 2)
            .ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        foreach (var key in (string[])["purpose", "variables", "effect"])
        {
            _ =
                header.TryGetValue(key, out var value) && value.Length > 0
                    ? value
                    : throw new PromptException($"prompt {name}: its header lacks {key}");
        }

        var prompt = new PromptFile(name, header, string.Join('\n', lines[(end + 1)..]).Trim());
        prompt.CheckVariables();
        return prompt;
    }

    /// <summary>
    /// The text with its placeholders filled, in one pass: a value that contains <c>{{...}}</c> is not filled again.
    /// </summary>
    public string Fill(IReadOnlyDictionary<string, string> values) => Placeholder().Replace(_text, m => values[m.Groups["name"].Value]);

    private void CheckVariables()
    {
        string[] declared =
            Header["variables"] == "none"
                ? []
                : Header["variables"].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var different = Placeholders
            .Except(declared, StringComparer.Ordinal)
            .Concat(declared.Except(Placeholders, StringComparer.Ordinal))
            .ToList();
        if (different.Count > 0)
        {
            throw new PromptException($"prompt {Name}: header and text disagree about {string.Join(", ", different)}");
        }
    }

    [GeneratedRegex(@"\{\{(?<name>[a-z_]+)\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
