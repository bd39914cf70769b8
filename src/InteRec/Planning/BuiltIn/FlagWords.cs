using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>
/// What people call a flag, and what they call the lack of it: by its names and by how English makes a word of its opposite. Refusals ("no
/// fragrance") are not among them: that something is refused is said of the word refused.
/// </summary>
internal static class FlagWords
{
    private const string Free = " free";

    // What a column begins with to say that it answers yes or no.
    private static readonly string[] Openings = ["is ", "are ", "has ", "have ", "contains ", "with ", "supports "];

    /// <summary>The words, folded, and whether they say that the flag is not set.</summary>
    public static IEnumerable<(string Words, bool IsUnset)> Of(AttributeDefinition flag) =>
        flag
            .Synonyms.Append(flag.DisplayName)
            .Select(name => TextFolding.Fold(name))
            .SelectMany(name => WithoutOpening(name) is { } bare ? new[] { name, bare } : [name])
            .Where(name => name.Length > 0)
            .SelectMany(OfName)
            .Distinct();

    private static string? WithoutOpening(string name) =>
        Openings.FirstOrDefault(opening => name.StartsWith(opening, StringComparison.Ordinal)) is { } opening
            ? name[opening.Length..]
            : null;

    private static IEnumerable<(string Words, bool IsUnset)> OfName(string name)
    {
        // "Fragrance free": with fragrance it is not.
        if (name.EndsWith(Free, StringComparison.Ordinal))
        {
            var thing = name[..^Free.Length];
            return [(name, false), ($"{thing}free", false), ($"{thing}less", false), ($"non {thing}", false), (thing, true)];
        }

        return [(name, false), ($"non {name}", true), ($"un{name}", true), ($"{name} free", true), ($"{name}less", true)];
    }
}
