using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader;

/// <summary>A way of reading the words from one place on as one word of the lexicon.</summary>
/// <param name="End">The word after those read.</param>
/// <param name="Text">What was read, folded.</param>
/// <param name="Likelihood">How likely it is that this was meant: 1 for what stands there, less for a correction of it.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct WordReading(int End, string Text, float Likelihood = 1);

/// <summary>
/// The words of a message, folded, and the ways of reading them together: "Schindler's" is one word of a title and the name before an
/// ending, "sci-fi" two words.
/// </summary>
internal sealed class MessageText
{
    private readonly string[] _folded;

    public MessageText(string message)
    {
        Message = message;
        Words = MessageWords.Split(message);
        _folded = new string[Words.Count];
        for (var i = 0; i < _folded.Length; i++)
        {
            _folded[i] = message[Words[i].Start] == '&' ? "and" : TextFolding.Fold(message.AsSpan(Words[i].Start, Words[i].Length));
        }
    }

    public string Message { get; }

    public IReadOnlyList<MessageWord> Words { get; }

    /// <summary>The folded word; empty for a sign.</summary>
    public string this[int word] => _folded[word];

    public int Count => _folded.Length;

    public bool IsSign(int word) => _folded[word].Length == 0;

    /// <summary>No space stands before the word.</summary>
    public bool IsJoined(int word) => word > 0 && Words[word].Start == Words[word - 1].End;

    /// <summary>Adds the words that can be read from a place on, without what is misspelt.</summary>
    public void AddReadings(int word, List<WordReading> readings)
    {
        readings.Add(new WordReading(word + 1, _folded[word]));
        if (EndOfContraction(word) is { } end)
        {
            readings.Add(new WordReading(end, _folded[word] + _folded[end - 1]));
        }
        else if (word + 2 < Count && !IsSign(word) && !IsSign(word + 2) && IsHyphen(word + 1))
        {
            readings.Add(new WordReading(word + 3, _folded[word] + _folded[word + 2]));
        }
    }

    /// <summary>The word after one with an apostrophe in it ("don't", "Schindler's"), or null.</summary>
    public int? EndOfContraction(int word) =>
        word + 2 < Count
        && !IsSign(word)
        && !IsSign(word + 2)
        && IsJoined(word + 1)
        && IsJoined(word + 2)
        && Message[Words[word + 1].Start] is '\'' or '\u2019' or '\u2018' or '`'
            ? word + 3
            : null;

    private bool IsHyphen(int word) => Message[Words[word].Start] is '-' or '\u2011' && IsJoined(word) && IsJoined(word + 1);

    /// <summary>Words from one to another (exclusive), folded, as a title is looked up.</summary>
    public string Folded(int from, int to) => TextFolding.Fold(Message.AsSpan(Words[from].Start, Words[to - 1].End - Words[from].Start));
}
