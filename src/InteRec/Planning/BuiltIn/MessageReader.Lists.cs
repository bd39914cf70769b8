using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

// Several lists in one message.
internal sealed partial class MessageReader
{
    private void StartLabel(int i)
    {
        var label = Raw(i, _spans[i]!.To);
        if (_reading.Labels.ContainsKey(_part) && _reading.Mentions.Exists(m => m.Part == _part && m.Attribute?.Role == AttributeRole.Kind))
        {
            _part++;
        }

        _reading.Labels.TryAdd(_part, label);
    }

    /// <summary>"a comedy and a thriller": after "and" a new part begins where an article or a number introduces another kind.</summary>
    private void StartsPart(int i, int next)
    {
        var before = _reading.Mentions.Exists(m =>
            m.Part == _part
            && m.Regard == Regard.Wanted
            && (m.Attribute?.Role is AttributeRole.Kind or AttributeRole.People || m.Kind == MentionKind.Phrase)
        );
        while (next < _tokens.Count && _tokens[next].Text is "and" or "then")
        {
            next++;
        }

        if (
            before
            && _stance == Regard.Wanted
            && next < _tokens.Count
            && _tokens[next].IsWord
            && IsArticle(next)
            && KindFollows(next)
            && HadArticle(i)
        )
        {
            FlushText(i);
            _part++;
        }
    }

    private bool IsArticle(int i) =>
        _tokens[i].Text is "a" or "an" or "one" or "some" or "another" || NumberReader.Number(_tokens, i) is not null;

    private bool HadArticle(int before)
    {
        for (var i = before - 1; i >= _clauseStart; i--)
        {
            if (_tokens[i].IsWord && IsArticle(i))
            {
                return true;
            }
        }

        return false;
    }

    private bool KindFollows(int i)
    {
        for (var k = i + 1; k < Math.Min(_tokens.Count, i + 5) && _tokens[k].IsWord; k++)
        {
            if (
                _spans[k] is { } span
                && (
                    span.Entries.Any(e => e.Attribute?.Role == AttributeRole.Kind)
                    || span.Entry(EntryKind.Phrase) is not null
                    || (
                        _tokens[i].Text is "one" or "another" && span.Entry(EntryKind.AttributeCue)?.Attribute?.Role == AttributeRole.People
                    )
                )
            )
            {
                return true;
            }
        }

        return false;
    }
}
