using System.Numerics;
using InteRec.Catalog;
using InteRec.Search;

namespace InteRec.Planning.BuiltIn;

/// <summary>Finds the person meant by a misspelt name: "leonardo dicapro", "scorcese".</summary>
internal sealed class NameIndex
{
    private readonly Dictionary<(char First, int Length), (uint[] Letters, Entry[] Entries)> _byLastWord;

    public NameIndex(IReadOnlyList<Person> people)
    {
        var byLastWord = new Dictionary<(char First, int Length), List<Entry>>();
        foreach (var person in people)
        {
            var folded = TextFolding.Fold(person.Name);
            var last = folded[(folded.LastIndexOf(' ') + 1)..];
            if (last.Length >= 4)
            {
                var first = folded.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? folded[..space] : folded;
                (byLastWord.TryGetValue((last[0], last.Length), out var list) ? list : byLastWord[(last[0], last.Length)] = []).Add(
                    new Entry(first, last, person)
                );
            }
        }

        _byLastWord = byLastWord.ToDictionary(
            pair => pair.Key,
            pair => (pair.Value.Select(e => Letters(e.Last)).ToArray(), pair.Value.ToArray())
        );
    }

    /// <summary>The person whose first and last name are both within a typo or two, or null.</summary>
    public Person? Find(string first, string last)
    {
        (Person Person, double Score)? best = null;
        foreach (var entry in Near(last))
        {
            var likeness = Likeness(first, entry.First);
            var score = Likeness(last, entry.Last) + likeness;
            if (
                entry.First.Length > 1
                && score >= 1.5
                && likeness >= 0.6
                && (best is null || score + Known(entry.Person) > best.Value.Score)
            )
            {
                best = (entry.Person, score + Known(entry.Person));
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
            if (!_byLastWord.TryGetValue((last[0], length), out var names))
            {
                continue;
            }

            for (var i = 0; i < names.Letters.Length; i++)
            {
                // One edit changes at most two of the letters that a word has.
                if (
                    BitOperations.PopCount(letters ^ names.Letters[i]) <= 2 * limit
                    && Spelling.Distance(last, names.Entries[i].Last, limit) <= limit
                )
                {
                    yield return names.Entries[i];
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

    private static double Likeness(string a, string b) => 1 - ((double)Spelling.Distance(a, b, 3) / Math.Max(a.Length, b.Length));

    private sealed record Entry(string First, string Last, Person Person);
}
