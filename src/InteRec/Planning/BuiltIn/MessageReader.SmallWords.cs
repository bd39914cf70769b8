using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

// The small words, which say how what follows is meant.
internal sealed partial class MessageReader
{
    private bool Cues(int i, Span span, List<Cue> cues)
    {
        foreach (var cue in cues)
        {
            if (cue is not Cue.Filler)
            {
                Cued(cue, i, note: IsNoted(cue, i, span));
            }
        }

        _titleDueAt =
            cues.Contains(Cue.Filler) && _titleDueAt == i && cues.Count == 1 || cues.Exists(c => c is not Cue.Filler)
                ? span.To
                : _titleDueAt;
        if (cues.Contains(Cue.Not) || cues.Contains(Cue.Less))
        {
            Negate(cues.Contains(Cue.Less) && !cues.Contains(Cue.Not));
            _cued = span.To - i > 1 ? CueEnding(span) : null;
            FlushText(i);
        }
        else if (cues.Contains(Cue.Never))
        {
            SetStance(Regard.Never);
            _titleDue = true;
        }
        else if (cues.Contains(Cue.Disliked) && FeltOfBefore(span.To, Regard.Disliked))
        {
            FlushText(i);
        }
        else if (cues.Contains(Cue.Disliked))
        {
            SetStance(Regard.Disliked);
            _titleDue = true;
        }
        else if (cues.Contains(Cue.SeenAll) || cues.Contains(Cue.RejectAll))
        {
            FlushText(i);
        }
        else if (
            cues.Contains(Cue.Seen)
            && !TitleFollows(span.To)
            && _reading.Mentions is [.., { Kind: MentionKind.Item, Regard: Regard.Wanted or Regard.Like } before]
            && SpeaksOf(before, i)
        )
        {
            _left.Clear(); // "Arsenic and Old Lace they've seen"
            Relabel(before.Regard, Regard.Seen);
        }
        else if (cues.Contains(Cue.Seen))
        {
            FlushText(i);
            SetStance(Regard.Seen);
            _titleDue = true;
        }
        else if (cues.Contains(Cue.Liked) && FeltOfBefore(span.To, Regard.Liked))
        {
            FlushText(i);
        }
        else if (cues.Contains(Cue.Liked))
        {
            FlushText(i);
            SetStance(Regard.Liked);
            _titleDue = true;
        }
        else if (cues.Contains(Cue.LikedBefore))
        {
            Relabel(Regard.Wanted, Regard.Liked);
        }
        else if (cues.Contains(Cue.Like) && !(_reading.Has(Cue.More) && i + 1 >= _tokens.Count))
        {
            FlushText(i);
            SetStance(_stance is Regard.Unwanted ? Regard.Disliked : Regard.Like);
            _titleDue = true;
        }
        else if (cues.Contains(Cue.Swap))
        {
            FlushText(i);
            SetStance(Regard.Dropped);
            _swaps = true;
        }
        else if (cues.Contains(Cue.Drop) && !cues.Contains(Cue.Want))
        {
            FlushText(i);
            SetStance(Regard.Dropped);
        }
        else
        {
            Joined(i, span, cues);
        }

        return true;
    }

    /// <summary>"swap the dramas for horror", "replace them with horror": what follows takes the place of what came before.</summary>
    private bool Swaps(int i)
    {
        if (
            !_swaps
            || _reading.Mentions is not [.., { Regard: Regard.Dropped }]
            || _tokens[i].Text is not ("for" or "with" or "to" or "by" or "into")
        )
        {
            return false;
        }

        SetStance(Regard.Wanted);
        _reading.Cues.TryAdd(Cue.Replace, i);
        _swaps = false;
        return true;
    }

