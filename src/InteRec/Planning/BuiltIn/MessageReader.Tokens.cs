using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

// Small questions about tokens.
internal sealed partial class MessageReader
{
    /// <summary>False for a sentence that asks for nothing ("My flatmate has made the popcorn") beside others that do.</summary>
    private bool Signals(int from)
    {
        var end = from;
        while (end < _tokens.Count && _tokens[end].Kind != TokenKind.Stop)
        {
            end++;
        }

        return (from == 0 && end >= _tokens.Count) || HasSignal(from, end) || !(HasSignal(0, from) || HasSignal(end, _tokens.Count));
    }

    private bool HasSignal(int from, int to) => _signalsBefore[Math.Min(to, _spans.Length)] > _signalsBefore[Math.Min(from, _spans.Length)];

    private static bool IsSignal(Span s) =>
        s.Is(Cue.Want)
        || s.Is(Cue.Vague)
        || s.Is(Cue.TheOne)
        || s.Is(Cue.Like)
        || s.Is(Cue.Liked)
        || s.Is(Cue.Only)
        || s.Is(Cue.More)
        || s.Entry(EntryKind.ItemNoun) is not null
        || s.Entry(EntryKind.AttributeCue)?.Attribute?.Role == AttributeRole.Topic
        || s.Entries.Any(e => e.Attribute?.Role == AttributeRole.Kind || e.Phrase is not null);

    /// <summary>How many signals stand before each token: a message of thousands of sentences is read once, not once a sentence.</summary>
    private static int[] CountSignals(Span?[] spans)
    {
        var before = new int[spans.Length + 1];
        for (var i = 0; i < spans.Length; i++)
        {
            before[i + 1] = before[i] + (spans[i] is { } span && IsSignal(span) ? 1 : 0);
        }

        return before;
    }

    /// <summary>True where the sentence asks for a fact. Long ones tell a story, whatever words they have.</summary>
    private bool Asks(int from)
    {
        var end = from;
        var asks = false;
        while (end < _tokens.Count && _tokens[end].Kind != TokenKind.Stop)
        {
            asks |=
                _spans[end] is { } s
                && (
                    s.Entry(EntryKind.AttributeQuestion) is not null
                    || s.Is(Cue.Who)
                    || s.Is(Cue.Compare)
                    || s.Is(Cue.Common)
                    || s.Is(Cue.HowMany)
                    || s.Is(Cue.Which)
                );
            end++;
        }

        return asks && end - from <= 18;
    }

    /// <summary>Notes whether a sentence begins as a question does, and where the verb of one to be answered with yes or no ends.</summary>
    private void OpenSentence(int from)
    {
        var at = from;
        while (at < _tokens.Count && (_tokens[at].Kind == TokenKind.Pause || Grammar.LeadsIn.Contains(_tokens[at].Text)))
        {
            at++;
        }

        var next = at + 1 < _tokens.Count ? _tokens[at + 1].Text : string.Empty;
        var asksWhether = at < _tokens.Count && Grammar.AsksWhether.Contains(_tokens[at].Text) && !Grammar.AsksForItems.Contains(next);
        _opensQuestion =
            asksWhether
            || (
                at < _tokens.Count
                && next != "about"
                && (Grammar.AsksOpenly.Contains(_tokens[at].Text) || Grammar.AsksWhether.Contains(_tokens[at].Text))
            );
        _reading.IsQuestion |= _opensQuestion;
        _reading.WhetherAt ??= asksWhether && next.Length > 0 ? at + 1 : null;
    }

    private bool Opens(int i) =>
        _spans[i] is { } span
        && (
            span.Is(Cue.Not)
            || span.Is(Cue.But)
            || span.Is(Cue.More)
            || span.Is(Cue.That)
            || span.Is(Cue.Those)
            || span.Entry(EntryKind.ItemNoun) is not null
            || span.Entry(EntryKind.AttributeCue) is not null
        );

    private int ChunkEnd(int i)
    {
        var end = i;
        while (end < _tokens.Count && _tokens[end].IsWord && end - i < 12)
        {
            if (
                end > i
                && _spans[end] is { } span
                && (span.Is(Cue.But) || span.Is(Cue.Not))
                && !(span.To - end == 1 && _tokens[end].IsCapital)
            )
            {
                break;
            }

            end++;
        }

        return end;
    }

    private bool IsBreak(int i) =>
        _spans[i] is { } span
        && (span.Is(Cue.And) || span.Is(Cue.Or) || span.Is(Cue.Filler) || span.Is(Cue.About) || span.Is(Cue.AtLeast) || span.Is(Cue.Under));

    private bool HasStrange(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (_finder.IsStrange(_tokens[i].Text))
            {
                return true;
            }
        }

        return false;
    }

    private bool CapitalsFrom(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (
                _tokens[i].IsWord
                && !_tokens[i].IsCapital
                && !char.IsAsciiDigit(_tokens[i].Text[0])
                && !(
                    i > from
                    && _tokens[i].Text
                        is "of"
                            or "the"
                            or "a"
                            or "an"
                            or "and"
                            or "in"
                            or "on"
                            or "for"
                            or "to"
                            or "with"
                            or "from"
                            or "at"
                            or "is"
                            or "no"
                )
            )
            {
                return false;
            }
        }

        return from < to;
    }

    private bool IsAllCues(int from, int to)
    {
        for (var i = from; i < to; )
        {
            if (!_tokens[i].IsWord)
            {
                i++;
                continue;
            }

            if (_spans[i] is not { } span)
            {
                return false;
            }

            i = span.To;
        }

        return true;
    }

    private bool IsAnyCue(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (_spans[i] is { } span && span.Entries.All(e => e.Kind is not (EntryKind.Value or EntryKind.Phrase or EntryKind.Person)))
            {
                return true;
            }
        }

        return false;
    }

    private string Raw(int from, int to) => to <= from ? string.Empty : _message[_tokens[from].Start.._tokens[to - 1].End];
}
