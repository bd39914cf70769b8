using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

// Numbers: bounds, counts, and places of the last list.
internal sealed partial class MessageReader
{
    private bool StartsRange(int i) => _ranges.Read(i, _cued) is not null;

    private int Ranged(int i)
    {
        if (_ranges.Read(i, _cued) is not { } range)
        {
            return 0;
        }

        FlushText(i);
        _cued = null;
        var stance =
            _stance is Regard.Dropped ? Regard.Dropped
            : _stance is Regard.Unwanted or Regard.Never && range.Kind == RangeKind.Plain ? Regard.Unwanted
            : Regard.Wanted;
        var mention = new Mention(MentionKind.Range, stance, i, i + range.Tokens)
        {
            Attribute = range.Attribute,
            Lower = range.From,
            Upper = range.To,
            IsAlternative = _or,
            IsJoined = _and,
            Part = _part,
            Text = Raw(i, i + range.Tokens),
            Values = range.Values,
            IsReplaced = _replaced,
        };
        _reading.Mentions.Add(range.Values.Count > 0 ? mention with { Kind = MentionKind.Value } : mention);
        (_or, _and) = (false, false);
        return range.Tokens;
    }

    private int Counted(int i)
    {
        if (_ranges.Count(i) is not { } count)
        {
            return 0;
        }

        FlushText(i);
        if (count.From > 0)
        {
            if (
                _reading.PartCounts.ContainsKey(_part)
                && KindFollows(i + count.Tokens - 1)
                && _reading.Mentions.Exists(m => m.Part == _part && m.Attribute?.Role == AttributeRole.Kind)
            )
            {
                _part++; // "2 comedies 2 dramas"
            }

            _reading.Count = (int)count.From;
            _reading.PartCounts[_part] = (int)count.From;
        }

        return count.Tokens;
    }

    /// <summary>"the second one", "the first two", "number 3", "the last one": places of the last list.</summary>
    private int Placed(int i)
    {
        if (Is(i, "number") && i + 1 < _tokens.Count && NumberReader.Number(_tokens, i + 1) is { From: >= 1 and <= 50 } number)
        {
            _reading.Places.Add((int)number.From);
            return 1 + number.Tokens;
        }

        if (!Grammar.Ordinals.TryGetValue(_tokens[i].Text, out var place) || _tokens[i].Text == "top")
        {
            return 0;
        }

        if (
            i + 1 < _tokens.Count
            && NumberReader.Number(_tokens, i + 1) is { From: >= 2 and <= 20 } several
            && !Is(i + 1, "one")
            && place is 1 or -1
            && !Is(i + 2, "years")
            && _spans[i + 2 < _tokens.Count ? i + 2 : i]?.Entry(EntryKind.Unit) is null
        )
        {
            var count = (int)several.From;
            _reading.Places.AddRange(place == 1 ? Enumerable.Range(1, count) : Enumerable.Range(0, count).Select(k => -1 - k));
            return 1 + several.Tokens;
        }

        var isSubject = i > 0 && _reading.WhetherAt == i - 1 && _spans[i + 1 < _tokens.Count ? i + 1 : i]?.Entry(EntryKind.Unit) is null;
        var pointed =
            isSubject
            || (i + 1 < _tokens.Count && Grammar.AfterPlaces.Contains(_tokens[i + 1].Text))
            || Is(i + 1, "one")
            || Is(i + 1, "title")
            || Is(i + 1, "list")
            || i + 1 >= _tokens.Count
            || !_tokens[i + 1].IsWord
            || _spans[i + 1]?.Entry(EntryKind.ItemNoun) is not null;
        var verbBefore = i > 0 && _spans[i - 1] is { } before && before.Is(Cue.That);
        if (
            !pointed
            || verbBefore
            || (place == -1 && Is(i + 1, "one") && _spans[i]?.Entry(EntryKind.NumberWord) is not null && _reading.HasAny(Cue.Pronoun))
        )
        {
            return 0;
        }

        _reading.Places.Add(place);
        return i + 1 < _tokens.Count && _tokens[i + 1].IsWord && !isSubject && !Grammar.AfterPlaces.Contains(_tokens[i + 1].Text) ? 2 : 1;
    }

    private bool Is(int i, string word) => i >= 0 && i < _tokens.Count && _tokens[i].Text == word;
}
