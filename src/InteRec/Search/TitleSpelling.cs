using System.Buffers;
using System.Runtime.InteropServices;

namespace InteRec.Search;

/// <summary>A name that a misspelt one may mean, and how many mistakes lie between them.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpellingHit(int Name, double Cost);

/// <summary>
/// Finds names by their spelling: those that share three-letter sequences with the text are compared letter by letter. Names are canonical;
/// spaces do not count.
/// </summary>
internal sealed class TitleSpelling
{
    private const int Buckets = 1 << 16;
    private const int MostCompared = 256;
    private const int LongestText = 80;
    private readonly string[] _names;
    private readonly string[] _compacts;
    private readonly int[] _start = new int[Buckets + 1];
    private readonly int[] _postings;
    private readonly Dictionary<string, int> _wordCounts = new(StringComparer.Ordinal);

    public TitleSpelling(IReadOnlyCollection<string> names)
    {
        _names = [.. names];
        _compacts = Array.ConvertAll(_names, CanonicalTitle.Compact);
        foreach (var compact in _compacts)
        {
            for (var at = 0; at <= compact.Length - 1; at++)
            {
                _start[Bucket(compact, at) + 1]++;
            }
        }

        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            _start[bucket + 1] += _start[bucket];
        }

        _postings = new int[_start[Buckets]];
        var next = _start.AsSpan(0, Buckets).ToArray();
        for (var name = 0; name < _names.Length; name++)
        {
            for (var at = 0; at <= _compacts[name].Length - 1; at++)
            {
                _postings[next[Bucket(_compacts[name], at)]++] = name;
            }

            foreach (var word in _names[name].Split(' '))
            {
                _wordCounts[word] = _wordCounts.GetValueOrDefault(word) + 1;
            }
        }
    }

    public string Name(int name) => _names[name];

    /// <summary>How many names have the word.</summary>
    public int CountOfWord(string word) => _wordCounts.GetValueOrDefault(word);

    /// <summary>The names that are few enough mistakes away, in no particular order.</summary>
    public List<SpellingHit> Find(string canonical)
    {
        var hits = new List<SpellingHit>();
        var text = CanonicalTitle.Compact(canonical);
        if (text.Length > LongestText)
        {
            return hits;
        }

        var numbers = CanonicalTitle.NumbersOf(canonical);
        var words = canonical.Split(' ');
        foreach (var name in Candidates(text))
        {
            var allowed = Allowed(Math.Min(text.Length, _compacts[name].Length));
            var distance = Spelling.Distance(text, _compacts[name], allowed);
            if (
                distance <= allowed
                && CanonicalTitle.NumbersOf(_names[name]) == numbers
                && Strangeness(words, _names[name].Split(' ')) is { } strangeness
            )
            {
                hits.Add(new SpellingHit(name, distance + strangeness));
            }
        }

        return hits;
    }

    /// <summary>How many mistakes a name of that many letters may have. Short names are near each other: "Heat" is not "Heart".</summary>
    public static int Allowed(int length) =>
        length switch
        {
            < 5 => 0,
            < 8 => 1,
            < 13 => 2,
            < 19 => 3,
            _ => 4,
        };

    /// <summary>The names that share most three-letter sequences with the text, and are about as long.</summary>
    private int[] Candidates(string text)
    {
        var shared = ArrayPool<byte>.Shared.Rent(_names.Length);
        shared.AsSpan(0, _names.Length).Clear();
        var touched = new List<int>();
        for (var at = 0; at < text.Length; at++)
        {
            var bucket = Bucket(text, at);
            foreach (var name in _postings.AsSpan(_start[bucket], _start[bucket + 1] - _start[bucket]))
            {
                if (shared[name]++ == 1)
                {
                    touched.Add(name);
                }
            }
        }

        var slack = Allowed(text.Length);
        var best = touched
            .Where(name => Math.Abs(_compacts[name].Length - text.Length) <= slack)
            .Select(name => (name, Score: (2.0 * shared[name]) / (_compacts[name].Length + text.Length)))
            .OrderByDescending(pair => pair.Score)
            .ThenBy(pair => pair.name)
            .Take(MostCompared)
            .Select(pair => pair.name)
            .ToArray();
        ArrayPool<byte>.Shared.Return(shared);
        return best;
    }

    /// <summary>
    /// Half a mistake for every word that the name lacks although other titles have it: it is rather meant than misspelt. Null when a word
    /// is not misspelt but replaced: "The Lone Tiger" is not "The Lone Ranger".
    /// </summary>
    private double? Strangeness(string[] words, string[] own)
    {
        var strangeness = 0.0;
        foreach (var word in words)
        {
            if (word.Length < 3 || own.Contains(word, StringComparer.Ordinal))
            {
                continue;
            }

            var most = (word.Length - 1) / 2;
            if (words.Length == own.Length && own.All(other => Spelling.Distance(word, other, most) > most))
            {
                return null;
            }

            strangeness += CountOfWord(word) > 1 ? 0.5 : 0;
        }

        return strangeness;
    }

    /// <summary>The sequence that is centred at a letter; the ends of the text count as letters of their own.</summary>
    private static int Bucket(string text, int at)
    {
        var before = at > 0 ? text[at - 1] : '^';
        var after = at < text.Length - 1 ? text[at + 1] : '$';
        return ((((before * 41) + text[at]) * 41) + after) & (Buckets - 1);
    }
}
