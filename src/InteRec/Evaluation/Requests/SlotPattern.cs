using InteRec.Catalog;
using InteRec.Import;

namespace InteRec.Evaluation.Requests;

/// <summary>
/// A pattern over the words of a request. Words stand for themselves; <c>(a|b)</c> is a choice; <c>?</c> after a word or a group makes it
/// optional; <c>!</c> before one says that it must not follow; <c>[ ]</c> holds the slot; <c>^</c> and <c>$</c> are the ends of the
/// request; <c>&lt;x&gt;</c> is a piece;
/// <c>{x}</c> is something that is read: <c>{item}</c> the word for an item, <c>{number}</c>, <c>{year}</c>, <c>{person}</c> and
/// <c>{title}</c> of the catalogue, <c>{value genres}</c> a value of an attribute, <c>{name}</c> up to four words that may be a name
/// (<c>{name 2}</c>: at least two),
/// <c>{fullname}</c> a first and a last name, <c>{text}</c> words up to one that ends free text, <c>{phrase}</c> any words, <c>{rest}</c>
/// all words to the end if none of them ends free text or is the word for an item, <c>{word}</c> any one, <c>{slot TITLE}</c> what an
/// earlier step took.
/// </summary>
internal sealed class SlotPattern
{
    private readonly Node _root;

    private SlotPattern(Node root) => _root = root;

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="DatasetException">It cannot be read.</exception>
    public static SlotPattern Parse(string pattern, IReadOnlyDictionary<string, string> pieces) => new(new Parser(pattern, pieces).Read());

    /// <summary>
    /// The stretch in brackets of the first match that begins at a token and for which <paramref name="isFree"/> holds; null where there is
    /// none.
    /// </summary>
    public (int From, int To)? Match(RequestWords words, int at, Func<int, int, bool> isFree)
    {
        var capture = new Capture();
        (int From, int To)? found = null;
        _root.Match(
            words,
            at,
            capture,
            _ =>
            {
                if (capture.To > capture.From && isFree(capture.From, capture.To))
                {
                    found = (capture.From, capture.To);
                }

                return found is not null;
            }
        );
        return found;
    }

    private sealed class Capture
    {
        public int From { get; set; }

        public int To { get; set; }
    }

    /// <summary>A part of a pattern: calls <c>next</c> with every place where it may end, until one says true.</summary>
    private abstract class Node
    {
        public abstract bool Match(RequestWords words, int at, Capture capture, Func<int, bool> next);
    }

    private sealed class Word(string text) : Node
    {
        public override bool Match(RequestWords words, int at, Capture capture, Func<int, bool> next) =>
            words.IsWord(at, text) && next(at + 1);
    }

    private sealed class Edge(bool isStart) : Node
    {
        public override bool Match(RequestWords words, int at, Capture capture, Func<int, bool> next) =>
            (isStart ? words.Begins(at) : words.Ends(at)) && next(at);
    }

    private sealed class Barred(Node inner) : Node
    {
        public override bool Match(RequestWords words, int at, Capture capture, Func<int, bool> next) =>
            !inner.Match(words, at, new Capture(), _ => true) && next(at);
    }

