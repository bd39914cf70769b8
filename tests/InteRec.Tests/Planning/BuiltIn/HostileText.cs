using System.Globalization;
using System.Text;

namespace InteRec.Tests.Planning.BuiltIn;

/// <summary>
/// Messages that nobody would type and somebody will send: up to 4,000 characters of anything, the same for the same seed.
/// </summary>
internal sealed class HostileText(int seed, IReadOnlyList<string> words)
{
    public const int MostCharacters = 4_000;

    private static readonly string[] Signs =
    [
        "\"",
        "'",
        "\u201c",
        "\u201d",
        ",",
        ".",
        "?",
        "!",
        "(",
        ")",
        "[",
        "]",
        "<",
        ">",
        "</",
        "*",
        "_",
        "-",
        "\u2014",
        ":",
        ";",
        "&",
        "+",
        "/",
        "\\",
        "#",
        "\n",
        "\t",
        "\0",
    ];
    private static readonly string[] Marks =
    [
        "\u0301",
        "\u0308",
        "\u200d",
        "\u202e",
        "\u200f",
        "\ufeff",
        "\ud800",
        "\udc00",
        "\ufffd",
        "\u0000",
    ];
    private static readonly string[] Small =
    [
        "not",
        "or",
        "and",
        "but",
        "like",
        "the",
        "of",
        "with",
        "from",
        "between",
        "more",
        "less",
        "than",
        "who",
        "is",
        "in",
        "it",
        "those",
        "the second one",
        "nothing by",
        "before",
        "at least",
        "two hours",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next message.</summary>
    public string Next()
    {
        var piece = Kind(_random.Next(12));
        var most = _random.Next(4) == 0 ? MostCharacters : _random.Next(1, MostCharacters);
        var text = new StringBuilder();
        while (text.Length < most)
        {
            text.Append(piece());
        }

        return text.ToString(0, most);
    }

    private Func<string> Kind(int kind) =>
        kind switch
        {
            0 => AnyScalar,
            1 => () => ((char)_random.Next(char.MaxValue + 1)).ToString(),
            2 => () => char.ConvertFromUtf32(_random.Next(0x1F300, 0x1FAFF)),
            3 => () => char.ConvertFromUtf32(_random.Next(0x590, 0x700)) + (_random.Next(6) == 0 ? " " : string.Empty),
            4 => () => "e" + Marks[_random.Next(Marks.Length)],
            5 => () => _random.Next(int.MaxValue).ToString(CultureInfo.InvariantCulture) + (_random.Next(5) == 0 ? " " : string.Empty),
            6 => () => Signs[_random.Next(Signs.Length)],
            7 => Repeated(Signs[_random.Next(Signs.Length)]),
            8 => Repeated(Word() + " "),
            9 => () => Word() + " ",
            10 => () =>
                (_random.Next(2) == 0 ? Word() : Small[_random.Next(Small.Length)])
                + (_random.Next(8) == 0 ? Signs[_random.Next(Signs.Length)] : " "),
            _ => () =>
                $"\"{Word()}{(_random.Next(3) == 0 ? Marks[_random.Next(Marks.Length)] : string.Empty)}\" "
                + $"{Small[_random.Next(Small.Length)]} ",
        };

    private static Func<string> Repeated(string text) => () => text;

    private string AnyScalar() => new Rune(_random.Next(2) == 0 ? _random.Next(0xD800) : _random.Next(0xE000, 0x110000)).ToString();

    private string Word() => words[_random.Next(words.Count)];
}
