using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

// What the lexicon has words for: values, phrases, attributes and their numbers.
internal sealed partial class MessageReader
{
    private int Spanned(int i, Span span)
    {
        if (Swaps(i))
        {
            return 1;
        }

        var length = span.To - i;
        if (
            span.Entry(EntryKind.Missing) is { } missing
            && (_opensQuestion || span.Entries.All(e => e.Kind is EntryKind.Missing or EntryKind.Cue))
        )
        {
            FlushText(i);
            _reading.Missing.Add(missing.Missing!);
            _titleDue = _opensQuestion;
            return length;
        }

        if (span.Entry(EntryKind.Phrase) is { } phrase && !(_cued?.Role == AttributeRole.People && Surname(i) is not null))
        {
            if (phrase.Phrase is { Where: null, Prefer: null, Text: null, By: null, Not: null })
            {
                FlushText(i);
                _reading.HasItemNoun = true;
                return length;
            }

            Add(new Mention(MentionKind.Phrase, Meant(), i, span.To) { Phrase = phrase.Phrase, Text = Raw(i, span.To) });
            return length;
        }

        if (length == 2 && AreSiblings(i + 1) && _lexicon.Surname(_tokens[i].Text) is { } sibling)
        {
            return Brothers(i, sibling);
        }

        if (span.Entry(EntryKind.Person) is { } person && Person(i, person.Person!, length))
        {
            return length;
        }

        if (
            length == 1
            && span.Entries.All(e => e.Kind == EntryKind.Cue || e.Attribute?.Role == AttributeRole.Topic)
            && !span.IsOnlyCue
            && Surname(i) is { } known
            && (!NounAt(span.To) || known.MainRole == _maker)
        )
        {
            return Brothers(i, known);
        }

        if (span.Entry(EntryKind.ItemNoun) is null && Values(span) is { } value && !IsIncidental(value))
        {
            if (value.Attribute!.Role == AttributeRole.Topic && i > 0 && _tokens[i - 1].Text is "my" or "our")
            {
                FlushText(i); // "with my grandmother" tells who watches, not what.
                return length;
            }

            Add(
                new Mention(MentionKind.Value, Meant(), i, span.To)
                {
                    Attribute = value.Attribute,
                    Values = value.Values,
                    Text = Raw(i, span.To),
                }
            );
            return length;
        }

        if (length == 1 && Surname(i) is { } surname && (span.IsOnlyCue is false || _cued?.Role == AttributeRole.People))
        {
            return Brothers(i, surname);
        }

        return Grammatical(i, span) ? length : LeaveOver(i);
    }

    /// <summary>In a story a topic counts only where it is announced: "my daughter is dropping the twins off" asks for neither.</summary>
    private bool IsIncidental(LexiconEntry value) =>
        value.Attribute!.Role == AttributeRole.Topic
        && _stance is Regard.Wanted
        && !_about
        && _cued is null
        && ((_reading.IsTalkative && !_wants) || !_signals);

    /// <summary>Among several readings as a value the announced attribute wins, then the kinds, then the order of the schema.</summary>
    private LexiconEntry? Values(Span span)
    {
        var values = span.Entries.Where(e => e.Kind == EntryKind.Value).ToList();
        if (values.Count == 0)
        {
            return null;
        }

        if (_cued is not null && values.FirstOrDefault(v => v.Attribute == _cued) is { } cued)
        {
            return cued;
        }

        return values.MinBy(v => v.ValueOrder);
    }

    private bool Person(int i, Person person, int length)
    {
        var attribute = _cued?.Role == AttributeRole.People && person.Roles.Any(r => r.Attribute == _cued) ? _cued : null;
        Add(
            new Mention(MentionKind.Value, Meant(), i, i + length)
            {
                Attribute = attribute ?? person.MainRole,
                Values = [person.Name],
                Person = attribute is null ? person : null,
                Text = Raw(i, i + length),
            }
        );
        return true;
    }

