using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>Surnames and first names, and who is meant by one alone.</summary>
internal sealed class PersonNames
{
    // A first name stands for one person only where hardly anybody else has it: "Keanu", but not "Tom".
    private const float LeastShareOfFirst = 0.5f;
    private const int LeastItemsOfFirst = 4;
    private readonly HashSet<string> _first;
    private readonly HashSet<string> _last;

    private readonly Dictionary<string, Person> _whole;

    private PersonNames(
        Dictionary<string, Person> whole,
        HashSet<string> first,
        HashSet<string> last,
        IReadOnlyList<(string, Person, float)> parts
    ) => (_whole, _first, _last, Parts) = (whole, first, last, parts);

    /// <summary>Parts of names with whom they mean, and the share of all items of that name that are theirs.</summary>
    public IReadOnlyList<(string Part, Person Person, float Weight)> Parts { get; }

    /// <summary>The person of a folded name, or null.</summary>
    public Person? Named(string folded) => _whole.GetValueOrDefault(folded);

    /// <summary>True where somebody has the first name.</summary>
    public bool IsFirst(string folded) => _first.Contains(folded);

    /// <summary>True where somebody has the last name.</summary>
    public bool IsLast(string folded) => _last.Contains(folded);

    public static PersonNames Of(IReadOnlyList<Person> people)
    {
        var whole = new Dictionary<string, Person>(people.Count, StringComparer.Ordinal);
        var first = new Dictionary<string, (Person Best, int Total)>(StringComparer.Ordinal);
        var last = new Dictionary<string, (Person Best, int Total)>(StringComparer.Ordinal);
        foreach (var person in people)
        {
            var folded = TextFolding.Fold(person.Name);
            whole.TryAdd(folded, person);
            var words = folded.Split(' ');
            if (words.Length > 1)
            {
                Add(first, words[0], person);
            }

            foreach (var name in LexiconBuilder.Surnames(folded))
            {
                Add(last, name, person);
            }
        }

        var parts = new List<(string, Person, float)>(last.Count);
        parts.AddRange(last.Select(p => (p.Key, p.Value.Best, Share(p.Value))));
        parts.AddRange(
            first
                .Where(p => Share(p.Value) >= LeastShareOfFirst && p.Value.Best.Total >= LeastItemsOfFirst && p.Key.Length > 2)
                .Select(p => (p.Key, p.Value.Best, Share(p.Value)))
        );
        return new PersonNames(whole, [.. first.Keys], [.. last.Keys], parts);
    }

    private static void Add(Dictionary<string, (Person Best, int Total)> names, string name, Person person) =>
        names[name] = names.TryGetValue(name, out var known)
            ? (person.Total > known.Best.Total ? person : known.Best, known.Total + person.Total)
            : (person, person.Total);

    private static float Share((Person Best, int Total) name) => (float)name.Best.Total / name.Total;
}
