namespace InteRec.Planning.BuiltIn.Reader.Candidates.Spelling;

/// <summary>Words by hash, in two arrays: a hundredth of the objects of a dictionary of lists.</summary>
internal sealed class HashIndex
{
    private readonly uint[] _hashes;
    private readonly int[] _words;
    private readonly int[] _bucketStart;
    private readonly int _shift;

    public HashIndex(List<(uint Hash, int Word)> entries)
    {
        _hashes = new uint[entries.Count];
        _words = new int[entries.Count];
        _shift = 32 - Math.Clamp((int)Math.Log2(Math.Max(2, entries.Count)), 4, 20);
        _bucketStart = new int[(1 << (32 - _shift)) + 1];
        foreach (var (hash, _) in entries)
        {
            _bucketStart[(hash >> _shift) + 1]++;
        }

        for (var b = 1; b < _bucketStart.Length; b++)
        {
            _bucketStart[b] += _bucketStart[b - 1];
        }

        var next = _bucketStart.ToArray();
        foreach (var (hash, word) in entries)
        {
            var at = next[hash >> _shift]++;
            (_hashes[at], _words[at]) = (hash, word);
        }
    }

    /// <summary>The words of a hash.</summary>
    public Enumerator Of(uint hash) => new(this, hash);

    /// <summary>Goes through the words of a hash.</summary>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    public struct Enumerator(HashIndex index, uint hash)
    {
        private readonly int _end = index._bucketStart[(hash >> index._shift) + 1];
        private int _at = index._bucketStart[hash >> index._shift] - 1;

        public readonly int Current => index._words[_at];

        public readonly Enumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            while (++_at < _end)
            {
                if (index._hashes[_at] == hash)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
