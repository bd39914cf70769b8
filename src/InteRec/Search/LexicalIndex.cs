using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using InteRec.Catalog;

namespace InteRec.Search;

/// <summary>One item that shares words with a text, and how much: bm25, greater is better, no upper bound.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LexicalHit(int Item, float Score);

/// <summary>
/// Words of the items in an SQLite FTS5 table. The catalogue is immutable, and so is its index: it is a file of its own, named after what it
/// was built from, built beside and moved into place; a later start finds it. Safe for concurrent use; each search borrows a connection.
/// </summary>
internal sealed class LexicalIndex : IDisposable
{
    private const int MinMaxHits = 2_000;
    private const int MaxRememberedWords = 50_000;
    private readonly ConcurrentBag<LexicalReader> _idle = [];
    private readonly ConcurrentDictionary<string, int> _frequencies = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly HashSet<string> _commonWords;
    private readonly int _maxHits;

    private LexicalIndex(string path, HashSet<string> commonWords, int items)
    {
        (_path, _commonWords, _maxHits) = (path, commonWords, Math.Max(MinMaxHits, items / 10));
    }

    /// <summary>Opens the index of a catalogue in <paramref name="folder"/>, building it if it is not there, and removes those of other catalogues.</summary>
    public static LexicalIndex Open(CatalogSnapshot catalog, string folder)
    {
        SQLitePCL.Batteries_V2.Init();
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"lexical-{SearchKey.Of(catalog)}.db");
        if (!File.Exists(path))
        {
            LexicalIndexBuilder.Build(catalog, path);
        }

        RemoveOthers(folder, path);
        return new LexicalIndex(path, LexicalQuery.CommonWords(catalog.Schema), catalog.Count);
    }

    /// <summary>
    /// The items that share a telling word with the text, in no particular order. A word that a great part of the items has hardly counts in
    /// bm25 and costs most of the time, so words are taken from the rarest on until their items are too many.
    /// </summary>
    public List<LexicalHit> Find(string text)
    {
        var hits = new List<LexicalHit>();
        var words = LexicalQuery.Words(text, _commonWords);
        if (words.Length == 0)
        {
            return hits;
        }

        var reader = _idle.TryTake(out var idle) ? idle : new LexicalReader(_path);
        var chosen = RarestFirst(words, reader);
        if (chosen.Count > 0)
        {
            reader.Search(LexicalQuery.AnyOf(chosen), hits);
        }

        _idle.Add(reader);
        return hits;
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private List<string> RarestFirst(string[] words, LexicalReader reader)
    {
        var chosen = new List<string>(words.Length);
        var total = 0;
        foreach (var (word, count) in words.Select(word => (word, Count: Frequency(word, reader))).Where(word => word.Count > 0).OrderBy(word => word.Count))
        {
            total += count;
            if (total > _maxHits)
            {
                break;
            }

            chosen.Add(word);
        }

        return chosen;
    }

    private int Frequency(string word, LexicalReader reader)
    {
        if (!_frequencies.TryGetValue(word, out var count))
        {
            count = reader.Count(LexicalQuery.AnyOf([word]));
            if (count > 0 && _frequencies.Count < MaxRememberedWords)
            {
                _frequencies[word] = count;
            }
        }

        return count;
    }

    /// <summary>A file that another process or an earlier snapshot still reads may stay; the next start removes it.</summary>
    private static void RemoveOthers(string folder, string path)
    {
        foreach (var other in Directory.EnumerateFiles(folder, "lexical-*.db").Where(file => file != path))
        {
            try
            {
                File.Delete(other);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                continue;
            }
        }
    }
}
