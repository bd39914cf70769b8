using System.Text;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Corpus.Augmenting;

/// <summary>Makes of a message one that was typed in a hurry.</summary>
internal static class TypingNoise
{
    private const double MistakenWords = 0.1;
    private const double ShortWords = 0.5;
    private const int LeastLetters = 4;
    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>Some words get a letter that is wrong, missing, doubled or swapped with its neighbour.</summary>
    public static MarkedText Mistype(MarkedText text, Random random)
    {
        foreach (var word in MessageWords.Split(text.Text).Reverse())
        {
            var letters = text.Text.Substring(word.Start, word.Length);
            if (word.Length >= LeastLetters && letters.All(char.IsAsciiLetter) && random.NextDouble() < MistakenWords)
            {
                text = text.Replace(word.Start, word.Length, Mistyped(letters, random));
            }
        }

        return text;
    }

    /// <summary>Without its punctuation, or without the apostrophes alone; numbers keep theirs.</summary>
    public static MarkedText Unpunctuate(MarkedText text, Random random)
    {
        var signs = random.Next(2) == 0 ? "'’" : "'’.,!?;:";
        for (var at = text.Text.Length - 1; at >= 0; at--)
        {
            var isOfNumber = at > 0 && at + 1 < text.Text.Length && char.IsDigit(text.Text[at - 1]) && char.IsDigit(text.Text[at + 1]);
            if (signs.Contains(text.Text[at]) && !isOfNumber && !JoinsMarks(text, at))
            {
                text = text.Replace(at, 1, "");
            }
        }

        return text;
    }

    /// <summary>In small letters, seldom in capitals.</summary>
    public static MarkedText InOneCase(MarkedText text, Random random) =>
        text with
        {
            Text = random.Next(8) == 0 ? text.Text.ToUpperInvariant() : text.Text.ToLowerInvariant(),
        };

    /// <summary>Some words as they are typed in a hurry.</summary>
    public static MarkedText Shorten(MarkedText text, IReadOnlyDictionary<string, string> words, Random random)
    {
        foreach (var (full, brief) in words.Where(_ => random.NextDouble() < ShortWords))
        {
            for (var at = text.Text.Length; at > 0 && (at = text.Text.LastIndexOf(full, at - 1, StringComparison.OrdinalIgnoreCase)) >= 0; )
            {
                if (IsWhole(text.Text, at, full.Length) && !text.IsMarked(at, full.Length))
                {
                    text = text.Replace(at, full.Length, brief);
                }
            }
        }

        return text;
    }

    /// <summary>Another word for the item.</summary>
    public static MarkedText Rename(MarkedText text, IReadOnlyList<string> nouns, Random random)
    {
        foreach (var word in MessageWords.Split(text.Text).Reverse())
        {
            var written = text.Text.Substring(word.Start, word.Length).ToLowerInvariant();
            var isPlural = nouns.Any(noun => Plural(noun) == written);
            if ((isPlural || nouns.Contains(written, StringComparer.Ordinal)) && !text.IsMarked(word.Start, word.Length))
            {
                var other = nouns[random.Next(nouns.Count)];
                text = text.Replace(word.Start, word.Length, isPlural ? Plural(other) : other);
            }
        }

        return text;
    }

    private static string Plural(string noun) =>
        noun switch
        {
            [.., 's'] => noun,
            [.., 's', 'h'] => $"{noun}es",
            [.. var stem, 'y'] => $"{stem}ies",
            _ => $"{noun}s",
        };

    private static string Mistyped(string word, Random random)
    {
        var at = random.Next(1, word.Length);
        var typed = new StringBuilder(word);
        switch (random.Next(4))
        {
            case 0:
                typed[at] = Neighbour(word[at], random);
                break;
            case 1:
                (typed[at - 1], typed[at]) = (typed[at], typed[at - 1]);
                break;
            case 2:
                typed.Remove(at, 1);
                break;
            default:
                typed.Insert(at, word[at]);
                break;
        }

        return typed.ToString();
    }

    private static char Neighbour(char letter, Random random)
    {
        var row = Array.Find(Rows, keys => keys.Contains(char.ToLowerInvariant(letter)))!;
        var key = row.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
        return row[key == 0 || (random.Next(2) == 0 && key + 1 < row.Length) ? key + 1 : key - 1];
    }

    /// <summary>Two marks with nothing else between them would become one word.</summary>
    private static bool JoinsMarks(MarkedText text, int at) =>
        at > 0
        && at + 1 < text.Text.Length
        && char.IsLetterOrDigit(text.Text[at - 1])
        && char.IsLetterOrDigit(text.Text[at + 1])
        && !text.Marks.Any(mark => mark.Start < at && mark.End > at + 1)
        && text.Marks.Any(mark => mark.End == at || mark.Start == at + 1 || mark.End == at + 1 || mark.Start == at);

    private static bool IsWhole(string text, int start, int length) =>
        (start == 0 || text[start - 1] == ' ')
        && (start + length == text.Length || text[start + length] is ' ' or ',' or '.' or '?' or '!');
}