    private bool Grammatical(int i, Span span)
    {
        if (span.Entry(EntryKind.NumberWord) is { } number && !IsMoreOf(i, span))
        {
            NumberWord(number, i, span.To);
            FlushText(i);
            return true;
        }

        if (span.Entry(EntryKind.AttributeQuestion) is { } question && _asks)
        {
            FlushText(i);
            _reading.Questions.Add(new Question(question.Attribute!, false, true));
            _titleDue = true;
            return true;
        }

        if (span.Entry(EntryKind.AttributeCue) is { } cue)
        {
            FlushText(i);
            if (_asks && cue.Attribute!.Role == AttributeRole.Topic && (span.To >= _tokens.Count || !_tokens[span.To].IsWord))
            {
                // "what is the second one about?"
                _reading.Questions.Add(
                    new Question(_lexicon.Catalog.Schema.WithRole(AttributeRole.Description) ?? cue.Attribute, false, true)
                );
                return true;
            }

            _cued = cue.Attribute;
            if (cue.Attribute!.Role is AttributeRole.Topic or AttributeRole.Description)
            {
                _about = true;
            }

            Cued(Cue.About, i, note: _about);
            return true;
        }

        if (span.Entry(EntryKind.AttributeVerb) is { } verb)
        {
            FlushText(i);
            Verb(i, verb.Attribute!);
            return true;
        }

        if (span.Entry(EntryKind.ItemNoun) is not null)
        {
            FlushText(i);
            _cued = null;
            _reading.HasItemNoun = true;
            return true;
        }

        if (span.Entry(EntryKind.AttributeName) is { } name && AttributeName(i, span, name.Attribute!))
        {
            FlushText(i);
            return true;
        }

        var cues = span.Entries.Where(e => e.Kind == EntryKind.Cue).Select(e => e.Cue).ToList();
        return cues.Count > 0 && Cues(i, span, cues);
    }

    /// <summary>
    /// "director" is a question in "who is the director of Heat", a drop in "forget the decade", an announcement in "director Sofia
    /// Coppola".
    /// </summary>
    private bool AttributeName(int i, Span span, AttributeDefinition attribute)
    {
        if (_stance == Regard.Dropped || (_stance == Regard.Unwanted && _reading.Has(Cue.Drop)))
        {
            Add(new Mention(MentionKind.Attribute, Regard.Dropped, i, span.To) { Attribute = attribute, Text = Raw(i, span.To) });
            return true;
        }

        if ((_asks || AsksWithNameOnly()) && attribute.Role != AttributeRole.Kind)
        {
            _reading.Questions.Add(new Question(attribute, false, true));
            _titleDue = true;
            return true;
        }

        if (attribute.Role == AttributeRole.People)
        {
            _cued = attribute;
            Cued(Cue.Named, i, note: true);
            MakersOf(attribute, span.To);
            return true;
        }

        return span.Entries.All(e => e.Kind == EntryKind.AttributeName);
    }

    /// <summary>"and the director?": small words and the names of attributes, and nothing else.</summary>
    private bool AsksWithNameOnly() =>
        _tokens is [.., { Kind: TokenKind.Stop, Text: "?" }]
        && _reading.Words <= 5
        && _reading.Mentions.Count == 0
        && _spans.Where((_, k) => _tokens[k].IsWord).All(s => s is null || s.IsOnlyCue || s.Entry(EntryKind.AttributeName) is not null)
        && _tokens.Where(t => t.IsWord).All(t => !_finder.IsStrange(t.Text));

    /// <summary>"the director of Oldboy": whoever the catalogue names there.</summary>
    private void MakersOf(AttributeDefinition attribute, int i)
    {
        if (!Is(i, "of") && !Is(i, "behind") && !Is(i, "from"))
        {
            return;
        }

        var title = _titles.LongestExact(_tokens, i + 1, 1) ?? _titles.Resolve(_tokens, i + 1, ChunkEnd(i + 1));
        if (title is null)
        {
            return;
        }

        var (after, items) = _titles.Qualify(_tokens, title.To, title.Items, PersonAt);
        var people = _lexicon.Catalog.Column(attribute.Name)!.Texts(items[0]);
        if (people.Count > 0)
        {
            Add(
                new Mention(MentionKind.Value, Meant(), i, title.To)
                {
                    Attribute = attribute,
                    Values = people,
                    Text = Raw(i + 1, title.To),
                }
            );
            _skip = title.To + after - i;
        }
    }

