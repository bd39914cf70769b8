using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>
/// The dataset's own words in the phrases of <see cref="Grammar"/>: <c>{item}</c> and <c>{items}</c> are its words for an item,
/// <c>{use}</c>,
/// <c>{using}</c> and <c>{used}</c> its verbs of using one, <c>{maker}</c> the words for the people behind one and <c>{by}</c> what stands
/// before their names.
/// </summary>
internal sealed class DomainWords
{
    private readonly Dictionary<string, IReadOnlyList<string>> _words;

    public DomainWords(DatasetSchema schema)
    {
        var item = schema.Item;
        var people = schema.Attributes.Where(a => a.Role == AttributeRole.People).ToList();
        _words = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["{item}"] = Distinct(item.Synonyms.Append(item.Singular)),
            ["{items}"] = Distinct(item.Synonyms.Select(Plural).Append(item.Plural)),
            ["{use}"] = Distinct(item.Use),
            ["{using}"] = Distinct(item.Use.Select(Progressive)),
            ["{used}"] = Distinct(item.Used),
            ["{maker}"] = Distinct(people.SelectMany(a => a.Synonyms.Append(a.DisplayName))),
            ["{by}"] = Distinct(people.SelectMany(a => a.Cues)),
        };
    }

    /// <summary>The phrase with each of the words in the places that it has for them; the phrase itself where it has none.</summary>
    public IEnumerable<string> Expand(string phrase)
    {
        var open = phrase.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            return [phrase];
        }

        var close = phrase.IndexOf('}', open);
        return _words[phrase[open..(close + 1)]].SelectMany(word => Expand($"{phrase[..open]}{word}{phrase[(close + 1)..]}"));
    }

    private static IReadOnlyList<string> Distinct(IEnumerable<string> words) => [.. words.Distinct(StringComparer.Ordinal)];

    private static string Plural(string noun) => noun[^1] == 's' ? noun : noun + "s";

    /// <summary>"watching", "using", "seeing".</summary>
    private static string Progressive(string verb) =>
        verb.Length > 2 && verb[^1] == 'e' && verb[^2] != 'e' ? verb[..^1] + "ing" : verb + "ing";
}
