using System.Globalization;
using InteRec.Catalog;
using InteRec.Planning.BuiltIn;
using InteRec.Tools;

namespace InteRec.Tests.Conversations.Replies;

/// <summary>A good reply with one sentence in it that is not true.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Good">The reply it was made of.</param>
/// <param name="Lie">The sentence.</param>
/// <param name="Row">The reply with it.</param>
internal sealed record Corrupted(string Kind, ReplyRow Good, string Lie, ReplyRow Row);

/// <summary>Makes good replies untrue, seeded: another person, year, title, country, count, superlative ... than the facts have.</summary>
internal sealed class ReplyCorruption(ReplyCorpus corpus, int seed)
{
    private static readonly (string Kind, string Opposite)[] Moods =
    [
        ("feel-good", "disturbing"),
        ("feel-good", "bleak"),
        ("heartwarming", "gory"),
        ("scary", "feel-good"),
        ("gory", "family-friendly"),
        ("slapstick", "bleak"),
    ];
    private readonly Random _random = new(seed);
    private readonly CatalogSnapshot _catalog = corpus.Serving.Catalog;

    /// <summary>So many of them.</summary>
    public static IReadOnlyList<Corrupted> Make(ReplyCorpus corpus, int seed, int count)
    {
        var maker = new ReplyCorruption(corpus, seed);
        var good = ReplyCorpus.Good.Where(g => corpus.Scene(g.Scene).Lists.Sum(l => l.Items.Count) > 0).ToList();
        Func<ReplyRow, string?>[] kinds =
        [
            maker.OtherPerson,
            maker.OtherYear,
            maker.AlienTitle,
            maker.LowerTitle,
            maker.InventedTitle,
            maker.Country,
            maker.Language,
            maker.Superlative,
            maker.Count,
            maker.Quote,
            maker.Director,
            maker.WrongRole,
            maker.Runtime,
            maker.Awards,
            maker.SwappedMakers,
            maker.Genre,
            maker.Sequel,
            maker.Certificate,
            maker.Decade,
            maker.SharedMaker,
            maker.Stream,
            maker.Mood,
            maker.IfYouLiked,
            maker.Comparison,
            maker.NotBy,
        ];
        var made = new List<Corrupted>();
        for (var i = 0; made.Count < count; i++)
        {
            var (row, kind) = (good[maker._random.Next(good.Count)], kinds[i % kinds.Length]);
            if (kind(row) is { } lie)
            {
                made.Add(new Corrupted(kind.Method.Name, row, lie, row with { Reply = $"{row.Reply} {lie}" }));
            }
        }

        return made;
    }

    private List<ListedItem> Items(ReplyRow row) => [.. corpus.Scene(row.Scene).Lists.SelectMany(l => l.Items)];

    private (int Handle, int Item) Any(ReplyRow row)
    {
        var handle = _random.Next(Items(row).Count) + 1;
        return (handle, _catalog.IndexOf(Items(row)[handle - 1].ItemId));
    }

    private T Pick<T>(params List<T> from) => from[_random.Next(from.Count)];

    private IReadOnlyList<string> Values(int item, string attribute) => _catalog.Column(attribute)!.Texts(item);

    private bool IsSaid(ReplyRow row, string text)
    {
        var scene = corpus.Scene(row.Scene);
        var said =
            $"{scene.Message} {string.Join(' ', scene.Before.Exchanges.Select(e => e.Message))} "
            + $"{string.Join(' ', scene.Planning.Understood.Mentioned.Select(m => m.Title))} "
            + $"{string.Join(' ', scene.Notices.Select(n => n.Text))}";
        return TextFolding.Fold(text).Split(' ').All(w => $" {TextFolding.Fold(said)} ".Contains($" {w} ", StringComparison.Ordinal));
    }

    /// <summary>A person that no item of the reply has, not even in part.</summary>
    private string Stranger(ReplyRow row, string attribute)
    {
        var known = Items(row)
            .SelectMany(i => new[] { "directors", "writers", "cast" }.SelectMany(a => Values(_catalog.IndexOf(i.ItemId), a)))
            .SelectMany(n => TextFolding.Fold(n).Split(' '))
            .ToHashSet(StringComparer.Ordinal);
        var column = _catalog.Categories(attribute)!;
        while (true)
        {
            var id = _random.Next(column.Values.Count);
            var name = column.Values[id];
            if (
                column.CountOf(id) >= 4
                && name.Contains(' ', StringComparison.Ordinal)
                && !TextFolding.Fold(name).Split(' ').Any(known.Contains)
                && !IsSaid(row, name)
            )
            {
                return name;
            }
        }
    }

