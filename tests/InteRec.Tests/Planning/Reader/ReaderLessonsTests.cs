using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Planning.BuiltIn.Reader.Corpus;
using InteRec.Planning.BuiltIn.Reader.Corpus.Augmenting;
using InteRec.Planning.Labels;
using InteRec.Search;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Reader;

public sealed class ReaderLessonsTests
{
    [Fact]
    public void OpeningsLater_GoOnWithWhatTheyAddTo_AndLetGoOfWhatTheySayAnew()
    {
        var corpus = ReadingCorpus.Load(RepositoryFiles.PathOf("datasets/reading")).Where((_, i) => i % 17 == 0).ToList();
        var catalog = MovieCatalog.Snapshot;
        var lessons = new ReaderLessons(
            catalog,
            new CorpusLexicon(corpus, catalog, new TitleResolver(catalog)),
            ExchangeLists.Load(RepositoryFiles.PathOf("datasets/reading"), catalog)
        );
        var plain = lessons.Of(corpus);

        var varied = Enumerable.Range(1, 6).Select(seed => lessons.OpeningsLater(plain, seed)).ToList();

        varied.ShouldAllBe(lesson => lesson.Count == plain.Count);
        var changed = varied
            .SelectMany(lesson => lesson.Zip(plain))
            .Where(pair => !ReferenceEquals(pair.First.Example, pair.Second.Example))
            .ToList();
        changed.ShouldNotBeEmpty();
        foreach (var ((_, example), (_, before)) in changed)
        {
            before.Gold.Acts[0].ShouldBe(Act.Recommend);
            before.Input.Request.ShouldBeEmpty();
            example.Input.Message.ShouldBe(before.Input.Message);
            example.Gold.Marks.ShouldBe(before.Gold.Marks);
            example.Gold.Kept.Count.ShouldBe(example.Input.Request.Sum(w => w.Conditions.Count));
            example.Gold.Kept.ShouldNotBeEmpty();
            example.Gold.Kept.Distinct().Count().ShouldBe(1);
            example.Gold.Acts[0].ShouldBe(example.Gold.Kept[0] ? Act.Refine : Act.Recommend);
        }

        changed.ShouldContain(pair => pair.First.Example.Gold.Kept[0]);
        changed.ShouldContain(pair => !pair.First.Example.Gold.Kept[0]);
    }
}
