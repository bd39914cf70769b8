using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using InteRec.Catalog;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace InteRec.Search;

/// <summary>One item that shares words with a text, and how much: bm25, greater is better, no upper bound.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LexicalHit(int Item, float Score);

/// <summary>
/// Words of the items in an SQLite FTS5 table. The catalogue is immutable, and so is its index: it is a file of its own, named after what
/// it was built from, built beside and moved into place; a later start finds it. Safe for concurrent use; each search borrows a connection.
/// </summary>
internal sealed partial class LexicalIndex : IDisposable
{
    private const int MinMaxHits = 2_000;
    private const int MaxRememberedWords = 50_000;
    private readonly ConcurrentBag<LexicalReader> _idle = [];
    private readonly ConcurrentDictionary<string, int> _frequencies = new(StringComparer.Ordinal);
    private readonly Lock _mending = new();
    private readonly string _path;
    private readonly CatalogSnapshot _catalog;
    private readonly ILogger _logger;
    private readonly HashSet<string> _commonWords;
    private readonly int _maxHits;
    private volatile bool _isLost;
    private int _builds;

    private LexicalIndex(string path, CatalogSnapshot catalog, ILogger logger)
    {
        (_path, _catalog, _logger, _commonWords, _maxHits) = (
            path,
            catalog,
            logger,
            LexicalQuery.CommonWords(catalog.Schema),
            Math.Max(MinMaxHits, catalog.Count / 10)
        );
    }

    /// <summary>
    /// Opens the index of a catalogue in <paramref name="folder"/>, building it if it is not there or damaged, and removes those of other
    /// catalogues.
    /// </summary>
    public static LexicalIndex Open(CatalogSnapshot catalog, string folder, ILogger? logger = null)
    {
        SQLitePCL.Batteries_V2.Init();
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"lexical-{SearchKey.Of(catalog)}.db");
        if (!LexicalIndexBuilder.IsWhole(path))
        {
            LexicalIndexBuilder.Build(catalog, path);
        }

        LexicalIndexBuilder.RemoveOthers(path);
        return new LexicalIndex(path, catalog, logger ?? NullLogger.Instance);
    }

    /// <summary>
    /// The items that share a telling word with the text, in no particular order. A word that a great part of the items has hardly counts
    /// in bm25 and costs most of the time, so words are taken from the rarest on until their items are too many. A file that was damaged or
    /// taken away meanwhile is built again.
    /// </summary>
    public List<LexicalHit> Find(string text)
    {
        var words = LexicalQuery.Words(text, _commonWords);
        if (words.Length == 0 || _isLost)
        {
            return [];
        }

        var builds = Volatile.Read(ref _builds);
        try
        {
            return Find(words);
        }
        catch (SqliteException e)
        {
            return Mend(builds, e) ? Find(words) : [];
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private List<LexicalHit> Find(string[] words)
    {
        var hits = new List<LexicalHit>();
        var reader = _idle.TryTake(out var idle) ? idle : new LexicalReader(_path);
        try
        {
            var chosen = RarestFirst(words, reader);
            if (chosen.Count > 0)
            {
                reader.Search(LexicalQuery.AnyOf(chosen), hits);
            }
        }
        catch (SqliteException)
        {
            reader.Dispose();
            throw;
        }

        _idle.Add(reader);
        return hits;
    }

    /// <summary>
    /// Builds the file again, once for all who found it damaged at the same time. Where that cannot be done either, nothing is found by
    /// words until the next start.
    /// </summary>
    private bool Mend(int builds, SqliteException damage)
    {
        lock (_mending)
        {
            if (builds != _builds)
            {
                return !_isLost;
            }

            _builds++;
            Dispose();
            try
            {
                LexicalIndexBuilder.Build(_catalog, _path);
                LogMended(_logger, _path, damage);
            }
            catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
            {
                _isLost = true;
                LogLost(_logger, _path, e);
            }

            return !_isLost;
        }
    }

    private List<string> RarestFirst(string[] words, LexicalReader reader)
    {
        var chosen = new List<string>(words.Length);
        var total = 0;
        foreach (
            var (word, count) in words
                .Select(word => (word, Count: Frequency(word, reader)))
                .Where(word => word.Count > 0)
                .OrderBy(word => word.Count)
        )
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search index {File} was damaged and is built again")]
    private static partial void LogMended(ILogger logger, string file, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The search index {File} is damaged and cannot be built again; search goes on by meaning alone"
    )]
    private static partial void LogLost(ILogger logger, string file, Exception exception);
}