    private int StrangeFilm(ReplyRow row)
    {
        while (true)
        {
            var item = _random.Next(_catalog.Count);
            if (
                _catalog.Known(item) > 100
                && Items(row).TrueForAll(i => i.Title != _catalog.Title(item))
                && !IsSaid(row, _catalog.Title(item))
                && !Items(row)
                    .Exists(i => TextFolding.Fold(i.Title).Contains(TextFolding.Fold(_catalog.Title(item)), StringComparison.Ordinal))
            )
            {
                return item;
            }
        }
    }

    private string? OtherPerson(ReplyRow row)
    {
        var person = Items(row)
            .SelectMany(i => Values(_catalog.IndexOf(i.ItemId), "cast").Concat(Values(_catalog.IndexOf(i.ItemId), "directors")))
            .Where(p => row.Reply.Contains(p, StringComparison.Ordinal))
            .ToList();
        if (person.Count == 0)
        {
            return null;
        }

        var old = Pick(person);
        return row.Reply.Split(". ")
                .FirstOrDefault(s => s.Contains(old, StringComparison.Ordinal))
                ?.TrimEnd('.')
                .Replace(old, Stranger(row, "cast"), StringComparison.Ordinal) + ".";
    }

    private string? OtherYear(ReplyRow row)
    {
        var (handle, item) = Any(row);
        var year = _catalog.Year(item)!.Value + Pick(-11, -7, -3, -1, 1, 2, 6, 12);
        return Items(row).Exists(i => i.Year == year)
            ? null
            : Pick(
                $"[{handle}] is from {year}.",
                $"[{handle}], made in {year}, is the place to start.",
                $"In {year} came [{handle}].",
                $"[{handle}] ({year}) is a safe choice."
            );
    }

    private string AlienTitle(ReplyRow row)
    {
        var title = _catalog.Title(StrangeFilm(row));
        return Pick(
            $"You might also enjoy {title}.",
            $"And do not forget {title}.",
            $"\u201c{title}\u201d would fit as well.",
            $"It has a lot in common with {title}.",
            $"Fans of {title} will feel at home with [1].",
            $"After that, {title} makes a good second film."
        );
    }

    private string? LowerTitle(ReplyRow row)
    {
        var title = TextFolding.Fold(_catalog.Title(StrangeFilm(row)));
        return title.Split(' ').Length < 2 || Lexicon.Of(corpus.Serving.Catalog).Find(title, title).Count > 0
            ? null
            : Pick($"you might also enjoy {title}.", $"you could also watch {title}.", $"I would also try {title}.");
    }

    private string InventedTitle(ReplyRow row)
    {
        var title = $"{Invented()} {Pick("Rising", "Returns", Invented())}";
        return Pick(
            $"Also see {title}.",
            $"{title} is another good one.",
            $"If you like it, go on with {title}.",
            $"[1] reminds me of {title}."
        );
    }

    private string Invented() =>
        string.Concat(
            Enumerable
                .Range(0, 3)
                .Select(i => (i == 0 ? Pick("Z", "V", "Qu", "Kr") : Pick("b", "v", "l", "rd", "x")) + Pick("o", "a", "u", "e"))
        );

    private string? Country(ReplyRow row)
    {
        var (handle, item) = Any(row);
        var country = Pick("Italy", "Brazil", "Poland", "Norway", "Iran", "Mexico");
        return Values(item, "countries").Contains(country)
            ? null
            : Pick(
                $"[{handle}] comes from {country}.",
                $"[{handle}] was made in {country}.",
                $"For something from {country}, take [{handle}]."
            );
    }

    private string? Language(ReplyRow row)
    {
        var (handle, item) = Any(row);
        var language = Pick("Russian", "Swedish", "Danish", "Hindi", "Turkish", "Polish");
        return Values(item, "languages").Contains(language)
            ? null
            : Pick($"[{handle}] is in {language}.", $"[{handle}] is a {language} film.", $"You will need some {language} for [{handle}].");
    }

