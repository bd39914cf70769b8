using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Corpus;
using InteRec.Planning.Labels;

namespace InteRec.Tests.Planning.BuiltIn.Reader;

/// <summary>Reads messages as a test labels them, so that what becomes of labels is tested by itself.</summary>
internal sealed class LabelledReader : IMessageReader
{
    private readonly Dictionary<string, MessageLabels> _labels = [];

    /// <summary>Labels a message, and gives it back.</summary>
    /// <param name="message">The message.</param>
    /// <param name="acts">Its acts, the main one first, with commas.</param>
    /// <param name="keeps">Whether what held before still does.</param>
    /// <param name="marks">Each as <c>words/slot/stance</c>.</param>
    public string Says(string message, string acts, bool keeps, params string[] marks)
    {
        _labels[message] = new MessageLabels
        {
            Acts = [.. acts.Split(',').Select(a => Acts.Of(a)!.Value)],
            Marks = ReadingMarks.Read(message, [.. marks.Select(m => m.Split('/'))]),
            Kept = [keeps],
        };
        return message;
    }

    /// <summary>The same by a reader that is not sure of any of its marks.</summary>
    public string Guesses(string message, string acts, params string[] marks) => Guesses(0.4f, message, acts, marks);

    /// <inheritdoc cref="Guesses(string, string, string[])"/>
    public string Guesses(float confidence, string message, string acts, params string[] marks)
    {
        Says(message, acts, false, marks);
        _labels[message] = _labels[message] with { Marks = [.. _labels[message].Marks.Select(m => m with { Confidence = confidence })] };
        return message;
    }

    /// <summary>A message without a mark by a reader that is not sure of its acts.</summary>
    public string GuessesActs(string message, string acts)
    {
        Says(message, acts, true);
        _labels[message] = _labels[message] with { ActConfidence = 0.3f };
        return message;
    }

    /// <summary>Labels a message that points to something to be like, behind other marks, and gives it back.</summary>
    public string SaysRef(string message, string acts, string words, string place, params string[] before)
    {
        Says(message, acts, true, [.. before, $"{words}/ref/{place}"]);
        var marks = _labels[message].Marks;
        _labels[message] = _labels[message] with { Marks = [.. marks.SkipLast(1), marks[^1] with { Stance = Stance.Like }] };
        return message;
    }

    public MessageLabels Read(ReaderInput input)
    {
        var labels = _labels[input.Message];
        var conditions = input.Request.Sum(w => w.Conditions.Count);
        return labels with { Kept = [.. Enumerable.Repeat(labels.Kept[0], conditions)] };
    }
}
