using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace InteRec.Planning.Agent.Reading;

/// <summary>
/// Reads JSON as models and gateways write it: with single or curly quotes, quotes within quotes, names without quotes, comments, commas
/// too many or too few, words of Python, NaN, line ends in texts. Valid JSON is read as it stands; of a name that comes twice the last
/// counts.
/// </summary>
internal ref struct LooseJson
{
    private const int Deepest = 64;
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private LooseJson(ReadOnlySpan<char> text, int start)
    {
        _text = text;
        _at = start;
    }

    /// <summary>True where the text ended before the value did.</summary>
    private bool IsCut => _at >= _text.Length;

    /// <summary>The value that begins at a place, and where it ends; null where there is none that is whole.</summary>
    public static JsonNode? At(ReadOnlySpan<char> text, int start, out int end)
    {
        var reader = new LooseJson(text, start);
        var node = reader.Read(0, out var value) ? value : null;
        end = reader._at;
        return node;
    }

    /// <summary>A text that is one value and nothing else, apart from space and a byte order mark; null where it is not.</summary>
    public static JsonNode? Whole(string text)
    {
        var node = At(text, 0, out var end);
        return node is not null && text.AsSpan(end).Trim().IsEmpty ? node : null;
    }

    private bool Read(int depth, out JsonNode? value)
    {
        value = null;
        SkipSpace();
        if (IsCut || depth > Deepest)
        {
            return false;
        }

        var first = _text[_at];
        if (first == '{')
        {
            return ReadObject(depth, out value);
        }

        if (first == '[')
        {
            return ReadArray(depth, out value);
        }

        if (IsQuote(first))
        {
            var isRead = ReadText(out var text);
            value = JsonValue.Create(text);
            return isRead;
        }

        return ReadWord(out value);
    }

    private bool ReadObject(int depth, out JsonNode? value)
    {
        var members = new JsonObject();
        value = members;
        for (_at++; ; )
        {
            SkipSpace(andCommas: true);
            if (IsCut)
            {
                return false;
            }

            if (_text[_at] == '}')
            {
                _at++;
                return true;
            }

            if (!ReadName(out var name) || !Read(depth + 1, out var member))
            {
                return false;
            }

            members[name] = member;
        }
    }

    private bool ReadArray(int depth, out JsonNode? value)
    {
        var elements = new JsonArray();
        value = elements;
        for (_at++; ; )
        {
            SkipSpace(andCommas: true);
            if (IsCut)
            {
                return false;
            }

            if (_text[_at] == ']')
            {
                _at++;
                return true;
            }

            if (!Read(depth + 1, out var element))
            {
                return false;
            }

            elements.Add(element);
        }
    }

    /// <summary>A name, up to behind its colon.</summary>
    private bool ReadName(out string name)
    {
        if (IsQuote(_text[_at]))
        {
            if (!ReadText(out name))
            {
                return false;
            }
        }
        else
        {
            var start = _at;
            while (!IsCut && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '$' or '-'))
            {
                _at++;
            }

            name = _text[start.._at].ToString();
        }

        SkipSpace();
        if (name.Length == 0 || IsCut || _text[_at] != ':')
        {
            return false;
        }

        _at++;
        return true;
    }

    private bool ReadText(out string text)
    {
        var quote = _text[_at++];
        var read = new StringBuilder();
        for (; !IsCut; _at++)
        {
            var c = _text[_at];
            if (c == '\\')
            {
                Unescape(read);
            }
            else if (IsClosedBy(quote, c))
            {
                _at++;
                text = read.ToString();
                return true;
            }
            else
            {
                read.Append(c);
            }
        }

        text = string.Empty;
        return false;
    }

    /// <summary>
    /// A quote within the text is one of its letters: what ends a text stands before a comma, a colon, a bracket or the end of its line.
    /// </summary>
    private readonly bool IsClosedBy(char quote, char c)
    {
        if (quote == '“' ? c is not ('”' or '"') : c != quote)
        {
            return false;
        }

        for (var next = _at + 1; next < _text.Length; next++)
        {
            if (_text[next] is '\n' or '\r' or ',' or ':' or '}' or ']' or '/' or '#')
            {
                return true;
            }

            if (!char.IsWhiteSpace(_text[next]))
            {
                return false;
            }
        }

        return true;
    }

    private void Unescape(StringBuilder read)
    {
        if (++_at >= _text.Length)
        {
            return;
        }

        var c = _text[_at];
        if (
            c == 'u'
            && _at + 4 < _text.Length
            && ushort.TryParse(_text.Slice(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
        )
        {
            read.Append((char)code);
            _at += 4;
            return;
        }

        read.Append(
            c switch
            {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\b',
                'f' => '\f',
                _ => c,
            }
        );
    }

    private bool ReadWord(out JsonNode? value)
    {
        var start = _at;
        while (!IsCut && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '.' or '+' or '-'))
        {
            _at++;
        }

        value = null;
        if (IsCut)
        {
            return false; // A number or word that the text ends with may go on.
        }

        switch (_text[start.._at])
        {
            case "null" or "None" or "NULL" or "Null" or "undefined" or "NaN" or "nan" or "Infinity" or "-Infinity":
                return true;
            case "true" or "True" or "TRUE":
                value = true;
                return true;
            case "false" or "False" or "FALSE":
                value = false;
                return true;
            default:
                return double.TryParse(_text[start.._at], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && (value = Number(number)) is not null;
        }
    }

    /// <summary>
    /// A whole number is written without a fraction, which is how counts are read. What is beyond all numbers cannot be read.
    /// </summary>
    private static JsonValue? Number(double number) =>
        !double.IsFinite(number) ? null
        : number == Math.Truncate(number) && Math.Abs(number) < 1e15 ? JsonValue.Create((long)number)
        : JsonValue.Create(number);

    private void SkipSpace(bool andCommas = false)
    {
        while (!IsCut)
        {
            var c = _text[_at];
            if (char.IsWhiteSpace(c) || c == '\uFEFF' || (andCommas && c == ','))
            {
                _at++;
            }
            else if (c == '#' || _text[_at..].StartsWith("//", StringComparison.Ordinal))
            {
                SkipTo("\n");
            }
            else if (_text[_at..].StartsWith("/*", StringComparison.Ordinal))
            {
                SkipTo("*/");
            }
            else
            {
                return;
            }
        }
    }

    private void SkipTo(string end) =>
        _at = _text[_at..].IndexOf(end, StringComparison.Ordinal) is >= 0 and var at ? _at + at + end.Length : _text.Length;

    private static bool IsQuote(char c) => c is '"' or '\'' or '“' or '”';
}