    private string? Superlative(ReplyRow row)
    {
        var (handle, item) = Any(row);
        var items = Items(row).ConvertAll(i => _catalog.IndexOf(i.ItemId));
        var (attribute, greatest, word) = Pick(
            ("runtime_minutes", true, "longest"),
            ("runtime_minutes", false, "shortest"),
            ("year", true, "newest"),
            ("year", false, "oldest"),
            ("tomatometer", true, "highest rated"),
            ("box_office_usd", true, "highest grossing")
        );
        var column = _catalog.Numbers(attribute)!;
        var known = items.Where(i => column.Known[i]).Select(i => column[i]).ToList();
        return items.Count < 2 || known.Count < 2 || !column.Known[item] || column[item] == (greatest ? known.Max() : known.Min())
            ? null
            : Pick($"[{handle}] is the {word} of these.", $"The {word} is [{handle}].", $"[{handle}] is the {word} in the list.");
    }

    private string? Count(ReplyRow row)
    {
        var count = Pick(2, 6, 7, 8, 9);
        var counts = corpus.Scene(row.Scene).Lists.Select(l => l.Items.Count).Append(Items(row).Count);
        string[] words = ["", "", "two", "", "", "", "six", "seven", "eight", "nine"];
        return counts.Contains(count)
            ? null
            : Pick(
                $"These {words[count]} films should do.",
                $"I have {words[count]} films for you.",
                $"Here are {words[count]} more picks."
            );
    }

    private string Quote(ReplyRow row) =>
        Pick(
            $"As they say in [1], \"We are all going to need more time for this.\"",
            "The critics called [1] \u201cthe event of the year\u201d.",
            "[1] has that line, \"Nobody leaves the island tonight\"."
        );

    private string Director(ReplyRow row)
    {
        var (handle, _) = Any(row);
        var name = Stranger(row, "directors");
        return Pick(
            $"[{handle}] was directed by {name}.",
            $"{name} directed [{handle}].",
            $"[{handle}] is {name}'s best work.",
            $"In [{handle}], {name[(name.LastIndexOf(' ') + 1)..]} shows what a director can do.",
            $"[{handle}] is by {name}.",
            $"{name} made [{handle}], and it shows."
        );
    }

    private string? WrongRole(ReplyRow row)
    {
        var (handle, item) = Any(row);
        var actors = Values(item, "cast").Except(Values(item, "directors")).Except(Values(item, "writers")).ToList();
        return actors.Count == 0
            ? null
            : Pick(
                $"[{handle}] was directed by {actors[0]}.",
                $"{actors[0]} directed [{handle}].",
                $"[{handle}] was written by {actors[0]}."
            );
    }

    private string? Runtime(ReplyRow row)
    {
        var (handle, item) = Any(row);
        if (!_catalog.Numbers("runtime_minutes")!.Known[item])
        {
            return null;
        }

        var minutes = _catalog.Numbers("runtime_minutes")![item] + Pick(-40, -25, 31, 47);
        return Pick(
            $"[{handle}] runs for {minutes} minutes.",
            $"At {minutes} minutes, [{handle}] is easy to fit in.",
            string.Create(CultureInfo.InvariantCulture, $"[{handle}] takes {(int)minutes / 60} hours and {minutes % 60:0} minutes.")
        );
    }

    private string? Awards(ReplyRow row)
    {
        var (handle, item) = Any(row);
        var own = _catalog.Numbers("oscars")![item];
        var (number, word) = Pick((2, "two"), (3, "three"), (4, "four"), (8, "eight"));
        return own == number ? null
            : own == 0 && _random.Next(2) == 0 ? Pick($"The Oscar-winning [{handle}] is a must.", $"[{handle}] won an Oscar.")
            : Pick($"[{handle}] won {word} Oscars.", $"[{handle}] took home {word} Academy Awards.");
    }

    private string? SwappedMakers(ReplyRow row)
    {
        if (Items(row).Count < 2)
        {
            return null;
        }

        var (one, two) = (
            Values(_catalog.IndexOf(Items(row)[0].ItemId), "directors"),
            Values(_catalog.IndexOf(Items(row)[1].ItemId), "directors")
        );
        return one.Count == 0 || two.Count == 0 || one.Intersect(two).Any()
            ? null
            : Pick(
                $"[1] is by {two[0]}, while [2] is by {one[0]}.",
                $"{two[0]} made [1] and {one[0]} made [2].",
                $"[1] was directed by {two[0]}, [2] by {one[0]}."
            );
    }

    private string? Genre(ReplyRow row)
    {
        var (handle, item) = Any(row);
        var (genre, word) = Pick(
            ("Western", "a western"),
            ("Musical", "a musical"),
            ("Documentary", "a documentary"),
            ("Horror", "a horror film"),
            ("Comedy", "a comedy"),
            ("Animation", "an animated film"),
            ("Romance", "a romance")
        );
        return Values(item, "genres").Contains(genre) || Values(item, "moods").Any(m => m is "funny" or "romantic")
            ? null
            : Pick(
                $"[{handle}] is {word}.",
                $"[{handle}], {word} through and through, is next.",
                $"[{handle}] is {word} with a big heart."
            );
    }

