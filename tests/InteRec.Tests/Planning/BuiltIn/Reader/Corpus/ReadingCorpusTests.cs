using InteRec.Import;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Corpus;
using InteRec.Planning.Labels;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn.Reader.Corpus;

public sealed class ReadingCorpusTests
{
    private static readonly Lazy<IReadOnlyList<ReadingConversation>> Bundled = new(() =>
        ReadingCorpus.Load(RepositoryFiles.PathOf("datasets/reading"))
    );

    [Fact]
    public void Load_OfTheBundledFolder_ReadsEveryAuthor()
    {
        var corpus = Bundled.Value;

        corpus
            .Select(conversation => conversation.Author)
            .Distinct()
            .ShouldBe(
                Directory
                    .EnumerateFiles(RepositoryFiles.PathOf("datasets/reading"), "*.jsonl")
                    .Select(Path.GetFileNameWithoutExtension)
                    .Order(StringComparer.Ordinal)
            );
        corpus.Sum(conversation => conversation.Turns.Count).ShouldBeGreaterThan(8_000);
        corpus.Select(conversation => conversation.Id).ShouldBeUnique();
    }

    [Fact]
    public void Load_Marks_FollowEachOtherAtWholeWords()
    {
        foreach (var turn in Bundled.Value.SelectMany(conversation => conversation.Turns))
        {
            var words = MessageWords.Split(turn.Say);
            var (starts, ends) = (words.Select(word => word.Start).ToHashSet(), words.Select(word => word.End).ToHashSet());
            turn.Gold.Marks.All(mark => starts.Contains(mark.Start) && ends.Contains(mark.End)).ShouldBeTrue(turn.Say);
            turn.Gold.Marks.Zip(turn.Gold.Marks.Skip(1)).All(pair => pair.First.End <= pair.Second.Start).ShouldBeTrue(turn.Say);
        }
    }

    [Fact]
    public void Load_OfAMessage_CompletesItsLabelsByWhatTheRequestBecame()
    {
        var turn = Turns(
            """
            {"say":"old horror, no gore","acts":["recommend"],"marks":[["old","year","old"],["horror","kind","want"],["gore","topic","not"]],
             "state":{"kind+":["Horror"],"topic-":["gore"],"year":"old"}}
            """,
            """
            {"bot":{"list":["Them","Us"]},"say":"like the second, gore is fine, not from the 80s","acts":["refine"],
             "marks":[["the second","ref","2"],["gore","topic","drop"],["80s","year","!1980..1989"]],
             "state":{"kind+":["Horror"],"item~":["Us"],"year":"!1980..1989"}}
            """
        )[1];

        turn.Before.ShouldHaveSingleItem().Conditions.ShouldContain(new Condition(Slot.Topic, Sign.Excluded, "gore"));
        turn.After.ShouldHaveSingleItem().Conditions.ShouldContain(new Condition(Slot.Year, Sign.Excluded, "1980..1989"));
        turn.Gold.Kept.ShouldBe([true, false, false]);
        turn.Gold.Marks[0].Stance.ShouldBe(Stance.Like);
        turn.Gold.Marks[0].Value.ShouldBe("2");
        turn.Gold.Marks[2].Stance.ShouldBe(Stance.Not);
        turn.Gold.Marks[2].Value.ShouldBe("1980..1989");
    }

    [Fact]
    public void Load_OfAMessageThatAsksForSeveralLists_TellsWhereEachBegins()
    {
        var turn = Turns(
            """
            {"say":"two about spies, one comedy and one thriller","acts":["recommend"],
             "marks":[["spies","topic","want"],["one","count","1"],["comedy","kind","want"],["one","count","1"],["thriller","kind","want"]],
             "state":{"lists":[{"topic+":["spies"],"kind+":["Comedy"],"count":"1"},{"topic+":["spies"],"kind+":["Thriller"],"count":"1"}]}}
            """
        )[0];

        turn.Gold.Marks.Select(mark => mark.BeginsList).ShouldBe([false, true, false, true, false]);
    }

    [Theory]
    [InlineData("[]", "converted")]
    [InlineData("""{"id":"x","domain":"films","turns":[]}""", "no turns")]
    [InlineData("""{"id":"x","domain":"films","turns":[{"say":"hi","acts":["wave"],"marks":[],"state":{}}]}""", "\"wave\"")]
    [InlineData(
        """{"id":"x","domain":"films","turns":[{"say":"hi","acts":["greet"],"marks":[["hi","tone","want"]],"state":{}}]}""",
        "\"tone\""
    )]
    [InlineData(
        """{"id":"x","domain":"films","turns":[{"say":"hi","acts":["greet"],"marks":[["h","topic","want"]],"state":{}}]}""",
        "\"h\""
    )]
    [InlineData("""{"id":"x","domain":"films","turns":[{"say":"hi","acts":["greet"],"marks":[],"state":{"kind":["War"]}}]}""", "\"kind\"")]
    public void Load_OfALineThatIsNone_TellsFileLineAndReason(string line, string reason)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder, "x.jsonl"), line);

        var error = Should.Throw<DatasetException>(() => ReadingCorpus.Load(folder));

        error.Message.ShouldContain("x.jsonl:1");
        error.Message.ShouldContain(reason);
    }

    private static IReadOnlyList<ReadingTurn> Turns(params IEnumerable<string> turns)
    {
        using var folder = new TemporaryFolder();
        var line = $$"""{"id":"x-1","domain":"films","turns":[{{string.Join(',', turns)}}]}""";
        File.WriteAllText(Path.Combine(folder, "x.jsonl"), line.ReplaceLineEndings(" "));
        return ReadingCorpus.Load(folder).ShouldHaveSingleItem().Turns;
    }
}
