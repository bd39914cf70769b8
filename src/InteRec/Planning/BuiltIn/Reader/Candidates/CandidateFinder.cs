using System.Runtime.CompilerServices;
using InteRec.Catalog;
using InteRec.Planning.Labels;
using InteRec.Search;

namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>
/// Finds everything that the words of a message may mean to a catalogue. High recall: which of the readings is meant, and whether any is,
/// the reader decides. Immutable and safe for concurrent use.
/// </summary>
internal sealed class CandidateFinder : ICandidateSource
{
    private static readonly ConditionalWeakTable<CatalogSnapshot, CandidateFinder> Built = [];
    private readonly CandidateLexicon _lexicon;
    private readonly NumberGrammar _numbers;

    public CandidateFinder(CandidateLexicon lexicon)
    {
        _lexicon = lexicon;
        _numbers = NumberGrammar.Of(lexicon.Catalog);
    }

    /// <summary>The finder of a catalogue, built when it is first asked for and kept as long as the catalogue.</summary>
    public static CandidateFinder Of(CatalogSnapshot catalog, TitleResolver titles) =>
        Built.GetValue(catalog.Whole, whole => new CandidateFinder(CandidateLexicon.Build(whole, titles)));

    /// <inheritdoc/>
    public IReadOnlyList<Candidate> Find(string message, BotTurn? bot, IReadOnlyList<Wish> request)
    {
        var conditions = request.SelectMany(w => w.Conditions).ToList();
        var titles = (bot?.List ?? []).Concat(conditions.Where(c => c.Slot == Slot.Item).Select(c => c.Value));
        var items = titles.Distinct(StringComparer.Ordinal).Select(t => _lexicon.Titles.Resolve(t)?.Item).OfType<int>();
        return Find(message, new InPlay([.. items], [.. conditions.Where(c => c.Slot.IsPerson()).Select(c => c.Value)]));
    }

    /// <summary>The candidates of a message, in order of their first word, the longer ones first; they overlap.</summary>
    /// <param name="message">The words, as typed.</param>
    /// <param name="play">What parts of names may mean.</param>
    public IReadOnlyList<Candidate> Find(string message, InPlay play)
    {
        var found = new FoundCandidates(new MessageText(message));
        var spelt = new SpeltText(found.Text, _lexicon.Speller);
        new PhraseWalk(_lexicon.Phrases, found, spelt).Run();
        TitleLookup.Add(_lexicon, found);
        NamesInPlay.Add(_lexicon, play, found, spelt);
        _numbers.Add(found, spelt);
        found.AddTitled();
        return found.Sorted();
    }
}