    private void Joined(int i, Span span, List<Cue> cues)
    {
        if (cues.Contains(Cue.Or))
        {
            _or = true;
            FlushText(i);
        }
        else if (cues.Contains(Cue.And))
        {
            _and = true;
            if (_stance is Regard.Unwanted or Regard.Dropped && !SameKindFollows(span.To))
            {
                SetStance(Regard.Wanted);
            }

            _left.Append(_left.Length > 0 ? " and" : string.Empty);
            StartsPart(i, span.To);
        }
        else if (cues.Contains(Cue.But))
        {
            EndClause(i, endsSentence: false);
        }
        else if (cues.Contains(Cue.About) || cues.Contains(Cue.TheOne))
        {
            if (!_about)
            {
                FlushText(i);
            }

            _about = true;
            if (_stance is Regard.Like)
            {
                SetStance(Regard.Wanted);
            }
        }
        else if (cues.Contains(Cue.Too))
        {
            _too = true;
            _also = true;
        }
        else if (cues.Contains(Cue.Replace))
        {
            FlushText(i);
            if (_tokens[span.To - 1].Text == "of")
            {
                SetStance(Regard.Dropped);
                _replaced = true;
            }
            else if (_stance is not (Regard.Unwanted or Regard.Dropped))
            {
                SetStance(Regard.Wanted);
            }
        }
        else if (cues.Contains(Cue.Also))
        {
            _also = true;
        }
        else if (cues.Contains(Cue.Want) || cues.Contains(Cue.Only))
        {
            FlushText(i);
            _wants = true;
            _titleDue = false;
            if (_stance is not (Regard.Unwanted or Regard.Dropped or Regard.Never) || i == _clauseStart)
            {
                SetStance(Regard.Wanted);
            }
        }
        else if (cues.Contains(Cue.Describe))
        {
            FlushText(i);
            _titleDue = true;
        }
        else if (cues.Contains(Cue.Named))
        {
            FlushText(i);
            _cued = PeopleNamedBy(span) ?? _cued;
            _titleDue = _cued?.Role != AttributeRole.People;
            if (PeopleNamedBy(span) is { } asked && AsksWithNameOnly())
            {
                _reading.Questions.Add(new Question(asked, false, true));
            }
            else if (PeopleNamedBy(span) is { } makers)
            {
                MakersOf(makers, span.To);
            }
        }
        else if (_about && !cues.Contains(Cue.Filler))
        {
            LeaveOver(i, span.To);
        }
        else if (_left.Length > 0 && cues.Contains(Cue.Filler))
        {
            LeaveOver(i, span.To, isFiller: true);
        }
    }

    /// <summary>The attribute of people whose word ends the span: "by the director".</summary>
    private AttributeDefinition? PeopleNamedBy(Span span) =>
        _lexicon.Catalog.Schema.Attributes.FirstOrDefault(a =>
            a.Role == AttributeRole.People && a.Synonyms.Append(a.DisplayName).Any(n => TextFolding.Fold(n) == _tokens[span.To - 1].Text)
        );

    private bool IsNoted(Cue cue, int i, Span span) =>
        cue switch
        {
            // "for" replaces only after "same" or "swap"; alone it is a filler.
            Cue.Replace => span.To - i > 1 || _tokens[i].Text is not ("for" or "now" or "try" or "actually" or "rather"),
            Cue.MoreOf or Cue.More when IsMoreOf(i, span) => cue == Cue.MoreOf,
            Cue.MoreOf => false,
            Cue.Also => _tokens[i].Text != "and",
            Cue.Drop => span.To - i > 1 || _tokens[i].Text is not ("any" or "whatever"),
            Cue.Around => false,
            _ => true,
        };

    private void Cued(Cue cue, int i, bool note)
    {
        if (note)
        {
            _reading.Cues.TryAdd(cue, i);
        }

        switch (cue)
        {
            case Cue.Pronoun when _stance is Regard.Dropped or Regard.Unwanted or Regard.Never:
                _reading.PersonGoes = _stance is Regard.Dropped ? Regard.Dropped : Regard.Unwanted;
                break;
            case Cue.Best:
                _reading.Sorting ??= new Sorting("quality", null, false);
                break;
            case Cue.Worst:
                _reading.Sorting ??= _lexicon.Catalog.Schema.WithRole(AttributeRole.Quality) is { } quality
                    ? new Sorting(quality.Name, "asc", false)
                    : null;
                break;
            case Cue.Popular:
                _reading.Sorting ??= new Sorting("popularity", null, false);
                break;
            case Cue.Underrated:
                _reading.Novelty = 0.6;
                break;
            case Cue.Chronological when _year is not null:
                _reading.Sorting ??= new Sorting(_year.Name, "asc", false);
                break;
            case Cue.SortBy:
                SortedBy(_spans[i]!.To);
                break;
            case Cue.Recent or Cue.Old when _year is not null && _stance is Regard.Wanted or Regard.Unwanted && !_asks:
                Add(Age(cue == Cue.Recent, i));
                break;
            case Cue.PickOne:
                _reading.Count ??= 1;
                break;
            case Cue.Beneficiary:
                StartLabel(i);
                break;
            default:
                break;
        }
    }

    /// <summary>"sort by length": a number from its greatest on, years from the first.</summary>
    private void SortedBy(int from)
    {
        var i = from;
        while (i < _tokens.Count && _tokens[i].Text is "the" or "their" or "its")
        {
            i++;
        }

        if (i < _tokens.Count && _tokens[i].Text is "rating" or "ratings" or "quality" or "popularity")
        {
            _reading.Sorting ??= new Sorting(_tokens[i].Text == "popularity" ? "popularity" : "quality", null, false);
            _skip = i + 1 - from;
            return;
        }

        if (
            i >= _tokens.Count
            || _spans[i]
                ?.Entries.FirstOrDefault(e =>
                    e.Kind is EntryKind.AttributeName or EntryKind.NumberWord
                    && e.Attribute?.Type is AttributeType.Number or AttributeType.Date
                )
                ?.Attribute
                is not { } attribute
        )
        {
            return;
        }

        _reading.Sorting ??= new Sorting(attribute.Name, attribute.Role == AttributeRole.Year ? "asc" : "desc", false);
        _skip = _spans[i]!.To - from;
    }

