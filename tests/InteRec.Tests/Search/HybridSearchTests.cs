using FsCheck.Fluent;
using InteRec.Catalog;
using InteRec.Search;
using InteRec.Search.Embeddings;
using InteRec.Tests.Search.Embeddings;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Search;

public sealed class HybridSearchTests(HybridSearchTests.Films films) : IClassFixture<HybridSearchTests.Films>
{
    private readonly HybridSearch _search = films.Search;
    private readonly CatalogSnapshot _catalog = films.Catalog;

    [Theory]
    [InlineData("silent film about a trip to the moon", "A Trip to the Moon")]
    [InlineData("hypnotism and a sleepwalker", "The Cabinet of Dr. Caligari")]
    [InlineData("stranded on mars, astronaut grows potatoes", "The Martian")]
    public void What_a_film_is_about_finds_it(string text, string title) =>
        _search.Search(text, null, 10).Select(hit => _catalog.Title(hit.Item)).ShouldContain(title);

    [Fact]
    public void A_person_is_found_by_the_words()
    {
        var cast = _catalog.Categories("cast")!;
        var id = cast.ValueId("Buster Keaton");
        _search.Search("Buster Keaton", null, 10).Count(hit => cast.Has(hit.Item, id)).ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Only_items_of_the_given_set_are_found_and_a_generous_limit_orders_them_all()
    {
        var within = Bitmap.Of(_catalog.Count, [5, 70, 800, 9000]);
        var hits = _search.Search("love story", within, 100);
        hits.Select(hit => hit.Item).Order().ShouldBe([5, 70, 800, 9000]);
        hits.Select(hit => hit.Score).ShouldBeInOrder(SortDirection.Descending);
        _search.Search("love story", new Bitmap(_catalog.Count), 10).ShouldBeEmpty();
        _search.Search("love story", null, 0).ShouldBeEmpty();
    }

    [Fact]
    public void The_same_search_gives_the_same_list_and_a_smaller_limit_its_beginning()
    {
        var all = _search.Search("haunted house", null, 200);
        _search.Search("haunted house", null, 200).ShouldBe(all);
        _search.Search("haunted house", null, 20).ShouldBe(all.Take(20));
        all.Zip(all.Skip(1)).ShouldAllBe(pair => pair.First.Score > pair.Second.Score || pair.First.Item < pair.Second.Item);
    }

    [Fact]
    public void The_score_is_the_measured_sum()
    {
        foreach (var hit in _search.Search("submarine", null, 20))
        {
            hit.Score.ShouldBe((0.3f * hit.Lexical) + (0.7f * hit.Semantic), 1e-5f);
            hit.Lexical.ShouldBeInRange(0, 1);
        }

        _search.Search("submarine", null, _catalog.Count).Max(hit => hit.Lexical).ShouldBe(1);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("moon\" OR title:\"x")]
    [InlineData("NEAR(moon trip) AND NOT *")]
    [InlineData("moon*^- + {title} : ()")]
    [InlineData("moon\0trip")]
    [InlineData("moon'; DROP TABLE items; --")]
    [InlineData("\uD83D\uDE80 moon \uD83D")]
    public void Nothing_of_a_text_is_query_language(string text) => Should.NotThrow(() => _search.Search(text, null, 5));

    [Fact]
    public void A_text_of_4000_characters_is_searched() =>
        _search.Search(string.Join(' ', Enumerable.Range(0, 500).Select(i => $"moon{i}")) + " moon", null, 5).Count.ShouldBe(5);

    [Fact]
    public void Any_text_is_searched_without_an_error() =>
        Seeded.Check(
            Prop.ForAll(ArbMap.Default.GeneratorFor<string>().ToArbitrary(), text => _search.Search(text ?? "", null, 3).Count <= 3)
        );

    [Fact]
    public void A_text_without_words_finds_nothing()
    {
        _search.Search("", null, 5).ShouldBeEmpty();
        _search.Search("\u200B \uE000", null, 5).ShouldBeEmpty();
    }

    [Fact]
    public void Many_threads_may_search_at_once()
    {
        var expected = _search.Search("robots and loneliness", null, 10);
        Parallel.For(0, 64, _ => _search.Search("robots and loneliness", null, 10).ShouldBe(expected));
    }

    public sealed class Films : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly LexicalIndex _lexical;

        public Films()
        {
            var model = StaticEmbeddingModel.Load(BundledModel.Folder);
            _lexical = LexicalIndex.Open(Catalog, _folder);
            Search = new HybridSearch(Catalog, _lexical, ItemVectors.Build(Catalog, model), model);
        }

        internal CatalogSnapshot Catalog { get; } = MovieCatalog.Snapshot;

        internal HybridSearch Search { get; }

        public void Dispose()
        {
            _lexical.Dispose();
            _folder.Dispose();
        }
    }
}