    private sealed class Thing(string kind, string? argument) : Node
    {
        public override bool Match(RequestWords words, int at, Capture capture, Func<int, bool> next)
        {
            foreach (var to in words.Ends(kind, argument, at))
            {
                if (next(to))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private sealed class Sequence(IReadOnlyList<Node> parts) : Node
    {
        public override bool Match(RequestWords words, int at, Capture capture, Func<int, bool> next) => From(0, words, at, capture, next);

        private bool From(int part, RequestWords words, int at, Capture capture, Func<int, bool> next) =>
            part == parts.Count ? next(at) : parts[part].Match(words, at, capture, to => From(part + 1, words, to, capture, next));
    }

    private sealed class Choice(IReadOnlyList<Node> branches, bool isOptional) : Node
    {
        public override bool Match(RequestWords words, int at, Capture capture, Func<int, bool> next) =>
            branches.Any(b => b.Match(words, at, capture, next)) || (isOptional && next(at));
    }

    private sealed class Bracket(Node inner) : Node
    {
        public override bool Match(RequestWords words, int at, Capture capture, Func<int, bool> next)
        {
            var (from, to) = (capture.From, capture.To);
            var done = inner.Match(
                words,
                at,
                capture,
                end =>
                {
                    (capture.From, capture.To) = (at, end);
                    return next(end);
                }
            );
            (capture.From, capture.To) = (from, to);
            return done;
        }
    }

    private sealed class Parser
    {
        private readonly string _pattern;
        private readonly IReadOnlyList<string> _signs;
        private int _at;

        public Parser(string pattern, IReadOnlyDictionary<string, string> pieces)
        {
            _pattern = pattern;
            _signs = [.. Split(Expand(pattern, pieces, 0))];
        }

        public Node Read()
        {
            var root = Choices(string.Empty);
            return _at == _signs.Count ? root : throw Bad($"unexpected {_signs[_at]}");
        }

        private Node Choices(string close)
        {
            var branches = new List<Node>();
            do
            {
                branches.Add(Parts(close));
            } while (Take("|"));
            return branches.Count == 1 ? branches[0] : new Choice(branches, isOptional: false);
        }

        private Sequence Parts(string close)
        {
            var parts = new List<Node>();
            while (_at < _signs.Count && _signs[_at] != "|" && (close.Length == 0 || _signs[_at] != close))
            {
                var part = Part();
                parts.Add(Take("?") ? new Choice([part], isOptional: true) : part);
            }

            return new Sequence(parts);
        }

        private Node Part()
        {
            var sign = _signs[_at++];
            switch (sign)
            {
                case "(":
                    return Closed(Choices(")"), ")");
                case "[":
                    return new Bracket(Closed(Choices("]"), "]"));
                case "^" or "$":
                    return new Edge(sign == "^");
                case "!" when _at < _signs.Count:
                    return new Barred(Part());
                case ")" or "]" or "?" or "!":
                    throw Bad($"unexpected {sign}");
                case { } when sign[0] == '{':
                    var words = sign.Trim('{', '}').Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    return words.Length is 1 or 2 && RequestWords.Kinds.Contains(words[0])
                        ? new Thing(words[0], words.ElementAtOrDefault(1))
                        : throw Bad($"{sign} is nothing that is read");
                default:
                    return new Word(TextFolding.Fold(sign));
            }
        }

        private Node Closed(Node node, string close) => Take(close) ? node : throw Bad($"{close} is missing");

        private bool Take(string sign)
        {
            var here = _at < _signs.Count && _signs[_at] == sign;
            _at += here ? 1 : 0;
            return here;
        }

        private string Expand(string pattern, IReadOnlyDictionary<string, string> pieces, int depth)
        {
            var open = pattern.IndexOf('<', StringComparison.Ordinal);
            if (open < 0)
            {
                return pattern;
            }

            var close = pattern.IndexOf('>', open);
            var name = close < 0 ? string.Empty : pattern[(open + 1)..close];
            return depth < 200 && pieces.TryGetValue(name, out var piece)
                ? Expand($"{pattern[..open]}({piece}){pattern[(close + 1)..]}", pieces, depth + 1)
                : throw Bad($"there is no piece <{name}>");
        }

        private static IEnumerable<string> Split(string text)
        {
            for (var i = 0; i < text.Length; )
            {
                var end = i + 1;
                if (char.IsWhiteSpace(text[i]))
                {
                    i++;
                    continue;
                }

                if (text[i] == '{')
                {
                    end = text.IndexOf('}', i) is var close and >= 0 ? close + 1 : text.Length;
                }
                else if (!IsSign(text[i]))
                {
                    while (end < text.Length && !char.IsWhiteSpace(text[end]) && !IsSign(text[end]))
                    {
                        end++;
                    }
                }

                yield return text[i..end];
                i = end;
            }
        }

        private static bool IsSign(char c) => c is '(' or ')' or '[' or ']' or '|' or '?' or '!' or '^' or '$' or '{';

        private DatasetException Bad(string what) => new($"pattern \"{_pattern}\": {what}");
    }
}
