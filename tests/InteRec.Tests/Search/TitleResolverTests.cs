using FsCheck.Fluent;
using InteRec.Catalog;
using InteRec.Search;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Search;

public sealed class TitleResolverTests
{
    private static readonly Lazy<TitleResolver> Films = new(() => new TitleResolver(MovieCatalog.Snapshot));

    [Theory]
    [InlineData("The Matrix", "The Matrix")]
    [InlineData("matrix", "The Matrix")]
    [InlineData("Matrix, The", "The Matrix")]
    [InlineData("the matrix movie", "The Matrix")]
    [InlineData("amelie", "Amélie")]
    [InlineData("Le fabuleux destin d'Amélie Poulain", "Amélie")]
    [InlineData("schindlers list", "Schindler's List")]
    [InlineData("Fast and Furious", "Fast & Furious")]
    [InlineData("Toy Story Two", "Toy Story 2")]
    [InlineData("Godfather 2", "The Godfather Part II")]
    [InlineData("twelve monkeys", "12 Monkeys")]
    [InlineData("Doctor Strangelove", "Dr. Strangelove")]
    [InlineData("Spiderman", "Spider-Man")]
    [InlineData("walle", "WALL-E")]
    [InlineData("E.T.", "E.T. the Extra-Terrestrial")]
    [InlineData("A.I.", "A.I. Artificial Intelligence")]
    [InlineData("The Da Vinci Code", "The Da Vinci Code")]
    [InlineData("The Empire Strikes Back", "Star Wars: Episode V – The Empire Strikes Back")]
    [InlineData("Fury Road", "Mad Max: Fury Road")]
    [InlineData("2001", "2001: A Space Odyssey")]
    public void A_title_is_found_however_it_is_written(string text, string title)
    {
        var match = Films.Value.Resolve(text).ShouldNotBeNull();
        match.Title.ShouldBe(title);
        match.IsCorrected.ShouldBeFalse();
    }

    [Theory]
    [InlineData("eternal sunshne of the spotles mind", "Eternal Sunshine of the Spotless Mind")]
    [InlineData("Pans Labarinth", "Pan's Labyrinth")]
    [InlineData("Incepton", "Inception")]
    [InlineData("Casablanka", "Casablanca")]
    [InlineData("forest gump", "Forrest Gump")]
    [InlineData("Shawshank", "The Shawshank Redemption")]
    [InlineData("Pirates of the Carribean", "Pirates of the Caribbean: The Curse of the Black Pearl")]
    [InlineData("Star Wars", "Star Wars: Episode IV – A New Hope")]
    [InlineData("Lord of the Rings", "The Lord of the Rings: The Fellowship of the Ring")]
    public void A_title_that_was_read_as_another_is_marked(string text, string title)
    {
        var match = Films.Value.Resolve(text).ShouldNotBeNull();
        match.Title.ShouldBe(title);
        match.IsCorrected.ShouldBeTrue();
        match.Score.ShouldBeInRange(0.7, 0.96);
    }

    [Theory]
    [InlineData("The Marzipan Conspiracy")]
    [InlineData("Blorptown")]
    [InlineData("Zorblax")]
    [InlineData("Zorblax 9")]
    [InlineData("Heart")]
    [InlineData("Jaw")]
    [InlineData("Toy Story 4")]
    [InlineData("Rocky 7")]
    [InlineData("Blade Runner 2049")]
    [InlineData("Dune (2021)")]
    [InlineData("a good film")]
    [InlineData("something funny")]
    [InlineData("the last one")]
    [InlineData("")]
    [InlineData("?!")]
    public void What_is_no_title_is_unknown_and_never_the_nearest_one(string text) => Films.Value.Resolve(text).ShouldBeNull();

