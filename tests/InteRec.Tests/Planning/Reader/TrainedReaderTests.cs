using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Planning.BuiltIn.Reader.Corpus;
using InteRec.Planning.BuiltIn.Reader.Corpus.Augmenting;
using InteRec.Planning.BuiltIn.Reader.Network;
using InteRec.Planning.BuiltIn.Reader.Turns;
using InteRec.Planning.Labels;
using InteRec.Search;
using InteRec.Tests.Planning.BuiltIn;
using InteRec.Tests.Support;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Reader;

/// <summary>The reader that comes with the product.</summary>
public sealed class TrainedReaderTests
{
    private static readonly Lazy<IReadOnlyList<ReaderExample>> Some = new(() =>
    {
        var corpus = ReadingCorpus.Load(RepositoryFiles.PathOf("datasets/reading"));
        var catalog = MovieCatalog.Snapshot;
        var lessons = new ReaderLessons(
            catalog,
            new CorpusLexicon(corpus, catalog, new TitleResolver(catalog)),
            ExchangeLists.Load(RepositoryFiles.PathOf("datasets/reading"), catalog)
        );
        return [.. lessons.Of(corpus.Where((c, i) => i % 29 == 0 && c.Domain == "films")).Select(l => l.Example)];
    });

    [Fact]
    public void Read_OfMessagesItLearntFrom_KnowsThem()
    {
        var figures = ReaderFigures.Measure(LearnedReader.Of(ShippedReader.Model), Some.Value);

        figures.MainAct.ShouldBeGreaterThan(0.9);
        figures.Marks.ShouldBeGreaterThan(0.85);
    }

    [Fact]
    public void Read_WithoutTheFastInstructions_SaysTheSame()
    {
        var (fast, portable) = (LearnedReader.Of(ShippedReader.Model), LearnedReader.Of(ShippedReader.Model, portable: true));
        foreach (var example in Some.Value.Take(12))
        {
            var (one, other) = (fast.Read(example.Input), portable.Read(example.Input));
            other.Acts.ShouldBe(one.Acts);
            other.Marks.ShouldBe(one.Marks);
            other.Kept.ShouldBe(one.Kept);
        }
    }

    [Fact]
    public void Read_ByManyAtOnce_SaysTheSameAsByOne()
    {
        var reader = LearnedReader.Of(ShippedReader.Model);
        var expected = Some.Value.Take(40).Select(e => reader.Read(e.Input)).ToList();
        var read = Some.Value.Take(40).AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(e => reader.Read(e.Input)).ToList();
        for (var i = 0; i < expected.Count; i++)
        {
            read[i].Acts.ShouldBe(expected[i].Acts);
            read[i].Marks.ShouldBe(expected[i].Marks);
        }
    }

    [Fact]
    public async Task Read_OfMoreThanItTakesIn_IsToldWhereItStopped()
    {
        const string end = "and that was the whole story.";
        using var talk = new Talk(Movies.Serving, ShippedReader.Planner);
        var story = string.Join(' ', Enumerable.Repeat("Last week my neighbour told me all about her holidays again,", 60));

        var shorter = await talk.SayAsync($"A western, please. {story[..120]} {end}");
        var longer = await talk.SayAsync($"A western, please. {story} {end}");

        shorter.Notices.ShouldNotContain(n => n.Code == NoticeCodes.Truncated);
        var notice = longer.Notices.Single(n => n.Code == NoticeCodes.Truncated).Text;
        notice.ShouldNotContain(end);
        story.ShouldContain(notice.Split('\u201c', '\u201d')[1]);
        longer.Text.ShouldContain(notice);
    }
}
