using InteRec.Catalog;
using InteRec.Planning.BuiltIn;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Planning.BuiltIn.Reader.Corpus;
using InteRec.Planning.Labels;
using InteRec.Search;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn.Reader.Candidates;

/// <summary>What people mean is among the candidates wherever the catalogue can know it; otherwise no reader can find it.</summary>
public sealed class CandidateGateTests
{
    private const double LeastRecall = 0.98;
    private static readonly TitleResolver Titles = Movies.Serving.Titles;
    private static readonly CandidateFinder Finder = CandidateFinder.Of(MovieCatalog.Snapshot, Titles);
    private static readonly Lexicon Lexicon = Lexicon.Of(MovieCatalog.Snapshot);
    private static readonly HashSet<string> People = [.. Lexicon.People.Select(p => TextFolding.Fold(p.Name))];

    [Fact]
    public void The_films_that_people_ask_for_are_candidates()
    {
        var missing = new List<string>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var conversation in ReadingCorpus.Load(RepositoryFiles.PathOf("datasets/reading")).Where(c => c.Domain == "films"))
        {
            var names = NamesOf(conversation);
            foreach (var turn in conversation.Turns)
            {
                var candidates = Finder.Find(turn.Say, turn.Bot, turn.Before);
                foreach (var mark in turn.Gold.Marks.Where(m => CanKnow(m, turn.Say, names)))
                {
                    known[mark.Slot.Name()] = known.GetValueOrDefault(mark.Slot.Name()) + 1;
                    if (!candidates.Any(c => c.Start == mark.Start && c.Length == mark.Length && Fits(mark.Slot, c.Slot)))
                    {
                        missing.Add($"{mark.Slot.Name()} [{mark.Text(turn.Say)}] in: {turn.Say}");
                    }
                }
            }
        }

        var recall = 1 - ((double)missing.Count / known.Values.Sum());
        recall.ShouldBeGreaterThanOrEqualTo(
            LeastRecall,
            $"of {string.Join(", ", known.Select(k => $"{k.Value} {k.Key}"))}\n{string.Join('\n', missing)}"
        );
    }

    /// <summary>Titles and people of the catalogue that a conversation speaks of, as they are spelt.</summary>
    private static List<string> NamesOf(ReadingConversation conversation) =>
        [
            .. conversation
                .Turns.SelectMany(t =>
                    (t.Bot?.List ?? []).Concat(
                        t.After.SelectMany(w => w.Conditions).Where(c => c.Slot == Slot.Item || c.Slot.IsPerson()).Select(c => c.Value)
                    )
                )
                .Select(name => TextFolding.Fold(name))
                .Distinct(StringComparer.Ordinal)
                .Where(name => IsKnown(name)),
        ];

    /// <summary>
    /// The slots that a catalogue can know, and of them the words that are its own or a misspelling of what the conversation speaks of.
    /// </summary>
    private static bool CanKnow(Mark mark, string message, List<string> names)
    {
        var words = TextFolding.Fold(mark.Text(message));
        return mark.Slot switch
        {
            Slot.Item or Slot.Series => Titles.TryExact(words, out _) || names.Exists(name => IsMisspelt(words, name)),
            Slot.Kind or Slot.Language or Slot.Country or Slot.Certificate => Lexicon
                .Find(words, Stem.Phrase(words))
                .Any(e => e.Kind == EntryKind.Value && Fits(mark.Slot, CandidateSlots.Of(e.Attribute!))),
            Slot.Count => true,
            _ when mark.Slot.IsPerson() => IsKnown(words) || names.Exists(name => IsMisspelt(words, name)),
            _ => mark.Slot.IsNumber() && words.Any(char.IsAsciiDigit),
        };
    }

    private static bool IsKnown(string words) => People.Contains(words) || Titles.TryExact(words, out _);

    private static bool IsMisspelt(string words, string name) => Spelling.Distance(words, name, 3) <= Spelling.Allowed(name.Length);

    /// <summary>What a title is and whether a place means the language the reader decides.</summary>
    private static bool Fits(Slot gold, Slot found) =>
        gold == found
        || (gold.IsPerson() && found.IsPerson())
        || (gold is Slot.Item or Slot.Series && found is Slot.Item or Slot.Series or Slot.Topic)
        || (gold is Slot.Country or Slot.Language && found is Slot.Country or Slot.Language);
}