    [Fact]
    public void The_year_tells_films_of_one_title_apart()
    {
        Films.Value.Resolve("Solaris (1972)")!.Item.ShouldBe(MovieCatalog.Find("Solaris", 1972));
        Films.Value.Resolve("solaris 2002")!.Item.ShouldBe(MovieCatalog.Find("Solaris", 2002));
        Films.Value.Resolve("Solaris", 1972)!.Item.ShouldBe(MovieCatalog.Find("Solaris", 1972));
        Films.Value.Resolve("Solaris", 1990).ShouldBeNull();
        Films.Value.Resolve("Lord of the Rings 1978")!.Item.ShouldBe(MovieCatalog.Find("The Lord of the Rings", 1978));
    }

    [Fact]
    public void Without_a_year_the_best_known_comes_first_and_the_others_are_named()
    {
        var best = Films.Value.Resolve("The Avengers").ShouldNotBeNull();
        best.Item.ShouldBe(MovieCatalog.Find("The Avengers", 2012));
        best.Alternatives.ShouldContain(MovieCatalog.Find("The Avengers", 1998));
    }

    [Theory]
    [InlineData("toy story", true)]
    [InlineData("star wars", true)]
    [InlineData("matrix", true)]
    [InlineData("matrx", false)]
    [InlineData("films like", false)]
    public void A_look_up_of_folded_words_only_finds_what_is_written(string folded, bool found)
    {
        Films.Value.TryExact(folded, out var items).ShouldBe(found);
        items.Count.ShouldBe(found ? Math.Max(1, items.Count) : 0);
    }

    [Fact]
    public void Every_title_is_found_as_it_is_written_in_small_letters()
    {
        var titles = Enumerable
            .Range(0, MovieCatalog.Snapshot.Count)
            .Select(item => TextFolding.Fold(MovieCatalog.Snapshot.Title(item)))
            .Where(title => title.Length > 0);
        titles.Where(title => !Films.Value.TryExact(title, out _)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Bourne", "The Bourne Supremacy", "Born on the Fourth of July")]
    [InlineData("the Bourne films", "Jason Bourne", "Born on the Fourth of July")]
    [InlineData("Toy Story ones", "Toy Story 3", "Philadelphia Story")]
    [InlineData("alien", "Aliens", "The Alienist")]
    [InlineData("Jurasic Park", "Jurassic Park III", "Gosford Park")]
    [InlineData("Saw", "Saw VI", "What I Saw")]
    public void A_series_has_its_films_and_no_others(string name, string member, string stranger)
    {
        var titles = Films.Value.Series(name).Select(MovieCatalog.Snapshot.Title).ToList();
        titles.ShouldContain(member);
        titles.ShouldNotContain(stranger);
    }

    [Fact]
    public void An_unknown_series_is_empty()
    {
        Films.Value.Series("Zorblax").ShouldBeEmpty();
        Films.Value.Series("").ShouldBeEmpty();
    }

    [Fact]
    public void Any_text_resolves_to_a_title_of_the_catalogue_or_to_none()
    {
        var odd = Gen.ArrayOf(Gen.Elements('a', 'e', '1', ' ', '\0', '\uD83D', '\uDE00', '\u0301', '(', ')', '"', 'I', '&', 'ß', '\u4E2D'))
            .Select(letters => new string(letters));
        var texts = Gen.OneOf(ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""), odd);

        Seeded.Check(
            Prop.ForAll(
                texts.ToArbitrary(),
                text =>
                {
                    Films.Value.Series(text);
                    Films.Value.TryExact(TextFolding.Fold(text), out _);
                    return Films.Value.Resolve(text) is not { } match
                        || (
                            match.Item < MovieCatalog.Snapshot.Count
                            && match.Score is > 0 and <= 1
                            && !match.Alternatives.Contains(match.Item)
                        );
                }
            )
        );
    }

    [Fact]
    public void A_very_long_text_is_no_title() => Films.Value.Resolve(string.Concat(Enumerable.Repeat("the matrix ", 5000))).ShouldBeNull();
}
