namespace InteRec.Languages;

/// <summary>
/// Small words of a language, folded. What is an English word too, or common in titles and names that English messages name, is in neither
/// set.
/// </summary>
/// <param name="Code">The language.</param>
/// <param name="Asking">Words with which somebody speaks to somebody: I, you, want, show, please. Titles hardly have them.</param>
/// <param name="Joining">Articles, prepositions and the like, of which titles and names are full.</param>
/// <param name="Denying">
/// Words that turn what they stand beside into its opposite; they may be English too, and do not tell the language.
/// </param>
internal sealed record LanguageWords(string Code, IReadOnlySet<string> Asking, IReadOnlySet<string> Joining, IReadOnlySet<string> Denying)
{
    /// <summary>What only English messages have.</summary>
    public static IReadOnlySet<string> English { get; } =
        Set(
            """
            the and with for you your youre want wanna wants like likes liked love loved loves movie movies show something some any from
            about that this these those not but what whats which how who when why has have had can could would should give gimme find need
            looking look watch watched watching seen see saw best good great better more less than his her their its im ive id dont didnt my
            are were be been by please recommend recommended suggest ones only other another really very just think know tell give thanks
            hello hi it they them we our there out up down all one if because maybe kind sort
            """
        );

    /// <summary>All that is known.</summary>
    public static IReadOnlyList<LanguageWords> All { get; } =
    [
        new(
            "de",
            Set(
                "ich du mir mich dir uns suche suchst mochte mochten wurde gern gerne bitte zeig zeige zeigen empfiehl empfehle "
                    + "empfehlen empfehlung kannst kannste konntest habe hast lust schaue schauen ahnliches etwas irgendwas welche "
                    + "welcher welchen gibt kennst gefallen gefallt gefiel hallo danke wollen willst magst mag sehen"
            ),
            Set(
                "der das dem den des und mit von vom fur auf aus nicht ein eine einen einem einer eines kein keine keinen oder aber auch "
                    + "wie wer ist sind uber nach bei zum zur noch nur sehr mehr wo warum wenn dass sich aber alle jahren jahre guter "
                    + "guten gute ohne"
            ),
            Set("nicht kein keine keinen ohne nie ausser")
        ),
        new(
            "fr",
            Set(
                "je jai jaime jaimerais moi cherche cherchons voudrais veux aimerais montre montrez donne donnez recommande recommandez "
                    + "propose proposez connais connaissez peux peut pouvez vous recommander avez vous recommander bonjour salut merci "
                    + "quelque quelques svp plait"
            ),
            Set(
                "le la les un une des du et avec pour dans sur qui que quoi pas plus est sont mais comme aux ce cette ces mon ma mes "
                    + "sans entre chez dun dune quel quelle quels annees tres bien aussi"
            ),
            Set("pas sans sauf ni aucun aucune jamais")
        ),
        new(
            "es",
            Set(
                "quiero quisiera queria busco buscando muestrame muestra dame recomienda recomiendame recomendarme recomiendas puedes "
                    + "podrias gusta gustan gusto gustaron gustaria hola gracias algo alguna algun algunas algunos tienes conoces ver favor"
            ),
            Set(
                "el la los las un una unos unas de y con para por que en del al como mas muy pero sobre mi hay donde cuando quien cual "
                    + "sea sin es son"
            ),
            Set("sin nada nunca ni excepto tampoco no")
        ),
        new(
            "it",
            Set(
                "voglio vorrei cerco cercando mostrami dammi consigliami consiglia consigliare puoi potresti ciao grazie piace piacciono "
                    + "piaciuto qualcosa qualche conosci guardare vedere favore"
            ),
            Set(
                "il lo gli la le un una uno di e con per che della del dei delle degli nel nella dal sono molto anche alla al sui mi senza"
            ),
            Set("senza non niente mai tranne no")
        ),
        new(
            "pt",
            Set(
                "quero queria procuro procurando gostaria mostre recomende recomenda recomendar pode voce voces gosto gostei gostava ola "
                    + "obrigado obrigada algum alguma assistir favor"
            ),
            Set("um uma de e com para por que dos das em na mais muito como sobre ou ser eu meu minha seja sem nao"),
            Set("sem nao nada nunca exceto nem")
        ),
        new(
            "nl",
            Set(
                "ik wil zoek zoeken graag geef toon kun kunt heb zou hou houd mij iets alsjeblieft hallo bedankt aanraden kijken wilt "
                    + "mooie goede leuke"
            ),
            Set("de het een van en met voor niet maar ook dat op uit naar bij zijn geen als nog waar er jaren zoals zonder"),
            Set("niet geen zonder nooit behalve")
        ),
        new(
            "pl",
            Set(
                "chce chcialbym chcialabym szukam prosze polec polecisz pokaz lubie podobal podobaja znasz mozesz cos jakis jakies jakas "
                    + "czesc dzien dziekuje obejrzec obejrzenia daj"
            ),
            Set("w na nie jest sa oraz ale jak po od dla tez albo czy ktory ktore ktora lat dobry dobre z bez"),
            Set("nie bez oprocz zadnych nigdy")
        ),
        new(
            "sv",
            Set(
                "jag vill soker gillar snalla tack hej nagot nagon nagra rekommendera rekommenderar skulle visa hittar titta gillade tycker"
            ),
            Set("och att det som ett med inte av pa om eller ar har hade till fran den detta mycket utan bra filmer liknande"),
            Set("inte utan ingen inga aldrig")
        ),
        new(
            "tr",
            Set(
                "istiyorum istiyoruz ariyorum bana oner onerir onerin misin misiniz musun goster gosterir lutfen merhaba tesekkurler "
                    + "seviyorum sevdim izlemek istedim hosuma"
            ),
            Set("ve bir bu ile icin gibi ama cok daha nasil hangi olan olsun bazi iyi"),
            Set("degil olmayan olmasin olmadan haric")
        ),
    ];

    private static HashSet<string> Set(string words) => [.. words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];
}
