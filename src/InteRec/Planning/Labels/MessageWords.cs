namespace InteRec.Planning.Labels;

/// <summary>A word of a message: a run of letters, digits and combining marks, or one sign.</summary>
/// <param name="Start">First character.</param>
/// <param name="Length">Number of characters.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct MessageWord(int Start, int Length)
{
    /// <summary>Character after the last.</summary>
    public int End => Start + Length;
}

/// <summary>Cuts a message into words. Marks and candidates begin and end at words.</summary>
internal static class MessageWords
{
    /// <summary>The words and signs of a message in order; white space is none.</summary>
    public static IReadOnlyList<MessageWord> Split(string message)
    {
        var words = new List<MessageWord>();
        for (var i = 0; i < message.Length; )
        {
            if (char.IsWhiteSpace(message[i]) || char.IsControl(message[i]))
            {
                i++;
                continue;
            }

            var end = i + (char.IsSurrogatePair(message, i) ? 2 : 1);
            if (IsOfWord(message[i]))
            {
                while (end < message.Length && IsOfWord(message[end]))
                {
                    end++;
                }
            }

            words.Add(new MessageWord(i, end - i));
            i = end;
        }

        return words;
    }

    private static bool IsOfWord(char c) =>
        char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;
}