    private string? Sequel(ReplyRow row)
    {
        var (handle, item) = Any(row);
        var other = handle == 1 ? 2 : 1;
        return Items(row).Count < 2 || Values(item, "keywords").Any(k => k.Contains("sequel", StringComparison.Ordinal))
            ? null
            : Pick(
                $"[{handle}] is the sequel to [{other}].",
                $"[{handle}] is the second part of a trilogy.",
                $"[{handle}] is a prequel to [{other}].",
                $"[{handle}] began a whole franchise."
            );
    }

    private string? Certificate(ReplyRow row)
    {
        var (handle, item) = Any(row);
        var certificate = Pick("G", "PG", "R", "NC-17");
        return Values(item, "certificate") is [var own] && own == certificate ? null : $"[{handle}] is rated {certificate}.";
    }

    private string? Decade(ReplyRow row)
    {
        var (handle, item) = Any(row);
        var decade = Pick(1930, 1950, 1970, 1990, 2010);
        string[] words = ["", "", "", "thirties", "", "fifties", "", "seventies", "", "nineties"];
        if (
            _catalog.Year(item) / 10 * 10 == decade
            || Values(item, "keywords")
                .Any(k => k.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{decade}"), StringComparison.Ordinal))
        )
        {
            return null;
        }

        return decade == 2010 || _random.Next(2) == 0
            ? $"[{handle}] is from the {decade}s."
            : Pick($"[{handle}] was made in the {words[decade % 100 / 10]}.", $"From the {words[decade % 100 / 10]} comes [{handle}].");
    }

    private string? SharedMaker(ReplyRow row)
    {
        if (Items(row).Count < 2)
        {
            return null;
        }

        var makers = Items(row).Take(2).Select(i => Values(_catalog.IndexOf(i.ItemId), "directors")).ToList();
        return makers[0].Count == 0 || makers[0].Intersect(makers[1]).Any()
            ? null
            : Pick(
                "[1] and [2] share a director.",
                "[1] and [2] have the same director.",
                $"[1] and [2] are both by {makers[0][0]}.",
                $"Both [1] and [2] were directed by {makers[1].DefaultIfEmpty(makers[0][0]).First()}."
            );
    }

    private string Stream(ReplyRow row) =>
        Pick(
            "You can stream [1] on Netflix.",
            "[1] is on Amazon Prime at the moment.",
            "The soundtrack of [1] is by Hans Zimmer.",
            "You can see the trailer of [1] at www.films.com."
        );

    private string? Mood(ReplyRow row)
    {
        var (handle, item) = Any(row);
        var wrong = Moods
            .Where(m => Values(item, "moods").Contains(m.Opposite) && !Values(item, "moods").Contains(m.Kind))
            .Select(m => m.Kind)
            .ToList();
        return wrong.Count == 0 ? null : $"[{handle}] is a {Pick(wrong)} film.";
    }

    private string IfYouLiked(ReplyRow row)
    {
        var title = _catalog.Title(StrangeFilm(row));
        return Pick(
            $"If you liked {title}, you will love [1].",
            $"[1] is for everyone who loved {title}.",
            $"Like {title}, [1] keeps you guessing."
        );
    }

    private string? Comparison(ReplyRow row)
    {
        if (Items(row).Count < 2)
        {
            return null;
        }

        var (one, two) = (_catalog.IndexOf(Items(row)[0].ItemId), _catalog.IndexOf(Items(row)[1].ItemId));
        var (word, attribute, more) = Pick(
            ("longer", "runtime_minutes", true),
            ("shorter", "runtime_minutes", false),
            ("newer", "year", true),
            ("older", "year", false)
        );
        var column = _catalog.Numbers(attribute)!;
        return !column.Known[one] || !column.Known[two] || (more ? column[one] > column[two] : column[one] < column[two])
            ? null
            : $"[1] is {word} than [2].";
    }

    private string? NotBy(ReplyRow row)
    {
        var (handle, item) = Any(row);
        return Values(item, "directors") is [var maker, ..]
            ? Pick($"[{handle}] is not by {maker}.", $"{Stranger(row, "directors")} had nothing to do with [{handle}].")
            : null;
    }
}
