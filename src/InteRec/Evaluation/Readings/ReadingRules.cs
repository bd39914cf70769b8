using InteRec.Planning.BuiltIn;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Planning.BuiltIn.Reader.Corpus;
using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;
using InteRec.Tools;

namespace InteRec.Evaluation.Readings;

/// <summary>The rules around a reader: what goes in, and what follows from what it says. All of them for a domain.</summary>
/// <param name="Candidates">What the words of a message may mean.</param>
/// <param name="Update">The open request after a message.</param>
/// <param name="AreSame">Two requests are equal, by what the catalogue makes of them.</param>
internal sealed record ReadingRules(
    Func<string, ICandidateSource> Candidates,
    Func<string, RequestTrail, ReaderInput, MessageLabels, IReadOnlyList<Wish>> Update,
    Func<string, IReadOnlyList<Wish>, IReadOnlyList<Wish>, bool> AreSame
)
{
    /// <summary>The rules as the product has them; other domains than the catalogue's get one of their conversations' names.</summary>
    public static ReadingRules Of(ServingState serving, IReadOnlyList<ReadingConversation> conversations)
    {
        var (catalog, titles) = (serving.Catalog, serving.Titles);
        var candidates = new CorpusLexicon(conversations, catalog, titles);
        var grounding = new CatalogueGrounding(Lexicon.Of(catalog), titles);
        var (known, unknown) = (new WishComparer(grounding.Of), new WishComparer(_ => []));
        return new ReadingRules(
            candidates.Of,
            (domain, trail, input, labels) => After(trail, input, labels, Comparer(domain), new MarkValues(catalog, IsOfCatalog(domain))),
            (domain, one, other) => Comparer(domain).AreSame(one, other)
        );

        bool IsOfCatalog(string domain) => string.Equals(catalog.Schema.Title, domain, StringComparison.OrdinalIgnoreCase);

        WishComparer Comparer(string domain) => IsOfCatalog(domain) ? known : unknown;
    }

    /// <summary>What is taken back gives the request before the last change.</summary>
    private static IReadOnlyList<Wish> After(
        RequestTrail trail,
        ReaderInput input,
        MessageLabels labels,
        WishComparer comparer,
        MarkValues values
    )
    {
        var (before, kept) = (input.Request, labels);
        if (labels.Acts[0] == Act.Undo && trail.Requests.LastOrDefault(r => !comparer.AreSame(r, input.Request)) is { } earlier)
        {
            (before, kept) = (earlier, labels with { Kept = [.. earlier.SelectMany(w => w.Conditions).Select(_ => true)] });
        }

        return WishUpdate.Apply(
            before,
            kept,
            input.Message,
            trail.Referents,
            mark => values.Of(mark, input.Message, input.Candidates, trail.Referents)
        );
    }
}
