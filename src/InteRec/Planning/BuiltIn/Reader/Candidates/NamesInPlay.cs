using InteRec.Catalog;
using InteRec.Planning.Labels;
using InteRec.Search;

namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>Parts of the names of what is in play: one word of a title or of a name is enough to mean what was just spoken of.</summary>
internal static class NamesInPlay
{
    // Of a film's cast the leads are spoken of.
    private const int Leads = 5;

    public static void Add(CandidateLexicon lexicon, InPlay play, FoundCandidates found, SpeltText spelt)
    {
        var parts = new PhraseTrie<Sense>();
        foreach (var item in play.Items)
        {
            AddTitle(parts, lexicon.Catalog.Title(item), item);
            foreach (var person in LeadsOf(lexicon.Catalog, item))
            {
                AddPerson(parts, lexicon, person);
            }
        }

        foreach (var person in play.People)
        {
            AddPerson(parts, lexicon, person);
        }

        new PhraseWalk(parts, found, spelt).Run();
    }

    private static void AddTitle(PhraseTrie<Sense> parts, string title, int item)
    {
        var words = TextFolding.Fold(title).Split(' ');
        var sense = new Sense(Slot.Item, Origins.InPlay) { Items = [item] };
        for (var from = 0; from < words.Length; from++)
        {
            for (var to = from + 1; to <= words.Length; to++)
            {
                if (!words[from..to].All(LexicalQuery.IsStopword))
                {
                    var share = (float)(to - from) / words.Length;
                    var origins = share == 1 ? Origins.InPlay | Origins.Known : Origins.InPlay | Origins.Part;
                    parts.Add(string.Join(' ', words[from..to]), sense with { Origins = origins, Weight = share });
                }
            }
        }
    }

    private static void AddPerson(PhraseTrie<Sense> parts, CandidateLexicon lexicon, string name)
    {
        var words = TextFolding.Fold(name).Split(' ');
        var entry = new LexiconEntry(EntryKind.Person) { Person = lexicon.People.Named(string.Join(' ', words)) ?? new Person(name, []) };
        var sense = new Sense(Slot.Person, Origins.InPlay | Origins.Part) { Entry = entry };
        foreach (var word in words.Where(w => w.Length > 2).Distinct(StringComparer.Ordinal))
        {
            parts.Add(word, sense);
        }

        parts.Add(string.Join(' ', words), sense with { Origins = Origins.InPlay | Origins.Known });
    }

    private static IEnumerable<string> LeadsOf(CatalogSnapshot catalog, int item) =>
        catalog
            .Schema.Attributes.Where(a => a.Role == AttributeRole.People)
            .Select(a => catalog.Categories(a.Name))
            .OfType<CategoryColumn>()
            .SelectMany(column => column.Texts(item).Take(Leads));
}
