using System.Text;
using System.Text.RegularExpressions;

namespace InteRec.Planning.Agent.Reading;

/// <summary>
/// What a model says, without what it thinks aloud (<c>&lt;think&gt;</c> and its kin) and without the marks of its template
/// (<c>&lt;|im_end|&gt;</c>). A mark may come in pieces. Where only the end of the thinking is marked, all before it was thought.
/// </summary>
/// <param name="thinksFirst">
/// True where the model is known not to mark the beginning: nothing goes out before the end mark, or the end.
/// </param>
internal sealed partial class AnswerText(bool thinksFirst)
{
    private readonly StringBuilder _said = new();
    private string _undecided = string.Empty;
    private bool _thinks;
    private bool _holds = thinksFirst;

    /// <summary>True once thinking ended whose beginning was not marked.</summary>
    public bool ThinksFirst { get; private set; }

    /// <summary>The words of a whole answer.</summary>
    public static string Of(string answer)
    {
        var text = new AnswerText(thinksFirst: true);
        return text.Add(answer) + text.End();
    }

    /// <summary>Takes the next piece and gives what can go out.</summary>
    public string Add(string piece)
    {
        var text = _undecided + piece;
        var at = 0;
        while (text.AsSpan(at).IndexOfAny('<', '[', '◁') is >= 0 and var found)
        {
            Say(text.AsSpan(at, found));
            at += found;
            if (Mark().Match(text, at) is { Success: true } mark)
            {
                Turn(mark);
                at += mark.Length;
            }
            else if (Begun().IsMatch(text.AsSpan(at)))
            {
                _undecided = text[at..];
                return Out();
            }
            else
            {
                Say(text.AsSpan(at++, 1));
            }
        }

        Say(text.AsSpan(at));
        _undecided = string.Empty;
        return Out();
    }

    /// <summary>What is left when the answer is over.</summary>
    public string End()
    {
        Say(_undecided);
        (_undecided, _holds) = (string.Empty, false);
        return Out();
    }

    private void Turn(Match mark)
    {
        if (mark.Groups["open"].Success)
        {
            _thinks = true;
        }
        else if (mark.Groups["close"].Success)
        {
            if (!_thinks)
            {
                _said.Clear();
                ThinksFirst = true;
            }

            _thinks = _holds = false;
        }
    }

    private void Say(ReadOnlySpan<char> text)
    {
        if (!_thinks)
        {
            _said.Append(text);
        }
    }

    private string Out()
    {
        if (_holds)
        {
            return string.Empty;
        }

        var said = _said.ToString();
        _said.Clear();
        return said;
    }

    /// <summary>The marks of thinking, of a channel (harmony), and of a template.</summary>
    [GeneratedRegex(
        @"\G(?:(?<open><(?:think|thinking|thought|reasoning|reflection|seed:think)>|\[THINK\]|◁think▷"
            + @"|<\|channel\|>\s*(?:analysis|commentary)[^<]*<\|message\|>)"
            + @"|(?<close></(?:think|thinking|thought|reasoning|reflection|seed:think)>|\[/THINK\]|◁/think▷"
            + @"|<\|channel\|>\s*final[^<]*<\|message\|>)"
            + @"|<\|start\|>(?:assistant)?(?=<)|<\|(?!(?:channel|start)\|>)[\w▁-]{1,32}\|>|<｜[\w▁-]{1,48}｜>"
            + @"|</s>|<(?:start|end)_of_turn>|<eos>)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Mark();

    /// <summary>What may become one of them.</summary>
    [GeneratedRegex(
        @"^(?:[<\[◁]/?[A-Z_:]{0,14}|<[|｜][\w▁-]{0,48}[|｜]?|<\|start\|>\w{0,9}|<\|channel\|>[^<]{0,80}(?:<(?:\|\w{0,7}\|?)?)?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Begun();
}
