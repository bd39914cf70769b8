using System.Collections.Concurrent;
using InteRec.Catalog;
using InteRec.Planning.Labels;
using InteRec.Search;

namespace InteRec.Planning.BuiltIn.Reader.Wishes;

/// <summary>What a catalogue makes of conditions, so that two ways to say the same are the same. Safe for concurrent use.</summary>
internal sealed class CatalogueGrounding(Lexicon lexicon, TitleResolver titles)
{
    private readonly ConcurrentDictionary<(Slot Slot, string Folded), IReadOnlyCollection<string>> _known = new();

    /// <summary>
    /// Keys of what a condition may mean: two that have one in common are the same. None where the catalogue does not know the words.
    /// </summary>
    public IReadOnlyCollection<string> Of(Condition condition) =>
        condition.Sign == Sign.Plain
            ? []
            : _known.GetOrAdd((condition.Slot, TextFolding.Fold(condition.Value)), key => [.. Find(key.Slot, condition.Value)]);

    private IEnumerable<string> Find(Slot slot, string value) =>
        slot switch
        {
            Slot.Item => titles.Resolve(value) is { } match ? [$"item {match.Item}"] : [],
            Slot.Series => titles.Series(value) is { Count: > 0 } items ? [$"series {string.Join(' ', items)}"] : [],
            Slot.Audience => AgeOf(value),
            _ when slot.IsPerson() => Entries(value)
                .Where(entry => entry.Kind == EntryKind.Person)
                .Select(entry => $"person {entry.Person!.Name}"),
            _ => OfWords(slot, value),
        };

    /// <summary>Values and phrases, with and without the word for an item: "war films" are "war".</summary>
    private IEnumerable<string> OfWords(Slot slot, string value) =>
        new[] { value, WithoutItem(value) }.SelectMany(Entries).SelectMany(entry => Meanings(slot, entry)).Distinct(StringComparer.Ordinal);

    private IEnumerable<string> Meanings(Slot slot, LexiconEntry entry) =>
        (entry.Kind, slot, entry.Attribute?.Role) switch
        {
            // A "French" film is one from the country where the language is at home.
            (EntryKind.Value, Slot.Country, AttributeRole.Language) => entry
                .Values.Select(lexicon.Homes.GetValueOrDefault)
                .OfType<string>()
                .Select(home => $"origin {home}"),
            (EntryKind.Value, Slot.Country, AttributeRole.Origin) => entry.Values.Select(value => $"origin {value}"),
            (EntryKind.Value, Slot.Country, _) => [],
            (EntryKind.Value, Slot.Language, not AttributeRole.Language) => [],
            (EntryKind.Value, _, _) => entry.Values.Select(value => $"{entry.Attribute!.Name} {value}"),
            (EntryKind.Phrase, _, _) => [MeaningOf(entry.Phrase!)],
            _ => [],
        };

    /// <summary>A phrase that stands for one value is that value: "cartoon" is animation; "romcom" is two.</summary>
    private static string MeaningOf(PhraseDefinition phrase)
    {
        var values = new[] { phrase.Where, phrase.Prefer }
            .OfType<ItemFilter>()
            .SelectMany(filter => filter.Conditions)
            .SelectMany(pair => (pair.Value.Any ?? []).Concat(pair.Value.All ?? []).Select(value => $"{pair.Key} {value}"))
            .ToList();
        return values is [var only] ? only : $"phrase {phrase.Say[0]}";
    }

    private string WithoutItem(string value)
    {
        var words = value.Split(' ');
        return words.Length > 1 && lexicon.Catalog.Schema.Item.IsNoun(words[^1]) ? string.Join(' ', words[..^1]) : value;
    }

    private List<LexiconEntry> Entries(string value)
    {
        var folded = TextFolding.Fold(value);
        return [.. lexicon.Find(folded, Stem.Phrase(folded))];
    }

    /// <summary>"6" and "6 year old" are one age.</summary>
    private static IEnumerable<string> AgeOf(string value)
    {
        var words = TextFolding.Fold(value).Split(' ');
        return words.Length > 0 && int.TryParse(words[0], out var age) && (words.Length == 1 || words.Contains("old"))
            ? [$"age {age}"]
            : [];
    }
}
