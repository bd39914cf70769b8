using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>Finds the person meant by a misspelt name: "leonardo dicapro", "scorcese".</summary>
internal sealed class NameIndex
{
    private readonly Dictionary<char, List<(string Word, Person Person)>> _lastWords = [];

    public NameIndex(IReadOnlyList<Person> people)
    {
        foreach (var person in people)
        {
            var folded = TextFolding.Fold(person.Name);
            var last = folded[(folded.LastIndexOf(' ') + 1)..];
            if (last.Length >= 4)
            {
                (_lastWords.TryGetValue(last[0], out var list) ? list : _lastWords[last[0]] = []).Add((last, person));
            }
        }
    }

    /// <summary>The person whose first and last name are both within a typo or two, or null.</summary>
    public Person? Find(string first, string last)
    {
        (Person Person, double Score)? best = null;
        foreach (var (word, person) in Near(last))
        {
            var folded = TextFolding.Fold(person.Name);
            var begin = folded.Split(' ')[0];
            var score = Likeness(last, word) + Likeness(first, begin);
            if (begin.Length > 1 && score >= 1.5 && Likeness(first, begin) >= 0.6 && (best is null || score + Known(person) > best.Value.Score))
            {
                best = (person, score + Known(person));
            }
        }

        return best?.Person;
    }

    /// <summary>The well-known person whose surname is within a typo or two, or null. Two items at least, so that nobody obscure is guessed.</summary>
    public Person? FindSurname(string last)
    {
        (Person Person, double Score)? best = null;
        foreach (var (word, person) in Near(last))
        {
            var score = Likeness(last, word) + Known(person);
            if (person.Total >= 5 && Likeness(last, word) >= 0.75 && (best is null || score > best.Value.Score))
            {
                best = (person, score);
            }
        }

        return best?.Person;
    }

    private static double Known(Person person) => 0.1 * Math.Log10(1 + person.Total);

    private IEnumerable<(string Word, Person Person)> Near(string last)
    {
        if (last.Length < 4 || !_lastWords.TryGetValue(last[0], out var words))
        {
            return [];
        }

        return words.Where(w => Math.Abs(w.Word.Length - last.Length) <= 2 && Distance(last, w.Word, 2) <= (last.Length >= 7 ? 2 : last.Length >= 5 ? 2 : 1));
    }

    private static double Likeness(string a, string b) => 1 - ((double)Distance(a, b, 3) / Math.Max(a.Length, b.Length));

    /// <summary>Edits between two words with neighbours swapped as one (optimal string alignment); above <paramref name="limit"/> it stops and says limit + 1.</summary>
    public static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit || a.Length > 60 || b.Length > 60)
        {
            return limit + 1;
        }

        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> previous = stackalloc int[b.Length + 1];
        Span<int> current = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var value = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    value = Math.Min(value, before[j - 2] + 1);
                }

                current[j] = value;
                least = Math.Min(least, value);
            }

            if (least > limit)
            {
                return limit + 1;
            }

            var spare = before;
            before = previous;
            previous = current;
            current = spare;
        }

        return previous[b.Length];
    }
}