    private void Verb(int i, AttributeDefinition attribute)
    {
        var asked = _reading.Has(Cue.Who) || _reading.Has(Cue.Which);
        if (asked && _asks && attribute.Role == AttributeRole.People && !NextIsBy(i))
        {
            _reading.Questions.Add(new Question(attribute, false, true));
            _titleDue = true;
            return;
        }

        if (_reading.Has(Cue.Pronoun) || _reading.Mentions.Exists(m => m.Person is not null || m.Attribute?.Role == AttributeRole.People))
        {
            _reading.Roles.Add((attribute, _stance is not (Regard.Unwanted or Regard.Never), i));
            return;
        }

        _cued = attribute;
    }

    private bool NextIsBy(int i) => i + 1 < _tokens.Count && _tokens[i + 1].Text == "by";

    private void NumberWord(LexiconEntry entry, int from, int to)
    {
        var attribute = entry.Attribute!;
        switch (entry.Comparing)
        {
            case Comparing.Most or Comparing.Least:
                if (_asks && (_reading.Has(Cue.Which) || _reading.Has(Cue.Compare)))
                {
                    _reading.Questions.Add(new Question(attribute, true, entry.Comparing == Comparing.Most));
                }

                var listsAll = Is(to, "first") && (to + 1 >= _tokens.Count || !_tokens[to + 1].IsWord);
                _reading.Sorting ??= new Sorting(attribute.Name, entry.Comparing == Comparing.Most ? "desc" : "asc", !listsAll);
                _skip += listsAll ? 1 : 0;
                break;
            case Comparing.More or Comparing.Less when _asks && (_reading.Has(Cue.Which) || _reading.Has(Cue.Compare)):
                _reading.Questions.Add(new Question(attribute, true, entry.Comparing == Comparing.More));
                break;
            case Comparing.More or Comparing.Less when _stance == Regard.Dropped:
                Add(new Mention(MentionKind.Attribute, Regard.Dropped, to - 1, to) { Attribute = attribute, Text = attribute.DisplayName });
                break;
            case Comparing.More or Comparing.Less:
                _reading.Comparisons.Add(new Comparison(attribute, (entry.Comparing == Comparing.More) ^ (_stance is Regard.Unwanted)));
                break;
            default:
                HighOrLow(entry, from);
                break;
        }
    }

    /// <summary>"long" and "short" as such, or in "too long", "not too long".</summary>
    private void HighOrLow(LexiconEntry entry, int i)
    {
        var attribute = entry.Attribute!;
        var high = entry.Comparing == Comparing.High;
        var negative = _too || _stance is Regard.Unwanted or Regard.Never;
        if (_too && _stance == Regard.Wanted)
        {
            _reading.Comparisons.Add(new Comparison(attribute, !high));
            return;
        }

        var bound = high ? attribute.Words!.HighFrom : attribute.Words!.LowTo;
        // "under two hours long"
        var isMeasured = _reading.Mentions is [.., { Kind: MentionKind.Range } last] && last.To == i && last.Attribute == attribute;
        if (bound is not null && !isMeasured)
        {
            Add(
                new Mention(MentionKind.Range, Regard.Wanted, _clauseStart, _clauseStart)
                {
                    Attribute = attribute,
                    Lower = high ^ negative ? bound : null,
                    Upper = high ^ negative ? null : bound,
                    Text = attribute.DisplayName,
                }
            );
        }
    }

    /// <summary>"more suspense" asks for a quality; "more cartoons" for further items.</summary>
    private bool IsMoreOf(int i, Span span) =>
        span.Is(Cue.MoreOf)
        && span.To < _tokens.Count
        && _spans[span.To] is { IsOnlyCue: false } next
        && next.Entry(EntryKind.ItemNoun) is null
        && !next.Entries.Any(e => e.Attribute?.Role == AttributeRole.Kind || e.Phrase?.Where is not null);
}
