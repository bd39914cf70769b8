using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Candidates.Spelling;
using InteRec.Planning.Labels;
using InteRec.Search;

namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>
/// Every phrase that may mean something to a catalogue, and what: values and phrases, titles and their parts, series, people and parts of
/// their names. Immutable.
/// </summary>
internal sealed class CandidateLexicon
{
    private const int ShortestSurname = 3;
    private readonly PhraseTrie<Meaning> _trie = new();
    private readonly Commonness _commonness = new(WordRanks.Bundled);

    private CandidateLexicon(CatalogSnapshot catalog, TitleResolver titles)
    {
        (Catalog, Titles) = (catalog, titles);
        AddLexicon(Lexicon.Of(catalog));
        AddTitles();
        AddSeries();
    }

    public CatalogSnapshot Catalog { get; }

    public TitleResolver Titles { get; }

    /// <summary>The phrases, each folded; those of the lexicon without plurals (<see cref="Stem"/>).</summary>
    public PhraseTrie<Meaning> Phrases => _trie;

    /// <summary>People by any word of their name, those with most items first; for names of which only halves are known.</summary>
    public required PersonNames People { get; init; }

    /// <summary>Corrects the words of all phrases, of numbers, and ordinary ones.</summary>
    public WordSpeller Speller { get; private set; } = null!;

    public static CandidateLexicon Build(CatalogSnapshot catalog, TitleResolver titles)
    {
        var people = PersonNames.Of(Lexicon.Of(catalog).People);
        var lexicon = new CandidateLexicon(catalog, titles) { People = people };
        lexicon.AddParts(people);
        lexicon._commonness.AddAll(NumberGrammar.Vocabulary(catalog.Schema), Commonness.OfNumbers);
        lexicon.Speller = new WordSpeller(lexicon._commonness.All);
        return lexicon;
    }

    private void AddLexicon(Lexicon lexicon)
    {
        var meanings = new EntryMeanings(Catalog.Schema);
        foreach (var (phrase, entries) in lexicon.Phrases)
        {
            foreach (var meaning in entries.SelectMany(meanings.Of))
            {
                _trie.Add(phrase, meaning);
                _commonness.Add(phrase, Commonness.Of(meaning, Catalog));
            }
        }

        foreach (var attribute in Catalog.Schema.Attributes.Where(a => a.Type == AttributeType.Flag))
        {
            var meaning = new Meaning(Slot.Topic, Origins.Known)
            {
                Entry = new LexiconEntry(EntryKind.AttributeName) { Attribute = attribute },
            };
            foreach (var name in attribute.Synonyms.Append(attribute.DisplayName))
            {
                _trie.Add(Stem.Phrase(TextFolding.Fold(name)), meaning);
            }
        }
    }

    private void AddTitles()
    {
        foreach (var (title, items) in Titles.Titles)
        {
            var meaning = new Meaning(Slot.Item, Origins.Known) { Items = items };
            _trie.Add(title, meaning);
            _commonness.Add(title, Commonness.Of(meaning, Catalog));
            if (CanonicalTitle.Of(title) is var canonical && canonical != title)
            {
                _trie.Add(canonical, meaning);
            }
        }

        foreach (var (part, items) in Titles.Parts)
        {
            var meaning = new Meaning(Slot.Item, Origins.Part) { Items = items };
            _trie.Add(part, meaning);
            _commonness.Add(part, Commonness.Of(meaning, Catalog));
        }
    }

    private void AddSeries()
    {
        foreach (var (name, items) in SeriesNames.Of(Catalog, Titles))
        {
            var meaning = new Meaning(Slot.Series, Origins.Known) { Items = items };
            _trie.Add(name, meaning);
            _commonness.Add(name, Commonness.Of(meaning, Catalog));
            if (name.Count(' ') == 1)
            {
                _trie.Add(CanonicalTitle.Compact(name), meaning);
            }
        }
    }

    private void AddParts(PersonNames people)
    {
        foreach (var (part, person, weight) in people.Parts.Where(p => p.Part.Length >= ShortestSurname))
        {
            var entry = new LexiconEntry(EntryKind.Person) { Person = person };
            var meaning = new Meaning(Slot.Person, Origins.Part) { Entry = entry, Weight = weight };
            _trie.Add(part, meaning);
            _commonness.Add(part, Commonness.Of(meaning, Catalog));
        }
    }
}
