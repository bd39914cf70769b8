namespace InteRec.Planning.BuiltIn.Reader.Candidates.Spelling;

/// <summary>What a misspelt word may have been.</summary>
/// <param name="Word">The word, folded.</param>
/// <param name="Likelihood">How likely that is beside all else that it may have been, 0 to 1.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct Correction(string Word, float Likelihood);

/// <summary>
/// Finds the words that a misspelt one may have been: those with which it shares what is left when a letter or two are deleted, and those
/// that sound like it; ranked by how likely the mistake is and how common the word. Immutable and safe for concurrent use.
/// </summary>
internal sealed class WordSpeller
{
    private const int Shortest = 3;
    private const int LongestWord = 24;
    private const int ShortestForTwo = 5;
    private const int MostCorrections = 8;
    private const float LeastLikelihood = 0.01f;

    // Measured on the misspelt names and values of annotated messages.
    private const float CostPerEdit = 3.2f;
    private const float SoundDiscount = 0.6f;
    private const float NothingKnown = 0.0008f;

    private readonly string[] _words;
    private readonly float[] _commonness;
    private readonly Dictionary<string, int> _known;
    private readonly HashIndex _deletions;
    private readonly HashIndex _sounds;

    /// <summary>Builds the indexes.</summary>
    /// <param name="words">The words with how common they are; about 1 for a word of every tenth message.</param>
    public WordSpeller(IReadOnlyDictionary<string, float> words)
    {
        _words = [.. words.Keys.Where(w => w.Length is >= Shortest and <= LongestWord && !w.Any(char.IsAsciiDigit))];
        _commonness = [.. _words.Select(w => words[w])];
        _known = new Dictionary<string, int>(_words.Length, StringComparer.Ordinal);
        var deletions = new List<(uint, int)>(_words.Length * 8);
        var sounds = new List<(uint, int)>(_words.Length);
        Span<char> key = stackalloc char[2 * LongestWord];
        for (var i = 0; i < _words.Length; i++)
        {
            _known[_words[i]] = i;
            foreach (var hash in Deletions.Of(_words[i], most: 1))
            {
                deletions.Add((hash, i));
            }

            sounds.Add((Deletions.Hash(key[..SoundKey.Write(_words[i], key)]), i));
        }

        (_deletions, _sounds) = (new HashIndex(deletions), new HashIndex(sounds));
    }

    /// <summary>The corrections of a folded word, likeliest first; none where it is most likely meant as it stands.</summary>
    public IReadOnlyList<Correction> Correct(string word)
    {
        if (word.Length is < Shortest or > LongestWord || word.Any(char.IsAsciiDigit))
        {
            return [];
        }

        var scores = new Dictionary<int, float>();
        foreach (var hash in Deletions.Of(word, word.Length >= ShortestForTwo ? 2 : 1))
        {
            foreach (var candidate in _deletions.Of(hash))
            {
                Score(word, candidate, sameSound: false, scores);
            }
        }

        Span<char> key = stackalloc char[2 * LongestWord];
        foreach (var candidate in _sounds.Of(Deletions.Hash(key[..SoundKey.Write(word, key)])))
        {
            Score(word, candidate, sameSound: true, scores);
        }

        var asItStands = _known.TryGetValue(word, out var self) ? _commonness[self] : 0;
        var total = scores.Values.Sum() + asItStands + NothingKnown;
        return
        [
            .. scores
                .Select(p => new Correction(_words[p.Key], p.Value / total))
                .Where(c => c.Likelihood >= LeastLikelihood)
                .OrderByDescending(c => c.Likelihood)
                .ThenBy(c => c.Word, StringComparer.Ordinal)
                .Take(MostCorrections),
        ];
    }

    /// <summary>Short words have no room for many mistakes.</summary>
    private static float Most(int length) =>
        length switch
        {
            <= 3 => 0.8f,
            4 => 1.1f,
            5 => 1.5f,
            <= 7 => 2f,
            _ => 2.6f,
        };

    private void Score(string word, int candidate, bool sameSound, Dictionary<int, float> scores)
    {
        var meant = _words[candidate];
        if (meant == word)
        {
            return;
        }

        var most = Most(Math.Min(word.Length, meant.Length)) / (sameSound ? SoundDiscount : 1);
        var cost = EditCost.Of(word, meant, most);
        if (cost < most)
        {
            var score = _commonness[candidate] * MathF.Exp(-CostPerEdit * cost * (sameSound ? SoundDiscount : 1));
            scores[candidate] = Math.Max(score, scores.GetValueOrDefault(candidate));
        }
    }
}
