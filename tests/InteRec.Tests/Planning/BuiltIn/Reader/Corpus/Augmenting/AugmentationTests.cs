using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Planning.BuiltIn.Reader.Corpus;
using InteRec.Planning.BuiltIn.Reader.Corpus.Augmenting;
using InteRec.Planning.Labels;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn.Reader.Corpus.Augmenting;

public sealed class AugmentationTests
{
    private static readonly Lazy<IReadOnlyList<ReadingConversation>> Bundled = new(() =>
        ReadingCorpus.Load(RepositoryFiles.PathOf("datasets/reading"))
    );

    private static readonly Lazy<ExchangeLists> Lists = new(() =>
        ExchangeLists.Load(RepositoryFiles.PathOf("datasets/reading"), MovieCatalog.Snapshot)
    );

    [Fact]
    public void OfEpoch_OfTheCorpus_KeepsEveryMarkAtWords()
    {
        var examples = Examples();
        var changed = 0;
        foreach (var (before, after) in examples.Zip(Augmentation().OfEpoch(examples, 1)))
        {
            changed += before.Example.Input.Message == after.Input.Message ? 0 : 1;
            after.Gold.Acts.ShouldBe(before.Example.Gold.Acts);
            after.Gold.Kept.Count.ShouldBe(after.Input.Request.Sum(wish => wish.Conditions.Count));
            after.Gold.Marks.Select(m => (m.Slot, m.Stance)).ShouldBe(before.Example.Gold.Marks.Select(m => (m.Slot, m.Stance)));
            AreAtWords(after).ShouldBeTrue($"{before.Example.Input.Message} -> {after.Input.Message}");
        }

        changed.ShouldBeGreaterThan(examples.Count / 4);
    }

    [Fact]
    public void OfEpoch_WithTheSameSeed_GivesTheSameExamples()
    {
        var examples = Examples().Take(200).ToList();

        var first = Augmentation().OfEpoch(examples, 3).Select(example => example.Input.Message);

        Augmentation().OfEpoch(examples, 3).Select(example => example.Input.Message).ShouldBe(first);
        Augmentation().OfEpoch(examples, 4).Select(example => example.Input.Message).ShouldNotBe(first);
    }

    [Fact]
    public void Apply_OfANameThatWasShown_ExchangesItEverywhere()
    {
        var mark = new Mark(3, 8, Slot.Item, Stance.Ask);
        var example = new ReaderExample(
            new ReaderInput(
                "is Ratatouille any good".Replace("Ratatouille", "Sunshine", StringComparison.Ordinal),
                new BotTurn(["Little Miss Sunshine"], null, "how about Little Miss Sunshine"),
                [new Wish([new Condition(Slot.Item, Sign.Seen, "Little Miss Sunshine")])],
                []
            ),
            new MessageLabels
            {
                Acts = [Act.Lookup],
                Marks = [mark],
                Kept = [true],
            }
        );
        var exchange = new NameExchange(Lists.Value);

        var after = Enumerable
            .Range(0, 20)
            .Select(seed => exchange.Apply("films", example, new Random(seed)))
            .First(other => other.Input.Bot!.List[0] != "Little Miss Sunshine");

        var title = after.Input.Bot!.List[0];
        after.Input.Request[0].Conditions[0].Value.ShouldBe(title);
        after.Input.Bot.Say.ShouldBe($"how about {title}");
        title.ShouldContain(after.Gold.Marks[0].Text(after.Input.Message));
        after.Input.Message.ShouldStartWith("is ");
        after.Input.Message.ShouldEndWith(" any good");
    }

    [Theory]
    [InlineData(4, 4, "x", 4, 1)]
    [InlineData(0, 3, "longer", 7, 4)]
    [InlineData(9, 3, "", 4, 4)]
    public void Replace_MovesAndResizesMarks(int start, int length, string with, int markStart, int markLength)
    {
        var text = new MarkedText("one four two", [new Mark(4, 4, Slot.Topic, Stance.Want)]);

        var mark = text.Replace(start, length, with).Marks.ShouldHaveSingleItem();

        (mark.Start, mark.Length).ShouldBe((markStart, markLength));
    }

    [Fact]
    public void Replace_OfAPartOfAMarkAndMore_ChangesNothing()
    {
        var text = new MarkedText("one four two", [new Mark(4, 4, Slot.Topic, Stance.Want)]);

        text.Replace(2, 4, "x").ShouldBe(text);
    }

    private static bool AreAtWords(ReaderExample example)
    {
        var words = MessageWords.Split(example.Input.Message);
        var starts = words.Select(word => word.Start).ToHashSet();
        var ends = words.Select(word => word.End).ToHashSet();
        var marks = example.Gold.Marks;
        return marks.All(mark => starts.Contains(mark.Start) && ends.Contains(mark.End))
            && marks.Zip(marks.Skip(1)).All(pair => pair.First.End <= pair.Second.Start);
    }

    private static List<(string Domain, ReaderExample Example)> Examples() =>
        [
            .. Bundled.Value.SelectMany(conversation =>
                conversation.Turns.Select(turn =>
                    (conversation.Domain, new ReaderExample(new ReaderInput(turn.Say, turn.Bot, turn.Before, []), turn.Gold))
                )
            ),
        ];

    private static Augmentation Augmentation() => new(Lists.Value, new MarkPool(Bundled.Value), _ => new NoCandidates());

    private sealed class NoCandidates : ICandidateSource
    {
        public IReadOnlyList<Candidate> Find(string message, BotTurn? bot, IReadOnlyList<Wish> request) => [];
    }
}
