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
    private readonly PhraseTrie<Sense> _trie = new();
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
    public PhraseTrie<Sense> Phrases => _trie;

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
        var senses = new EntrySenses(Catalog.Schema);
        foreach (var (phrase, entries) in lexicon.Phrases)
        {
            foreach (var sense in entries.SelectMany(senses.Of))
            {
                _trie.Add(phrase, sense);
                _commonness.Add(phrase, Commonness.Of(sense, Catalog));
            }
        }
    }

    private void AddTitles()
    {
        foreach (var (title, items) in Titles.Titles)
        {
            var sense = new Sense(Slot.Item, Origins.Known) { Items = items };
            _trie.Add(title, sense);
            _commonness.Add(title, Commonness.Of(sense, Catalog));
            if (CanonicalTitle.Of(title) is var canonical && canonical != title)
            {
                _trie.Add(canonical, sense);
            }
        }

        foreach (var (part, items) in Titles.Parts)
        {
            var sense = new Sense(Slot.Item, Origins.Part) { Items = items };
            _trie.Add(part, sense);
            _commonness.Add(part, Commonness.Of(sense, Catalog));
        }
    }

    private void AddSeries()
    {
        foreach (var (name, items) in SeriesNames.Of(Catalog, Titles))
        {
            var sense = new Sense(Slot.Series, Origins.Known) { Items = items };
            _trie.Add(name, sense);
            _commonness.Add(name, Commonness.Of(sense, Catalog));
            if (name.Count(' ') == 1)
            {
                _trie.Add(CanonicalTitle.Compact(name), sense);
            }
        }
    }

    private void AddParts(PersonNames people)
    {
        foreach (var (part, person, weight) in people.Parts.Where(p => p.Part.Length >= ShortestSurname))
        {
            var entry = new LexiconEntry(EntryKind.Person) { Person = person };
            var sense = new Sense(Slot.Person, Origins.Part) { Entry = entry, Weight = weight };
            _trie.Add(part, sense);
            _commonness.Add(part, Commonness.Of(sense, Catalog));
        }
    }
}
