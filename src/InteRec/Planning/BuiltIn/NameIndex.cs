using System.Numerics;
using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>Finds the person meant by a misspelt name: "leonardo dicapro", "scorcese".</summary>
internal sealed class NameIndex
{
    private readonly Dictionary<(char First, int Length), List<Entry>> _byLastWord = [];

    public NameIndex(IReadOnlyList<Person> people)
    {
        foreach (var person in people)
        {
            var folded = TextFolding.Fold(person.Name);
            var last = folded[(folded.LastIndexOf(' ') + 1)..];
            if (last.Length >= 4)
            {
                var first = folded.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? folded[..space] : folded;
                (_byLastWord.TryGetValue((last[0], last.Length), out var list) ? list : _byLastWord[(last[0], last.Length)] = []).Add(new Entry(first, last, Letters(last), person));
            }
        }
    }

    /// <summary>The person whose first and last name are both within a typo or two, or null.</summary>
    public Person? Find(string first, string last)
    {
        (Person Person, double Score)? best = null;
        foreach (var entry in Near(last))
        {
            var likeness = Likeness(first, entry.First);
            var score = Likeness(last, entry.Last) + likeness;
            if (entry.First.Length > 1 && score >= 1.5 && likeness >= 0.6 && (best is null || score + Known(entry.Person) > best.Value.Score))
            {
                best = (entry.Person, score + Known(entry.Person));
            }
        }

        return best?.Person;
    }

    /// <summary>The well-known person whose surname is within a typo or two, or null. Two items at least, so that nobody obscure is guessed.</summary>
    public Person? FindSurname(string last)
    {
        (Person Person, double Score)? best = null;
        foreach (var entry in Near(last).Where(e => e.Person.Total >= 5))
        {
            var likeness = Likeness(last, entry.Last);
            if (likeness >= 0.75 && (best is null || likeness + Known(entry.Person) > best.Value.Score))
            {
                best = (entry.Person, likeness + Known(entry.Person));
            }
        }

        return best?.Person;
    }

    private static double Known(Person person) => 0.1 * Math.Log10(1 + person.Total);

    /// <summary>The names whose last word begins with the same letter and is one or two typos away.</summary>
    private IEnumerable<Entry> Near(string last)
    {
        if (last.Length < 4)
        {
            yield break;
        }

        var limit = last.Length >= 5 ? 2 : 1;
        var letters = Letters(last);
        for (var length = last.Length - 2; length <= last.Length + 2; length++)
        {
            if (!_byLastWord.TryGetValue((last[0], length), out var entries))
            {
                continue;
            }

            foreach (var entry in entries)
            {
                // One edit changes at most two of the letters that a word has.
                if (BitOperations.PopCount(letters ^ entry.Letters) <= 2 * limit && Distance(last, entry.Last, limit) <= limit)
                {
                    yield return entry;
                }
            }
        }
    }

    private static uint Letters(string word)
    {
        var letters = 0u;
        foreach (var c in word)
        {
            letters |= 1u << (c & 31);
        }

        return letters;
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

    private sealed record Entry(string First, string Last, uint Letters, Person Person);
}
