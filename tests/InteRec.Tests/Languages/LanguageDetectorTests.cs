using InteRec.Catalog;
using InteRec.Languages;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Languages;

public sealed class LanguageDetectorTests
{
    [Theory]
    [InlineData("de", "Ich suche einen lustigen Film mit Tom Hanks")]
    [InlineData("de", "Kannst du mir etwas Ähnliches wie Inception empfehlen?")]
    [InlineData("fr", "Montre-moi des films avec Tom Hanks")]
    [InlineData("fr", "J’aimerais quelque chose de drôle pour ce soir")]
    [InlineData("es", "Quiero una película de terror de los años 80")]
    [InlineData("es", "¿Puedes recomendarme algo parecido a Inception?")]
    [InlineData("it", "Vorrei vedere un film divertente con Roberto Benigni")]
    [InlineData("pt", "Você pode recomendar algo parecido com Matrix?")]
    [InlineData("nl", "Kun je me een goede thriller aanraden?")]
    [InlineData("pl", "Chcę obejrzeć film z Tomem Hanksem")]
    [InlineData("sv", "Jag letar efter en bra thriller och vill se något nytt")]
    [InlineData("tr", "Bana Inception gibi bir film önerir misin?")]
    [InlineData("ru", "Посоветуй хорошую комедию с Томом Хэнксом")]
    [InlineData("uk", "Порадь мені гарну комедію з Томом Генксом")]
    [InlineData("ja", "トム・ハンクスの面白い映画を教えて")]
    [InlineData("zh", "推荐一部汤姆·汉克斯的电影")]
    [InlineData("ko", "톰 행크스가 나오는 영화 추천해 줘")]
    [InlineData("el", "Θέλω μια καλή κωμωδία")]
    public void A_message_in_another_language_is_known_by_its_small_words_or_its_script(string code, string message) =>
        Of(message)?.Code.ShouldBe(code);

    [Theory]
    [InlineData("La vita è bella")]
    [InlineData("I loved La vita è bella and Amélie")]
    [InlineData("movies like Das Boot or Der Himmel über Berlin")]
    [InlineData("Le fabuleux destin d'Amélie Poulain")]
    [InlineData("Mujeres al borde de un ataque de nervios")]
    [InlineData("Como agua para chocolate")]
    [InlineData("something like 千と千尋の神隠し please")]
    [InlineData("films with de Niro, del Toro or van Damme")]
    [InlineData("no, no. no dogs, no la la land")]
    [InlineData("a heist movie, per favore")]
    [InlineData("")]
    [InlineData("1999")]
    public void A_foreign_title_or_name_is_no_foreign_message(string message) => Of(message).ShouldBeNull();

    [Fact]
    public void Every_language_that_is_known_by_words_has_them_apart_and_can_be_answered_in()
    {
        foreach (var words in LanguageWords.All)
        {
            words.Asking.Intersect(words.Joining).ShouldBeEmpty(words.Code);
            words.Asking.Concat(words.Joining).Intersect(LanguageWords.English).ShouldBeEmpty(words.Code);
            words.Asking.Concat(words.Joining).Concat(words.Denying).ShouldAllBe(w => TextFolding.Fold(w) == w);
            Language.Of(words.Code)!.ReadsEnglish.ShouldNotBeNull();
        }
    }

    [Theory]
    [InlineData("de-AT", "German")]
    [InlineData("PT_br", "Portuguese")]
    [InlineData("en-GB", null)]
    [InlineData("xx", null)]
    public void A_locale_names_its_language(string locale, string? name) => Language.Of(locale)?.Name.ShouldBe(name);

    private static Language? Of(string message) =>
        LanguageDetector.Of(message, TextFolding.Fold(message).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
