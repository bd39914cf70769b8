using System.Text;
using InteRec.Catalog;

namespace InteRec.Benchmarks;

/// <summary>Messages as long as the service takes them, each of a kind that could be slow. The same ones for a catalogue every time.</summary>
/// <param name="catalog">Whose titles and people they name.</param>
/// <param name="length">Characters of each.</param>
internal sealed class LongMessages(CatalogSnapshot catalog, int length)
{
    private static readonly string[] Sentences =
    [
        "Last week we watched {0} with my sister and she thought {1} was wonderful in it.",
        "After that we tried {0}, which nobody liked, although it is by {1}.",
        "Before the holidays I would like something a bit like {0}, not too long and not too sad!",
        "My dad only watches westerns from the sixties or anything with {1}.",
        "To be honest, I never understood why people call {0} a comedy.",
        "We have about two hours tonight, and {1} should not be in it.",
    ];

    private static readonly string[] Numbers =
    [
        "between 1990 and 1995",
        "under 90 minutes",
        "the 80s or the 90s",
        "at least 7.5 out of 10",
        "no more than two hours",
        "three or four",
        "after 2001 but before 2010",
    ];

    private static readonly string[] Scripts =
    [
        "電影",
        "фильм",
        "ταινία",
        "film\u0301",
        "🎬",
        "🎬🍿",
        "filmę",
        "영화",
        "فيلم",
        "ﬁlm",
        "\u200b",
    ];

    private readonly Random _random = new(1);
    private readonly string[] _people =
    [
        .. catalog
            .Schema.Attributes.Where(a => a.Role == AttributeRole.People)
            .SelectMany(a => catalog.Categories(a.Name)?.Values ?? [])
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The messages by what they are made of.</summary>
    public IEnumerable<(string Name, string Message)> All() =>
        [
            ("prose", Joined(Sentence)),
            ("prose, misspelt", Joined(() => Misspelt(Sentence()))),
            ("prose in capitals", Joined(Sentence).ToUpperInvariant()),
            ("titles, commas", Joined(() => Title() + ",")),
            ("titles, no commas", Joined(() => Title().ToLowerInvariant())),
            ("titles in quotes", Joined(() => $"\"{Title()}\"")),
            ("titles joined by and", Joined(() => Title() + " and")),
            ("titles, misspelt", Joined(() => Misspelt(Title()) + ",")),
            ("people", Joined(() => Person() + ",")),
            ("people, misspelt", Joined(() => Misspelt(Person()) + ",")),
            ("numbers", Joined(() => Numbers[_random.Next(Numbers.Length)] + ",")),
            ("numbers joined by or", Joined(() => Numbers[_random.Next(Numbers.Length)] + " or")),
            ("years", Joined(() => $"{1920 + _random.Next(100)}")),
            ("digits", Joined(() => Letters("0123456789", 1 + _random.Next(6)))),
            ("one digit", Joined(() => "7")),
            ("digits unbroken", Letters("0123456789", length)),
            ("random letters", Joined(() => Letters("abcdefghijklmnopqrstuvwxyz", 1 + _random.Next(12)))),
            ("random vowels", Joined(() => Letters("aeiout", 3 + _random.Next(4)))),
            ("letters unbroken", Letters("abcdefghijklmnopqrstuvwxyz", length)),
            ("one word", Joined(() => "comedy")),
            ("one stop word", Joined(() => "the")),
            ("one title", Joined(() => "Alien")),
            ("one letter", Joined(() => "a")),
            ("not", Joined(() => "not")),
            ("no, or", Joined(() => "no horror or")),
            ("more than", Joined(() => "more than")),
            ("punctuation", Letters("?!.,;:-'\"()/&*", length)),
            ("punctuation, spaces", Joined(() => Letters("?!.,;:-'\"()/&*", 1))),
            ("apostrophes", Joined(() => "it's")),
            ("hyphens", string.Join('-', Enumerable.Repeat("sci", length / 4))),
            ("other scripts", Joined(() => Scripts[_random.Next(Scripts.Length)])),
            ("symbols", Letters("🎬🍿👻💀", length)),
            ("spaces", new string(' ', length - 6) + "comedy"),
            ("lines", Joined(() => "comedy\n")),
        ];

    private string Sentence() =>
        Sentences[_random.Next(Sentences.Length)]
            .Replace("{0}", Title(), StringComparison.Ordinal)
            .Replace("{1}", Person(), StringComparison.Ordinal);

    private string Title() => catalog.Title(_random.Next(catalog.Count));

    private string Person() => _people.Length == 0 ? "nobody" : _people[_random.Next(_people.Length)];

    private string Letters(string of, int count) => string.Create(count, of, (text, all) => _random.GetItems<char>(all, text));

    /// <summary>Every third word of four letters or more has one that is wrong.</summary>
    private string Misspelt(string text)
    {
        var words = text.Split(' ');
        for (var w = 0; w < words.Length; w++)
        {
            if (words[w].Length > 3 && _random.Next(3) == 0)
            {
                var letters = words[w].ToCharArray();
                letters[1 + _random.Next(letters.Length - 2)] = (char)('a' + _random.Next(26));
                words[w] = new string(letters);
            }
        }

        return string.Join(' ', words);
    }

    private string Joined(Func<string> next)
    {
        var text = new StringBuilder(length);
        while (text.Length < length)
        {
            text.Append(next()).Append(' ');
        }

        return text.ToString(0, length);
    }
}
