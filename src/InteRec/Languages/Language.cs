using System.Text.RegularExpressions;

namespace InteRec.Languages;

/// <summary>A language that people write in, other than English.</summary>
/// <param name="Code">Its code, ISO 639-1.</param>
/// <param name="Name">Its English name.</param>
/// <param name="ReadsEnglish">
/// In this language: without a language model I read English; please write in English. Null where we cannot say it.
/// </param>
internal sealed partial record Language(string Code, string Name, string? ReadsEnglish = null)
{
    /// <summary>The languages that are known by their words, and those that are known by their script.</summary>
    public static IReadOnlyList<Language> All { get; } =
    [
        new("de", "German", "Ohne Sprachmodell lese ich leider nur Englisch. Bitte schreib mir auf Englisch."),
        new("fr", "French", "Sans modèle de langage, je ne lis malheureusement que l’anglais. Merci de m’écrire en anglais."),
        new("es", "Spanish", "Sin un modelo de lenguaje, lamentablemente solo leo inglés. Escríbeme en inglés, por favor."),
        new("it", "Italian", "Senza un modello linguistico purtroppo leggo solo l’inglese. Scrivimi in inglese, per favore."),
        new("pt", "Portuguese", "Sem um modelo de linguagem, infelizmente só leio inglês. Escreva-me em inglês, por favor."),
        new("nl", "Dutch", "Zonder taalmodel lees ik helaas alleen Engels. Schrijf me alsjeblieft in het Engels."),
        new("pl", "Polish", "Bez modelu językowego czytam niestety tylko po angielsku. Napisz do mnie, proszę, po angielsku."),
        new("sv", "Swedish", "Utan språkmodell läser jag tyvärr bara engelska. Skriv gärna till mig på engelska."),
        new("tr", "Turkish", "Dil modeli olmadan ne yazık ki yalnızca İngilizce okuyabiliyorum. Lütfen bana İngilizce yazın."),
        new("ru", "Russian", "Без языковой модели я, к сожалению, понимаю только английский. Пожалуйста, напишите по-английски."),
        new("ja", "Japanese", "言語モデルがないため、申し訳ありませんが英語しか読めません。英語で書いてください。"),
        new("zh", "Chinese", "很抱歉，没有语言模型时我只能读懂英文。请用英文写给我。"),
        new("ko", "Korean", "언어 모델이 없어 죄송하지만 영어만 읽을 수 있습니다. 영어로 써 주세요."),
        new("uk", "Ukrainian"),
        new("el", "Greek"),
        new("ar", "Arabic"),
        new("he", "Hebrew"),
        new("th", "Thai"),
        new("hi", "Hindi"),
    ];

    /// <summary>True for a text that has the form of a language tag (BCP 47).</summary>
    public static bool IsTag(string text) => Tag().IsMatch(text);

    /// <summary>The language of a code or a locale ("de", "de-AT", "zh_Hant"); null for English and for what is not known.</summary>
    public static Language? Of(string? locale) =>
        locale?.Split('-', '_')[0].ToLowerInvariant() is { Length: > 0 } code ? All.FirstOrDefault(l => l.Code == code) : null;

    [GeneratedRegex("^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,6}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();
}
