using InteRec.Search;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>What a phrase of praise claims of an item.</summary>
internal enum Praise
{
    /// <summary>None has a better score.</summary>
    Best,

    /// <summary>None has a worse one.</summary>
    Worst,

    /// <summary>A good score.</summary>
    Good,

    /// <summary>Well known.</summary>
    Popular,
}

/// <summary>
/// The words that the guard knows whatever the items are: small ones of English that claim nothing, praise, and small ones of other
/// languages. Folded.
/// </summary>
internal static class PlainWords
{
    private static readonly HashSet<string> Small = Split(
        """
        pls plz kindly am did will shall may might here then maybe perhaps someone somebody thing things stuff kind kinds sort
        sorts type types bit quite pretty well oh hm hmm huh um uh er ah yeah yes yep right ok okay tonight tonite today now
        viewing recommendation suggestion idea tho though lol mate love dear guys ever made make language speaking get got go
        going let lets know think suppose guess how also else rated certificate rating thats theres out up all each every
        being than too much many lot lots period era take put give time day days evening night weekend saturday sunday friday
        bed later soon ready wise related based style themed oriented flavoured flavored decade year years century country
        genre plus both n alongside either none without except excluding minus nothing arent isnt doesnt avoid avoiding skip
        ditch sans non nor neither exclude bar barring didnt wasnt werent never although however yet provided while recommend
        suggest show gimme find list fancy after pick need em him hers himself herself hi hello hey hiya yo howdy greetings
        sup morning alright haha ha thanks cheers ta thx ty bye goodbye goodnight perfect brilliant lovely great awesome
        excellent wonderful fantastic sorted cool nice sweet amazing legend super more another others next continue
        alternatives additionally ideally preferably bonus still only good acclaimed quality decent proper masterpiece
        masterpieces outstanding solid whats whos
        """,
        ' '
    );

    /// <summary>None is English too, and hardly one is in a name.</summary>
    private static readonly HashSet<string> Foreign = Split(
        """
        ich ein eine einen einem und der das nicht fur kein keine je une un les des avec pour qui quelque moi el los las una
        uno quiero busco para por que algo il gli della di che voglio cerco vorrei um uma com quero een het voor niet zoek wil
        donne cherche suche zeig zeige mir peliculas pelicula
        """,
        ' '
    );

    /// <summary>What can be measured: "best" and "great" alone are opinions.</summary>
    private static readonly Dictionary<string, Praise> Praises = new (Praise Praise, string Phrases)[]
    {
        (
            Praise.Best,
            """
            best reviewed, best rated, highest rated, most highly regarded, highest regarded, best regarded, most respected,
            most highly rated, top rated, most acclaimed, most critically acclaimed, highest rating, highest scoring,
            highest scored, with the highest rating, with the best reviews, the most acclaimed, the highest rated,
            the top rated, most praised
            """
        ),
        (Praise.Worst, "worst rated, worst reviewed, lowest rated, least acclaimed, the lowest rated"),
        (
            Praise.Good,
            """
            well reviewed, well rated, acclaimed, critically acclaimed, highly rated, high rated, well regarded, well received,
            highly acclaimed, good reviews, great reviews, with good reviews, with great reviews, excellent reviews
            """
        ),
        (Praise.Popular, "most popular, the most popular, most famous, best known, most reviewed, most talked about"),
    }
        .SelectMany(p => Split(p.Phrases, ',').Select(phrase => KeyValuePair.Create(phrase, p.Praise)))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>True for a word that claims nothing.</summary>
    public static bool IsSmall(string folded) => Small.Contains(folded) || LexicalQuery.IsStopword(folded);

    /// <summary>True for a small word of a language that is often written and is not English.</summary>
    public static bool IsForeign(string folded) => Foreign.Contains(folded);

    /// <summary>The praise that a phrase is, or null.</summary>
    public static Praise? PraiseOf(string phrase) => Praises.TryGetValue(phrase, out var praise) ? praise : null;

    private static HashSet<string> Split(string phrases, char between) =>
        [.. phrases.Split([between, '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
