using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Corpus.Augmenting;

/// <summary>Makes of annotated conversations what a reader learns from: every message with its candidates, and varied ones.</summary>
/// <param name="catalog">The bundled catalogue.</param>
/// <param name="lexicon">Candidates of messages of every domain.</param>
/// <param name="lists">Names and words to exchange by.</param>
internal sealed class ReaderLessons(CatalogSnapshot catalog, CorpusLexicon lexicon, ExchangeLists lists)
{
    // Real people begin anew in one of five messages of a conversation, the annotated ones in one of thirty. At 0.2 too much was let go.
    private const double BeginsAnew = 0.08;

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
        return epoch => varied.OfEpoch(BegunAnew(plain, seed + epoch), seed + epoch);
    }

    /// <summary>
    /// The messages, and some requests that open a conversation behind what was said in another one: nothing that held before holds after them.
    /// </summary>
    public IReadOnlyList<(string Domain, ReaderExample Example)> BegunAnew(
        IReadOnlyList<(string Domain, ReaderExample Example)> lessons,
        int seed
    )
    {
        var random = new Random(seed);
        var later = lessons
            .Where(l => l.Example.Input.Request.Any(w => w.Conditions.Count > 0))
            .ToLookup(l => l.Domain, StringComparer.Ordinal);
        var examples = new List<(string, ReaderExample)>(lessons.Count);
        foreach (var (domain, example) in lessons)
        {
            var isOpening = example.Input.Request.Count == 0 && example.Gold.Acts[0] == Act.Recommend && example.Gold.Marks.Count > 0;
            if (!isOpening || random.NextDouble() >= BeginsAnew || !later.Contains(domain))
            {
                examples.Add((domain, example));
                continue;
            }

            var others = later[domain].ToList();
            var other = others[random.Next(others.Count)].Example.Input;
            var candidates = lexicon.Of(domain).Find(example.Input.Message, other.Bot, other.Request);
            examples.Add(
                (
                    domain,
                    new ReaderExample(
                        other with
                        {
                            Message = example.Input.Message,
                            Candidates = candidates,
                        },
                        example.Gold with
                        {
                            Kept = new bool[other.Request.Sum(w => w.Conditions.Count)],
                        }
                    )
                )
            );
        }

        return examples;
    }

    /// <summary>What people may type about the catalogue: titles, values, stories.</summary>
    public IEnumerable<string> Texts() =>
        catalog
            .Columns.SelectMany(column => Enumerable.Range(0, catalog.Count).SelectMany(column.Texts))
            .Concat(Enumerable.Range(0, catalog.Count).Select(catalog.Title));
}
