namespace InteRec.Planning.BuiltIn.Reader.Candidates.Spelling;

/// <summary>Hashes of what is left of a word when letters are deleted.</summary>
internal static class Deletions
{
    /// <summary>The hash of a text.</summary>
    public static uint Hash(ReadOnlySpan<char> text)
    {
        var hash = Start;
        foreach (var c in text)
        {
            hash = Step(hash, c);
        }

        return hash;
    }

    /// <summary>The hashes of a word without none, one and, where allowed, two of its letters.</summary>
    public static IEnumerable<uint> Of(string word, int most)
    {
        yield return Hash(word);
        for (var i = 0; i < word.Length; i++)
        {
            // Of a doubled letter either may go.
            if (i > 0 && word[i] == word[i - 1])
            {
                continue;
            }

            yield return Without(word, i, -1);
            for (var j = i + 1; most > 1 && j < word.Length; j++)
            {
                yield return Without(word, i, j);
            }
        }
    }

    private const uint Start = 2166136261;

    private static uint Step(uint hash, char c) => (hash ^ c) * 16777619;

    private static uint Without(string word, int first, int second)
    {
        var hash = Start;
        for (var i = 0; i < word.Length; i++)
        {
            if (i != first && i != second)
            {
                hash = Step(hash, word[i]);
            }
        }

        return hash;
    }
}
