using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Corpus.Augmenting;

/// <summary>Makes of annotated conversations what a reader learns from: every message with its candidates, and varied ones.</summary>
/// <param name="catalog">The bundled catalogue.</param>
/// <param name="lexicon">Candidates of messages of every domain.</param>
/// <param name="lists">Names and words to exchange by.</param>
internal sealed class ReaderLessons(CatalogSnapshot catalog, CorpusLexicon lexicon, ExchangeLists lists)
{
    // Real people say what would open a conversation in one of five messages within one, the annotated ones in one of thirty.
    private const double SaidLater = 0.12;

    /// <summary>Words that make a request one that stands by itself, whatever was open.</summary>
    private const int WordsOfWhole = 5;

    /// <summary>The messages as they are.</summary>
    public IReadOnlyList<(string Domain, ReaderExample Example)> Of(IEnumerable<ReadingConversation> conversations) =>
        [
            .. conversations
                .AsParallel()
                .AsOrdered()
                .SelectMany(c => ReadingCorpus.Examples([c], lexicon.Of(c.Domain).Find).Select(example => (c.Domain, example)).ToList()),
        ];

    /// <summary>The examples of each epoch, from 0: the messages said in other ways.</summary>
    /// <param name="conversations">What is learnt; marks are exchanged by those of no others.</param>
    /// <param name="plain">Their messages as they are.</param>
    /// <param name="seed">Another one, other ways.</param>
    public Func<int, IReadOnlyList<ReaderExample>> Epochs(
        IReadOnlyList<ReadingConversation> conversations,
        IReadOnlyList<(string Domain, ReaderExample Example)> plain,
        int seed
    )
    {
        var varied = new Augmentation(lists, new MarkPool(conversations), lexicon.Of);
        return epoch => varied.OfEpoch(OpeningsLater(plain, seed + epoch), seed + epoch);
    }

    /// <summary>
    /// The messages, and some requests that open a conversation behind what was said in another one. One that says another kind or person, or
    /// is a whole sentence, begins anew, and nothing that held before holds after it; a few words that add to what is open go on with it.
    /// </summary>
    public IReadOnlyList<(string Domain, ReaderExample Example)> OpeningsLater(
        IReadOnlyList<(string Domain, ReaderExample Example)> lessons,
        int seed
    )
    {
        var random = new Random(seed);
        var later = lessons
            .Where(l => l.Example.Input.Request.Any(w => w.Conditions.Count > 0))
            .GroupBy(l => l.Domain, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(l => l.Example.Input).ToList(), StringComparer.Ordinal);
        var examples = new List<(string, ReaderExample)>(lessons.Count);
        foreach (var (domain, example) in lessons)
        {
            var isOpening = example.Input.Request.Count == 0 && example.Gold.Acts[0] == Act.Recommend && example.Gold.Marks.Count > 0;
            var isMoved = isOpening && random.NextDouble() < SaidLater && later.ContainsKey(domain);
            examples.Add((domain, isMoved ? Behind(later[domain][random.Next(later[domain].Count)], domain, example) : example));
        }

        return examples;
    }

    private ReaderExample Behind(ReaderInput other, string domain, ReaderExample opening)
    {
        var conditions = other.Request.SelectMany(wish => wish.Conditions).ToList();
        var marks = opening.Gold.Marks.Where(mark => mark.Slot is not (Slot.Count or Slot.Order)).ToList();
        var beginsAnew =
            marks.Count == 0
            || MessageWords.Split(opening.Input.Message).Count >= WordsOfWhole
            || marks.Exists(mark => conditions.Exists(condition => Slots.AreAlike(mark.Slot, condition.Slot)));
        return new ReaderExample(
            other with
            {
                Message = opening.Input.Message,
                Candidates = lexicon.Of(domain).Find(opening.Input.Message, other.Bot, other.Request),
            },
            opening.Gold with
            {
                Acts = beginsAnew ? opening.Gold.Acts : [Act.Refine, .. opening.Gold.Acts.Where(act => act != Act.Recommend)],
                Kept = [.. conditions.Select(_ => !beginsAnew)],
            }
        );
    }

    /// <summary>What people may type about the catalogue: titles, values, stories.</summary>
    public IEnumerable<string> Texts() =>
        catalog
            .Columns.SelectMany(column => Enumerable.Range(0, catalog.Count).SelectMany(column.Texts))
            .Concat(Enumerable.Range(0, catalog.Count).Select(catalog.Title));
}
