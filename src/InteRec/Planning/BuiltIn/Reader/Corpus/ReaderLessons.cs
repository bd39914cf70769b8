using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Candidates;

namespace InteRec.Planning.BuiltIn.Reader.Corpus;

/// <summary>Makes of annotated conversations what a reader learns from: every message with its candidates, and varied ones.</summary>
/// <param name="catalog">The bundled catalogue.</param>
/// <param name="lexicon">Candidates of messages of every domain.</param>
internal sealed class ReaderLessons(CatalogSnapshot catalog, CorpusLexicon lexicon)
{
    /// <summary>The messages as they are.</summary>
    public IReadOnlyList<ReaderExample> Of(IEnumerable<ReadingConversation> conversations) =>
        [
            .. conversations
                .AsParallel()
                .AsOrdered()
                .SelectMany(c => ReadingCorpus.Examples([c], (message, bot, request) => lexicon.Of(c.Domain).Find(message, bot, request))),
        ];

    /// <summary>The messages of one epoch: as they are in the first, varied in the others.</summary>
    public IReadOnlyList<ReaderExample> Varied(
        IReadOnlyList<ReadingConversation> conversations,
        IReadOnlyList<ReaderExample> plain,
        int seed,
        int epoch
    ) => plain;

    /// <summary>What people may type about the catalogue: titles, values, stories.</summary>
    public IEnumerable<string> Texts() =>
        catalog.Columns.SelectMany(column => Enumerable.Range(0, catalog.Count).SelectMany(column.Texts)).Concat(Enumerable.Range(0, catalog.Count).Select(catalog.Title));
}
