using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

// Names of people, and what is left over for the search.
internal sealed partial class MessageReader
{
    private int Named(int i)
    {
        var token = _tokens[i];
        if (Surname(i) is { } person)
        {
            return Brothers(i, person);
        }

        if (!_finder.IsStrange(token.Text) && _cued?.Role != AttributeRole.People)
        {
            return 0;
        }

        if (i + 1 < _tokens.Count && _tokens[i + 1].IsWord && GuessName(token.Text, _tokens[i + 1].Text) is { } misspelt)
        {
            return Misspelt(i, i + 2, misspelt);
        }

        if (i + 1 < _tokens.Count && _tokens[i + 1].IsWord && _finder.IsStrange(_tokens[i + 1].Text) && _cued?.Role == AttributeRole.People)
        {
            return UnknownName(i);
        }

        if (token.Text.Length >= 5 && !_isForeign && _finder.IsStrange(token.Text) && GuessSurname(i) is { } close)
        {
            return Misspelt(i, i + 1, close);
        }

        return _cued?.Role == AttributeRole.People && _finder.IsStrange(token.Text) ? UnknownName(i) : 0;
    }

    /// <summary>A first name before a word that nothing knows: "denis vilneuve", "hugh jakman".</summary>
    private int NamePair(int i) =>
        i + 1 < _tokens.Count
        && _tokens[i + 1].IsWord
        && !_tokens[i + 1].IsJoined
        && _tokens[i].Text.Length >= 3
        && _finder.IsStrange(_tokens[i + 1].Text)
        && (_spans[i] is null or { IsOnlyCue: false })
        && GuessName(_tokens[i].Text, _tokens[i + 1].Text) is { } person
            ? Misspelt(i, i + 2, person)
            : 0;

    private Person? GuessName(string first, string last) => _guesses++ < MostGuesses ? _lexicon.Names.Find(first, last) : null;

    /// <summary>
    /// Where nothing says that a person is meant, the word must be nearer to a name that is better known: "blorp" is nobody, "scorcese" is.
    /// </summary>
    private Person? GuessSurname(int i)
    {
        if (_guesses++ >= MostGuesses)
        {
            return null;
        }

        return _cued?.Role == AttributeRole.People || NounAt(i + 1)
            ? _lexicon.Names.FindSurname(_tokens[i].Text, least: 0.75, leastItems: 5)
            : _lexicon.Names.FindSurname(_tokens[i].Text, least: 0.83, leastItems: 10);
    }

    private int Misspelt(int from, int to, Person person)
    {
        _reading.Corrected.Add((Raw(from, to), person.Name));
        Person(from, person, to - from);
        return to - from;
    }

    private int UnknownName(int i)
    {
        var end = i + 1;
        while (end < _tokens.Count && _tokens[end].IsWord && _spans[end] is null && end - i < 3)
        {
            end++;
        }

        FlushText(i);
        _reading.Unknown.Add(Raw(i, end));
        return end - i;
    }

    private Person? Surname(int i)
    {
        var token = _tokens[i];
        if (token.Text.Length < 3 || NumberReader.Number(_tokens, i) is not null || _lexicon.Surname(token.Text) is not { } person)
        {
            return null;
        }

        if (
            _cued?.Role != AttributeRole.People
            && i > 0
            && _tokens[i - 1].Text is "in" or "at" or "near" or "from" or "outside"
            && _reading.IsTalkative
        )
        {
            return null;
        }

        var announced =
            _cued?.Role == AttributeRole.People
            && person.Roles.Any(r => r.Attribute == _cued)
            && (person.Total >= 2 || _finder.IsStrange(token.Text))
            && (_finder.IsNameLike(token) || token.IsCapital || _finder.IsRare(token) || person.Total >= 15);
        if (announced && _spans[i] is { } span && span.IsOnlyCue)
        {
            return null;
        }

        return announced || (person.Total >= 6 && _finder.IsNameLike(token)) ? person : null;
    }

    /// <summary>"the Coen brothers" are all of that name who make items in the same part.</summary>
    private int Brothers(int i, Person person)
    {
        if (AreSiblings(i + 1))
        {
            var attribute = person.MainRole;
            var surname = _tokens[i].Text;
            var column = _lexicon.Catalog.Categories(attribute.Name)!;
            var all = column
                .Values.Where(v =>
                    column.CountOf(column.ValueId(v)) >= 3 && TextFolding.Fold(v).EndsWith(" " + surname, StringComparison.Ordinal)
                )
                .ToList();
            Add(
                new Mention(MentionKind.Value, Meant(), i, i + 2)
                {
                    Attribute = attribute,
                    Values = all,
                    Text = Raw(i, i + 2),
                }
            );
            return 2;
        }

        Person(i, person, 1);
        return 1;
    }

    private bool NounAt(int i) => i < _tokens.Count && _finder.IsItemNoun(_tokens[i]);

    private bool AreSiblings(int i) => i < _tokens.Count && _tokens[i].Text is "brothers" or "bros" or "sisters" or "siblings";

    private (Person Person, int Tokens)? PersonAt(int i)
    {
        if (_spans[i]?.Entry(EntryKind.Person) is { } entry)
        {
            return (entry.Person!, _spans[i]!.To - i);
        }

        return _tokens[i].IsWord && _lexicon.Surname(_tokens[i].Text) is { } person && person.Total >= 3 ? (person, 1) : null;
    }

    private int LeaveOver(int i) => LeaveOver(i, i + 1);

    private int LeaveOver(int i, int to, bool isFiller = false)
    {
        _reading.ContentWords += isFiller ? 0 : to - i;
        _cued = isFiller ? _cued : null;
        AddText(Tokenizer.Join(_tokens, i, to), i);
        return to - i;
    }

    private void AddText(string words, int from)
    {
        _leftFrom = _left.Length == 0 ? from : _leftFrom;
        _ = _left.Length > 0 ? _left.Append(' ') : _left;
        _left.Append(words);
    }

    private void FlushText(int to)
    {
        if (_left.Length > 0 && !_signals)
        {
            _left.Clear();
        }

        if (_left.Length > 0)
        {
            _reading.Text.Add((_left.ToString(), _leftFrom, to));
            _left.Clear();
        }

        _leftFrom = -1;
    }
}
