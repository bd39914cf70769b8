using InteRec.Planning.BuiltIn;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Planning.BuiltIn.Reader.Corpus;
using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;
using InteRec.Search;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn.Reader.Wishes;

/// <summary>With labels that are right, the rules make the request that is right: what is wrong then the reader did.</summary>
public sealed class OracleTests
{
    private static readonly TitleResolver Titles = new(MovieCatalog.Snapshot);
    private static readonly WishComparer Films = new(new CatalogueGrounding(Lexicon.Of(MovieCatalog.Snapshot), Titles).Of);
    private static readonly CandidateFinder Candidates = CandidateFinder.Of(MovieCatalog.Snapshot, Titles);

    [Fact]
    public void Apply_OfTheAnnotatedLabels_GivesTheAnnotatedRequest()
    {
        var (turns, right, ruled) = (0, 0, 0);
        foreach (
            var conversation in ReadingCorpus
                .Load(RepositoryFiles.PathOf("datasets/reading"))
                .Where(conversation => conversation.Domain == "films")
        )
        {
            List<IReadOnlyList<Wish>> earlier =
            [
                [],
            ];
            foreach (var turn in conversation.Turns)
            {
                var (missing, added) = Films.Differences(turn.After, After(turn, earlier));
                earlier.Add(turn.After);
                turns++;
                right += missing.Count == 0 && added.Count == 0 ? 1 : 0;
                ruled += Kinds(missing).SequenceEqual(Kinds(added)) && missing.All(IsInWords) ? 1 : 0;
            }
        }

        (right / (double)turns).ShouldBeGreaterThanOrEqualTo(0.945);

        // Without words that the catalogue knows by none of its names, such as "captions", and which of several open lists a wish is for.
        (ruled / (double)turns).ShouldBeGreaterThanOrEqualTo(0.965);
    }

    /// <summary>The request after the message; taking back is the conversation's memory of what was open before.</summary>
    private static IReadOnlyList<Wish> After(ReadingTurn turn, List<IReadOnlyList<Wish>> earlier)
    {
        var plain = WishUpdate.Apply(turn.Before, turn.Gold, turn.Say, turn.Referents, mark => Words(turn, mark));
        if (Films.AreSame(plain, turn.After))
        {
            return plain;
        }

        var last = turn.Gold.Acts.Contains(Act.Undo) ? earlier.FindLast(request => !Films.AreSame(request, turn.Before)) : null;
        var candidates = Candidates.Find(turn.Say, turn.Bot, turn.Before);
        return WishUpdate.Apply(
            last ?? turn.Before,
            last is null ? turn.Gold : turn.Gold with { Kept = [.. last.SelectMany(wish => wish.Conditions).Select(_ => true)] },
            turn.Say,
            turn.Referents,
            mark => Readings(turn, mark, candidates).FirstOrDefault(words => IsMeant(turn, mark, words)) ?? Words(turn, mark)
        );
    }

    private static string Words(ReadingTurn turn, Mark mark) =>
        mark.Slot == Slot.Item ? turn.Referents.Named(mark.Text(turn.Say)) : mark.Text(turn.Say);

    /// <summary>What the words of a mark may be to the catalogue.</summary>
    private static IEnumerable<string> Readings(ReadingTurn turn, Mark mark, IReadOnlyList<Candidate> candidates) =>
        candidates
            .Where(c => c.Start == mark.Start && c.Length == mark.Length && AreAlike(c.Slot, mark.Slot))
            .SelectMany(c => c.Items.Select(Title).Append(c.Entry?.Person?.Name).Append(c.ReadAs))
            .OfType<string>()
            .Prepend(Words(turn, mark));

    private static string Title(int item) =>
        MovieCatalog.Snapshot.Year(item) is { } year ? $"{MovieCatalog.Snapshot.Title(item)} ({year})" : MovieCatalog.Snapshot.Title(item);

    private static bool IsMeant(ReadingTurn turn, Mark mark, string words) =>
        turn
            .After.SelectMany(wish => wish.Conditions)
            .Any(condition =>
                AreAlike(condition.Slot, mark.Slot) && Films.AreSame(Request(condition), Request(condition with { Value = words }))
            );

    private static IReadOnlyList<Wish> Request(Condition condition) => [new Wish([condition])];

    private static bool AreAlike(Slot one, Slot other) => one == other || (one.IsPerson() && other.IsPerson());

    private static bool IsInWords(Condition condition) => condition.Sign != Sign.Plain;

    private static IEnumerable<(Slot, Sign)> Kinds(IEnumerable<Condition> conditions) =>
        conditions.Select(c => (c.Slot.IsPerson() ? Slot.Person : c.Slot, c.Sign)).Order();
}
