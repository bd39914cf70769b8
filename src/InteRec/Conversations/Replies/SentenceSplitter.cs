using System.Text;

namespace InteRec.Conversations.Replies;

/// <summary>Cuts a stream of pieces into sentences: what is checked is a whole sentence, what is waited for is no more than one.</summary>
internal sealed class SentenceSplitter
{
    private const int Longest = 600;

    /// <summary>Words whose full stop ends no sentence.</summary>
    private static readonly HashSet<string> Short = new(StringComparer.OrdinalIgnoreCase)
    {
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "St",
        "Jr",
        "Sr",
        "vs",
        "No",
        "Prof",
        "Lt",
        "Capt",
        "e.g",
        "i.e",
        "approx",
    };

    private readonly StringBuilder _open = new();

    /// <summary>Adds a piece; gives the sentences that it completes, each with the space behind it.</summary>
    public IEnumerable<string> Add(string piece)
    {
        foreach (var c in piece)
        {
            // A sentence ends where the next one has begun: "1.5" has no blank behind its point. What follows a colon belongs to what
            // stands before.
            if (_open.Length > 0 && ((!char.IsWhiteSpace(c) && EndsSentence()) || _open.Length >= Longest))
            {
                yield return Take();
            }

            _open.Append(c);
        }
    }

    /// <summary>What is left at the end.</summary>
    public string Rest() => Take();

    private bool EndsSentence()
    {
        var end = _open.Length;
        while (end > 0 && char.IsWhiteSpace(_open[end - 1]))
        {
            end--;
        }

        if (end == 0 || end == _open.Length)
        {
            return false;
        }

        var isLine = _open.ToString(end, _open.Length - end).Contains('\n', StringComparison.Ordinal);
        return isLine
            || _open[end - 1] is '!' or '?' or '\u2026' or '\u3002' or '\uff01' or '\uff1f'
            || (_open[end - 1] == '.' && !IsAbbreviated(end - 1))
            || (_open[end - 1] is '"' or '\u201d' or ')' && end > 1 && _open[end - 2] is '.' or '!' or '?');
    }

    /// <summary>The point of an initial ("J. K.") or of a short form ("Dr.").</summary>
    private bool IsAbbreviated(int point)
    {
        var from = point;
        while (from > 0 && !char.IsWhiteSpace(_open[from - 1]) && _open[from - 1] is not ('(' or '['))
        {
            from--;
        }

        var word = _open.ToString(from, point - from);
        return Short.Contains(word)
            || (word.Length == 1 && char.IsUpper(word[0]) && IsBehindName(from))
            || (word.Length > 2 && word[^2] == '.' && char.IsUpper(word[^1]));
    }

    /// <summary>An initial stands at the start, or behind a name or another initial; "rated R." does not.</summary>
    private bool IsBehindName(int at)
    {
        var end = at;
        while (end > 0 && char.IsWhiteSpace(_open[end - 1]))
        {
            end--;
        }

        var from = end;
        while (from > 0 && !char.IsWhiteSpace(_open[from - 1]))
        {
            from--;
        }

        var before = _open.ToString(from, end - from);
        return before.Length == 0 || char.IsUpper(before[0]) || before is "by" or "and" or "with" or "starring" or "has" or "of" or "from";
    }

    private string Take()
    {
        var text = _open.ToString();
        _open.Clear();
        return text;
    }
}
