using System.Collections.Frozen;
using System.Text.Json;
using InteRec.Settings;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Spelling;

/// <summary>How common the words of English are: their places in the vocabulary of the embeddings, which is ordered by that.</summary>
internal sealed class WordRanks
{
    private const string Vocabulary = "datasets/embeddings/minilm-static-256/tokenizer.json";
    private static readonly Lazy<WordRanks> Shared = new(() => Load(ProductFiles.PathOf(Vocabulary)));
    private readonly FrozenDictionary<string, int> _ranks;

    private WordRanks(FrozenDictionary<string, int> ranks) => _ranks = ranks;

    /// <summary>The words that come with the product; none where they are missing.</summary>
    public static WordRanks Bundled => Shared.Value;

    /// <summary>Every word with its place, from 0.</summary>
    public IReadOnlyDictionary<string, int> All => _ranks;

    /// <summary>The place of a folded word, or null where it is no common word.</summary>
    public int? Of(string folded) => _ranks.TryGetValue(folded, out var rank) ? rank : null;

    private static WordRanks Load(string path)
    {
        if (!File.Exists(path))
        {
            return new WordRanks(FrozenDictionary<string, int>.Empty);
        }

        using var stream = File.OpenRead(path);
        using var document = JsonDocument.Parse(stream);
        var words = document
            .RootElement.GetProperty("model")
            .GetProperty("vocab")
            .EnumerateObject()
            .Where(entry => entry.Name.All(char.IsAsciiLetterOrDigit))
            .OrderBy(entry => entry.Value.GetInt32())
            .Select((entry, rank) => KeyValuePair.Create(entry.Name, rank));
        return new WordRanks(words.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