    /// <summary>"new", "old", and "not too old": bounds on the year, counted from <see cref="CatalogSnapshot.Now"/>.</summary>
    private Mention Age(bool isNew, int i)
    {
        const int New = 6;
        const int NotNew = 10;
        const int NotOld = 25;
        const int Old = 40;
        var newest = _lexicon.Catalog.Now;
        var mention = new Mention(MentionKind.Range, Regard.Wanted, i, i + 1) { Attribute = _year, Text = Raw(i, i + 1) };
        return (isNew, _stance is Regard.Unwanted) switch
        {
            (true, false) => mention with { Lower = newest - New },
            (true, true) => mention with { Upper = newest - NotNew },
            (false, true) => mention with { Lower = newest - NotOld },
            _ => mention with { Upper = newest - Old },
        };
    }

    private void Negate(bool isLess)
    {
        if (_stance is Regard.Unwanted && !isLess)
        {
            return;
        }

        SetStance(Regard.Unwanted);
        _about = false;
        _titleDue = true;
    }

    /// <summary>"nothing by", "not about": the negation ends in the cue of an attribute.</summary>
    private AttributeDefinition? CueEnding(Span span) =>
        _lexicon.Catalog.Schema.Attributes.FirstOrDefault(a =>
            a.Cues.Contains(_tokens[span.To - 1].Text, StringComparer.Ordinal) && a.Role != AttributeRole.Language
        );

    private Regard Meant() =>
        _too && _stance is Regard.Wanted ? Regard.Unwanted
        : _stance is Regard.Like or Regard.Seen ? Regard.Wanted
        : _stance;

    private void Add(Mention mention)
    {
        FlushText(mention.From);
        _cued = mention.Attribute?.Role == AttributeRole.People ? _cued : null;
        _reading.Mentions.Add(
            mention with
            {
                IsAlternative = _or,
                IsJoined = _and,
                IsAlso = _also,
                IsReplaced = _replaced,
                IsAnnounced = _about,
                Part = _part,
            }
        );
        if (_about && mention.Regard == Regard.Wanted && IsSoft(mention))
        {
            // What a plot mentions is also said in the search for it.
            AddText(Tokenizer.Join(_tokens, mention.From, mention.To), mention.From);
        }

        (_or, _and, _too, _also) = (false, false, false, false);
        _titleDue = _titleDue && _stance is Regard.Unwanted or Regard.Never or Regard.Liked or Regard.Disliked or Regard.Seen;
    }

    private static bool IsSoft(Mention mention) =>
        mention.Kind is MentionKind.Phrase
        || (mention.Kind is MentionKind.Value && mention.Attribute!.Role is AttributeRole.Topic or AttributeRole.Mood);

    /// <summary>"I've seen Heat and loved it": the feeling is about what was named before.</summary>
    private bool FeltOfBefore(int at, Regard stance)
    {
        var points = at < _tokens.Count && _spans[at] is { } span && (span.Is(Cue.That) || span.Is(Cue.Those));
        if (!points || _reading.Mentions is not [.., { Kind: MentionKind.Item, Regard: Regard.Seen } last])
        {
            return false;
        }

        Relabel(last.Regard, stance);
        SetStance(Regard.Wanted);
        _skip = _spans[at]!.To - at;
        return true;
    }

    private bool TitleFollows(int i) =>
        i < _tokens.Count && _tokens[i].IsWord && (_tokens[i].IsCapital || _titles.LongestExact(_tokens, i, minimumWords: 1) is not null);

    /// <summary>Nothing but small words stands between what was named and the verb.</summary>
    private bool SpeaksOf(Mention mention, int verb) =>
        mention.To >= _clauseStart
        && Enumerable
            .Range(mention.To, Math.Max(0, verb - mention.To))
            .All(k => _tokens[k].IsWord && _spans[k] is null or { IsOnlyCue: true })
        && verb - mention.To <= 2;

    /// <summary>"was brilliant" makes what was named just before a liked one.</summary>
    private void Relabel(Regard from, Regard to)
    {
        for (
            var k = _reading.Mentions.Count - 1;
            k >= 0
                && _reading.Mentions[k].Kind is MentionKind.Item or MentionKind.Series
                && _reading.Mentions[k].Regard is var stance
                && (stance == from || stance is Regard.Like or Regard.Seen);
            k--
        )
        {
            _reading.Mentions[k] = _reading.Mentions[k] with { Regard = to };
        }
    }

    private bool SameKindFollows(int i)
    {
        while (i < _tokens.Count && _spans[i] is { IsOnlyCue: true } cue && cue.Is(Cue.Filler))
        {
            i = cue.To;
        }

        return i < _tokens.Count
            && _tokens[i].IsWord
            && (
                _spans[i] is { IsOnlyCue: false }
                || (_spans[i] is null && (Surname(i) is not null || _titles.LongestExact(_tokens, i, 1) is not null))
            );
    }
}
