using InteRec.Search;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>Numbers, decades and places in words, as replies write them. Folded.</summary>
internal static class NumberWords
{
    /// <summary>Numbers, exact and vague.</summary>
    public static IReadOnlyDictionary<string, int> Numbers { get; } =
        new Dictionary<string, int>(EnglishNumbers.ToTwenty.Select((word, i) => KeyValuePair.Create(word, i + 1)), StringComparer.Ordinal)
        {
            ["thirty"] = 30,
            ["fifty"] = 50,
            ["hundred"] = 100,
            ["single"] = 1,
            ["couple"] = 2,
            ["pair"] = 2,
            ["few"] = 3,
            ["handful"] = 5,
            ["dozen"] = 12,
        };

    /// <summary>Decades, as their year within the century.</summary>
    public static IReadOnlyDictionary<string, int> Decades { get; } =
        new (int Year, string Words)[]
        {
            (0, "noughties naughties aughts 00s"),
            (10, "10s"),
            (20, "twenties 20s"),
            (30, "thirties 30s"),
            (40, "forties fourties 40s"),
            (50, "fifties 50s"),
            (60, "sixties 60s"),
            (70, "seventies 70s"),
            (80, "eighties 80s"),
            (90, "nineties 90s"),
        }
            .SelectMany(d => d.Words.Split(' ').Select(word => KeyValuePair.Create(word, d.Year)))
            .ToDictionary(StringComparer.Ordinal);

    /// <summary>Places within a list.</summary>
    public static IReadOnlySet<string> Ordinals { get; } =
        "first 1st second 2nd third 3rd fourth 4th fifth 5th sixth 6th seventh 7th eighth 8th ninth tenth last top"
            .Split(' ')
            .ToHashSet(StringComparer.Ordinal);
}
