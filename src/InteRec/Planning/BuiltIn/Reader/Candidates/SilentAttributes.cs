using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;
using InteRec.Planning.BuiltIn.Reader.Candidates.Spelling;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>
/// The attributes of a catalogue that no words reach: nobody can ask for them, and a person who tries is told nothing of the reason. What
/// an operator would have to add to <c>dataset.json</c> stands with each.
/// </summary>
internal static class SilentAttributes
{
    private const int ShortestRare = 4;
    private const string Vowels = "aeiouy";
    private const string Label = "a label or synonyms that people say";

    /// <summary>One sentence about all of them, or null where there is none.</summary>
    /// <param name="catalog">The catalogue.</param>
    public static string? Sentence(CatalogSnapshot catalog)
    {
        var silent = Of(catalog).Select(s => $"{s.Attribute.Name} needs {s.Missing}").ToList();
        return silent.Count == 0
            ? null
            : $"Nobody can ask in words for {(silent.Count == 1 ? "an attribute" : "some attributes")} of {DatasetReader.FileName}: "
                + $"{string.Join("; ", silent)}. \"filterable\": false says that nobody is to ask for it.";
    }

    /// <summary>Each with what it needs.</summary>
    public static IEnumerable<(AttributeDefinition Attribute, string Missing)> Of(CatalogSnapshot catalog)
    {
        var taken = new HashSet<Slot>();
        foreach (var attribute in catalog.Schema.Attributes.OrderBy(a => a.Role == AttributeRole.None))
        {
            if (attribute.Filterable && Missing(catalog, attribute, taken) is { } missing)
            {
                yield return (attribute, missing);
            }
        }
    }

    /// <param name="catalog">The catalogue.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="taken">Slots of numbers that an attribute before has already: the slot alone means that one.</param>
    private static string? Missing(CatalogSnapshot catalog, AttributeDefinition attribute, HashSet<Slot> taken) =>
        attribute.Type switch
        {
            AttributeType.Text => null, // Searched, and never filtered.
            AttributeType.Flag => IsSaid(attribute) ? null : Label,
            AttributeType.Category or AttributeType.Categories => OfValues(catalog, attribute),
            _ => OfNumber(attribute, taken),
        };

    private static string? OfValues(CatalogSnapshot catalog, AttributeDefinition attribute) =>
        catalog.Categories(attribute.Name) is not { Values.Count: > 0 } column ? "items that have a value of it"
        : column.Values.Concat(attribute.Values.Values.SelectMany(v => v)).Any(HasWord) || IsInPhrase(catalog.Schema, attribute) ? null
        : $"\"values\" with words for codes such as \"{column.Values[0]}\"";

    private static string? OfNumber(AttributeDefinition attribute, HashSet<Slot> taken)
    {
        var slot = CandidateSlots.Of(attribute);
        var isFirst = slot == Slot.Topic || taken.Add(slot);
        var hasUnit = attribute.Type == AttributeType.Number && UnitFamilies.Declared(attribute) is not null;
        return (isFirst && slot != Slot.Topic) || hasUnit || attribute.Units.Count > 0 || attribute.Words is not null || IsSaid(attribute)
            ? null
            : $"{Label}{(attribute.Type == AttributeType.Number ? ", or a unit" : string.Empty)}";
    }

    private static bool IsInPhrase(DatasetSchema schema, AttributeDefinition attribute) =>
        schema.Phrases.Any(p =>
            new[] { p.Where, p.Prefer, p.Not }.Any(f => f is not null && f.All.Any(pair => pair.Key == attribute.Name))
        );

    /// <summary>A name in words: declared for people, or every word of the column's name is one that people say.</summary>
    private static bool IsSaid(AttributeDefinition attribute) =>
        attribute.Synonyms.Append(attribute.Label ?? string.Empty).Any(HasWord)
        || TextFolding.Fold(attribute.Name.Replace('_', ' ')).Split(' ') is var words
            && words.Any(HasWord)
            && words.All(w => !HasWord(w) || IsSpoken(w));

    /// <summary>A word that is written often, or one that can at least be pronounced.</summary>
    private static bool IsSpoken(string word) =>
        WordRanks.Bundled.Of(word) is not null || (word.Length >= ShortestRare && word.All(char.IsLetter) && word.Any(Vowels.Contains));

    /// <summary>Two letters in a row: "3" and "A1" are said by nobody.</summary>
    private static bool HasWord(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLetter(text[i]) && char.IsLetter(text[i - 1]))
            {
                return true;
            }
        }

        return false;
    }
}
