using System.Numerics;

namespace InteRec.Catalog;

/// <summary>
/// A set of item indexes of one catalogue, one bit an item. Mutable while it is built; treat it as immutable once shared.
/// </summary>
public sealed class Bitmap
{
    private readonly ulong[] _words;

    /// <summary>An empty set over <paramref name="length"/> items.</summary>
    public Bitmap(int length)
    {
        Length = length;
        _words = new ulong[(length + 63) >> 6];
    }

    private Bitmap(int length, ulong[] words)
    {
        Length = length;
        _words = words;
    }

    /// <summary>Number of items that the set can hold: indexes 0 to <c>Length - 1</c>.</summary>
    public int Length { get; }

    /// <summary>True where the item is in the set.</summary>
    public bool this[int item] => (_words[item >> 6] >> (item & 63) & 1) != 0;

    /// <summary>All items of a catalogue of that length.</summary>
    public static Bitmap All(int length)
    {
        var all = new Bitmap(length);
        Array.Fill(all._words, ulong.MaxValue);
        all.ClearTail();
        return all;
    }

    /// <summary>The set of the given items.</summary>
    public static Bitmap Of(int length, ReadOnlySpan<int> items)
    {
        var set = new Bitmap(length);
        foreach (var item in items)
        {
            set.Add(item);
        }

        return set;
    }

    /// <summary>Adds an item.</summary>
    public void Add(int item) => _words[item >> 6] |= 1UL << (item & 63);

    /// <summary>Removes an item.</summary>
    public void Remove(int item) => _words[item >> 6] &= ~(1UL << (item & 63));

    /// <summary>Keeps only what <paramref name="other"/> has too.</summary>
    public Bitmap And(Bitmap other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] &= other._words[i];
        }

        return this;
    }

    /// <summary>Adds all of <paramref name="other"/>.</summary>
    public Bitmap Or(Bitmap other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] |= other._words[i];
        }

        return this;
    }

    /// <summary>Removes all of <paramref name="other"/>.</summary>
    public Bitmap AndNot(Bitmap other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] &= ~other._words[i];
        }

        return this;
    }

    /// <summary>A copy that can be changed without changing this one.</summary>
    public Bitmap Copy() => new(Length, (ulong[])_words.Clone());

    /// <summary>The number of items in the set.</summary>
    public int Count()
    {
        var count = 0;
        foreach (var word in _words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>The number of items that both sets have.</summary>
    public int CountAnd(Bitmap other)
    {
        var count = 0;
        for (var i = 0; i < _words.Length; i++)
        {
            count += BitOperations.PopCount(_words[i] & other._words[i]);
        }

        return count;
    }

    /// <summary>The items in ascending order.</summary>
    public int[] ToArray()
    {
        var items = new int[Count()];
        var next = 0;
        for (var i = 0; i < _words.Length; i++)
        {
            for (var word = _words[i]; word != 0; word &= word - 1)
            {
                items[next++] = (i << 6) + BitOperations.TrailingZeroCount(word);
            }
        }

        return items;
    }

    private void ClearTail()
    {
        if ((Length & 63) != 0)
        {
            _words[^1] &= (1UL << (Length & 63)) - 1;
        }
    }
}
