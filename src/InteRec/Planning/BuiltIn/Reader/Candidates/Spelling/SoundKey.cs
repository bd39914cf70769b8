namespace InteRec.Planning.BuiltIn.Reader.Candidates.Spelling;

/// <summary>What a word sounds like, roughly: its consonants in classes. "Documentry" and "documentary" sound alike.</summary>
internal static class SoundKey
{
    /// <summary>Writes the key of a folded word.</summary>
    /// <returns>Its length; the key is no longer than twice the word.</returns>
    public static int Write(ReadOnlySpan<char> word, Span<char> key)
    {
        var length = 0;
        var start = word is ['k' or 'g' or 'p', 'n', ..] or ['w', 'r', ..] or ['p', 's', ..] ? 1 : 0;
        for (var i = start; i < word.Length; i++)
        {
            var next = i + 1 < word.Length ? word[i + 1] : '\0';
            var isDoubled = i > start && word[i] == word[i - 1];
            var (sound, taken) = Of(word, i, next, i == start);
            if (sound != '\0' && !isDoubled)
            {
                key[length++] = sound;
                if (word[i] == 'x')
                {
                    key[length++] = 's';
                }
            }

            i += taken - 1;
        }

        return length;
    }

    private static (char Sound, int Taken) Of(ReadOnlySpan<char> word, int i, char next, bool isFirst) =>
        word[i] switch
        {
            'a' or 'e' or 'i' or 'o' or 'u' or 'y' => (isFirst ? 'a' : '\0', 1),
            'c' when next == 'h' => ('k', 2),
            'c' when next == 'k' => ('k', 2),
            'c' => (IsSoft(next) ? 's' : 'k', 1),
            's' when next == 'h' => ('x', 2),
            's' when next == 'c' && i + 2 < word.Length && IsSoft(word[i + 2]) => ('s', 2),
            't' or 's' when next == 'i' && i + 2 < word.Length && word[i + 2] is 'o' or 'a' => ('x', 2),
            't' when next == 'h' => ('t', 2),
            'p' when next == 'h' => ('f', 2),
            'g' when next == 'h' => (isFirst ? 'k' : '\0', 2),
            'd' when next == 'g' => ('j', 2),
            'g' => (IsSoft(next) ? 'j' : 'k', 1),
            'd' or 't' => ('t', 1),
            'f' or 'v' => ('f', 1),
            's' or 'z' => ('s', 1),
            'k' or 'q' or 'x' => ('k', 1),
            'h' or 'w' => (isFirst ? word[i] : '\0', 1),
            _ => (word[i], 1),
        };

    private static bool IsSoft(char next) => next is 'e' or 'i' or 'y';
}
