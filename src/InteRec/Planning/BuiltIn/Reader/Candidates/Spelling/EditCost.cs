namespace InteRec.Planning.BuiltIn.Reader.Candidates.Spelling;

/// <summary>How unlikely it is that one word is typed for another: edits that fingers and ears make easily cost less than one.</summary>
internal static class EditCost
{
    private const int Longest = 24;
    private const float Swap = 0.6f;
    private const float Near = 0.7f;
    private const float Alike = 0.6f;
    private const float Doubled = 0.4f;
    private const float Vowel = 0.7f;
    private const float FirstLetter = 0.4f;

    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    private static readonly string[] Sounds = ["cksqx", "sz", "fv", "dt", "bp", "gj", "mn", "iy", "wu", "o0", "il1", "s5", "kc"];
    private static readonly float[] Changes = ChangeTable();

    /// <summary>The cost of typing a word for another one, or <paramref name="most"/> and more where it is above that.</summary>
    public static float Of(ReadOnlySpan<char> typed, ReadOnlySpan<char> meant, float most)
    {
        if (typed.Length > Longest || meant.Length > Longest)
        {
            return float.MaxValue;
        }

        Span<float> before = stackalloc float[Longest + 1];
        Span<float> last = stackalloc float[Longest + 1];
        Span<float> row = stackalloc float[Longest + 1];
        for (var j = 1; j <= meant.Length; j++)
        {
            last[j] = last[j - 1] + One(meant, j - 1);
        }

        for (var i = 1; i <= typed.Length; i++)
        {
            row[0] = last[0] + One(typed, i - 1);
            var least = row[0];
            for (var j = 1; j <= meant.Length; j++)
            {
                var change =
                    last[j - 1] + Change(typed[i - 1], meant[j - 1]) + (i == 1 && j == 1 && typed[0] != meant[0] ? FirstLetter : 0);
                var cost = Math.Min(change, Math.Min(last[j] + One(typed, i - 1), row[j - 1] + One(meant, j - 1)));
                if (i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1])
                {
                    cost = Math.Min(cost, before[j - 2] + Swap);
                }

                row[j] = cost;
                least = Math.Min(least, cost);
            }

            if (least >= most)
            {
                return least;
            }

            var spare = before;
            before = last;
            last = row;
            row = spare;
        }

        return last[meant.Length];
    }

    /// <summary>The cost of a letter too many, or one too few.</summary>
    private static float One(ReadOnlySpan<char> word, int at) =>
        (at > 0 && word[at] == word[at - 1]) || (at + 1 < word.Length && word[at] == word[at + 1]) ? Doubled
        : word[at] is 'a' or 'e' or 'i' or 'o' or 'u' or 'h' ? Vowel + (at == 0 ? FirstLetter : 0)
        : 1 + (at == 0 ? FirstLetter : 0);

    private static float Change(char a, char b) =>
        a == b ? 0
        : a < 128 && b < 128 ? Changes[(a * 128) + b]
        : 1;

    private static float[] ChangeTable()
    {
        var table = new float[128 * 128];
        Array.Fill(table, 1);
        for (var r = 0; r < Rows.Length; r++)
        {
            for (var i = 0; i < Rows[r].Length; i++)
            {
                Set(table, Rows[r], i, Rows[r], i + 1, Near);
                if (r + 1 < Rows.Length)
                {
                    Set(table, Rows[r], i, Rows[r + 1], i, Near);
                    Set(table, Rows[r], i, Rows[r + 1], i - 1, Near);
                }
            }
        }

        foreach (var alike in Sounds.Append("aeiou"))
        {
            for (var i = 0; i < alike.Length; i++)
            {
                for (var j = 0; j < alike.Length; j++)
                {
                    Set(table, alike, i, alike, j, Alike);
                }
            }
        }

        return table;
    }

    private static void Set(float[] table, string first, int i, string second, int j, float cost)
    {
        if (i >= 0 && j >= 0 && i < first.Length && j < second.Length && first[i] != second[j])
        {
            table[(first[i] * 128) + second[j]] = table[(second[j] * 128) + first[i]] = cost;
        }
    }
}
