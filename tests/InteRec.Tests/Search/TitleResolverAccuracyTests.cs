using InteRec.Catalog;
using InteRec.Search;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace InteRec.Tests.Search;

/// <summary>The threshold of the resolver, measured: misspelt titles are read, made-up ones are not.</summary>
public sealed class TitleResolverAccuracyTests(ITestOutputHelper output)
{
    private const int Texts = 1500;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private readonly CatalogSnapshot _films = MovieCatalog.Snapshot;
    private readonly Random _random = new(7);

    [Fact]
    public void Most_misspelt_titles_are_read_right_and_hardly_one_wrong()
    {
        var resolver = new TitleResolver(_films);
        var (right, wrong) = (0, 0);
        for (var i = 0; i < Texts; i++)
        {
            var title = LongTitle();
            var match = resolver.Resolve(Misspell(title, title.Length < 8 ? 1 : 1 + _random.Next(title.Length < 16 ? 2 : 3)));
            var isRight = match is not null && TextFolding.Fold(match.Title) == TextFolding.Fold(title);
            right += isRight ? 1 : 0;
            wrong += match is not null && !isRight ? 1 : 0;
        }

        output.WriteLine($"right {(double)right / Texts:P1}, wrong {(double)wrong / Texts:P1}");
        (right > 0.75 * Texts).ShouldBeTrue();
        (wrong < 0.02 * Texts).ShouldBeTrue();
    }

    [Fact]
    public void Made_up_titles_stay_unknown()
    {
        var resolver = new TitleResolver(_films);
        var accepted = 0;
        for (var i = 0; i < Texts; i++)
        {
            accepted += resolver.Resolve(MadeUp(i % 3)) is { Kind: TitleMatchKind.Misspelt } ? 1 : 0;
        }

        output.WriteLine($"accepted {(double)accepted / Texts:P1}");
        (accepted < 0.025 * Texts).ShouldBeTrue();
    }

    private string LongTitle()
    {
        while (true)
        {
            if (_films.Title(_random.Next(_films.Count)) is var title && title.Count(char.IsLetter) >= 4)
            {
                return title;
            }
        }
    }

    private string Misspell(string title, int mistakes)
    {
        var letters = title.ToLowerInvariant().ToList();
        for (var i = 0; i < mistakes; i++)
        {
            var at = Enumerable.Range(0, letters.Count).Where(k => char.IsLetter(letters[k])).OrderBy(_ => _random.Next()).First();
            switch (_random.Next(4))
            {
                case 0:
                    letters[at] = Letters[_random.Next(Letters.Length)];
                    break;
                case 1:
                    letters.RemoveAt(at);
                    break;
                case 2:
                    letters.Insert(at, Letters[_random.Next(Letters.Length)]);
                    break;
                default:
                    (letters[at], letters[^1]) = at + 1 == letters.Count - 1 ? (letters[^1], letters[at]) : (letters[at], letters[^1]);
                    break;
            }
        }

        return new string([.. letters]);
    }

    /// <summary>Two halves of titles, a title with its longest word replaced, or a word that does not exist.</summary>
    private string MadeUp(int kind)
    {
        var (first, second) = (LongTitle().Split(' '), LongTitle().Split(' '));
        var longest = Enumerable.Range(0, first.Length).MaxBy(word => first[word].Length);
        return kind switch
        {
            0 => string.Join(' ', first.Take((first.Length + 1) / 2).Concat(second.Skip(second.Length / 2))),
            1 => string.Join(' ', first.Select((word, place) => place == longest ? second.MaxBy(other => other.Length)! : word)),
            _ =>
                $"The {string.Concat(Enumerable.Range(0, 3).Select(_ => $"{Letters[_random.Next(Letters.Length)]}{"aeiou"[_random.Next(5)]}"))}x",
        };
    }
}
