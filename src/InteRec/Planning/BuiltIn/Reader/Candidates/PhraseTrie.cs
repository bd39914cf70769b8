namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>
/// Phrases of folded words with what they mean, walked word by word. Filled once, then only read.
/// </summary>
/// <typeparam name="T">A sense.</typeparam>
internal sealed class PhraseTrie<T>
{
    /// <summary>Where every walk begins.</summary>
    public const int Root = 0;

    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _next = [];
    private readonly List<int> _first = [-1];
    private readonly List<(T Sense, int Next)> _meanings = [];

    /// <summary>Every word that some phrase has.</summary>
    public IReadOnlyCollection<string> Words => _words.Keys;

    /// <summary>The number of a word, or -1 where no phrase has it.</summary>
    public int WordOf(string folded) => _words.TryGetValue(folded, out var word) ? word : -1;

    /// <summary>The place after a word, or -1.</summary>
    public int Next(int node, int word) => _next.TryGetValue(((long)node << 32) | (uint)word, out var next) ? next : -1;

    /// <summary>The place after the words of a phrase, or -1 where no phrase begins so.</summary>
    public int Find(string folded)
    {
        var node = Root;
        foreach (var range in folded.AsSpan().Split(' '))
        {
            node = _words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(folded.AsSpan(range), out var word) ? Next(node, word) : -1;
            if (node < 0)
            {
                return -1;
            }
        }

        return node;
    }

    /// <summary>What the phrase that ends at a place means; nothing where none does.</summary>
    public MeaningsAt At(int node) => new(this, _first[node]);

    public void Add(string folded, T sense)
    {
        if (folded.Length == 0)
        {
            return;
        }

        var node = Root;
        foreach (var range in folded.AsSpan().Split(' '))
        {
            var key = ((long)node << 32) | (uint)Number(folded.AsSpan(range));
            if (!_next.TryGetValue(key, out node))
            {
                node = _first.Count;
                _first.Add(-1);
                _next[key] = node;
            }
        }

        _meanings.Add((sense, _first[node]));
        _first[node] = _meanings.Count - 1;
    }

    private int Number(ReadOnlySpan<char> word)
    {
        var words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!words.TryGetValue(word, out var number))
        {
            number = _words.Count;
            words[word] = number;
        }

        return number;
    }

    /// <summary>The senses of a place, for <see langword="foreach"/>; the last added first.</summary>
    public readonly struct MeaningsAt(PhraseTrie<T> trie, int first)
    {
        public bool IsEmpty => first < 0;

        public Enumerator GetEnumerator() => new(trie, first);
    }

    /// <summary>Goes through the senses of a place.</summary>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    public struct Enumerator(PhraseTrie<T> trie, int first)
    {
        private int _at = first;

        public T Current { get; private set; } = default!;

        public bool MoveNext()
        {
            if (_at < 0)
            {
                return false;
            }

            (Current, _at) = trie._meanings[_at];
            return true;
        }
    }
}
