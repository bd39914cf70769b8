using System.Text;

namespace InteRec.Planning.Llm.Replies;

/// <summary>Cuts a stream of pieces into sentences: what is checked is a whole sentence, what is waited for is no more than one.</summary>
internal sealed class SentenceSplitter
{
    private const int Longest = 600;
    private readonly StringBuilder _open = new();

    /// <summary>Adds a piece; gives the sentences that it completes, each with the space behind it.</summary>
    public IEnumerable<string> Add(string piece)
    {
        foreach (var c in piece)
        {
            // A sentence ends where the next one has begun: "1.5" and "U.S." do not end with a blank and a capital, most of the time.
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

        return end > 0 && end < _open.Length && _open[end - 1] is '.' or '!' or '?' or '…' or ':' or '\n' or '。' or '！' or '？';
    }

    private string Take()
    {
        var text = _open.ToString();
        _open.Clear();
        return text;
    }
}
