using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

// Titles: announced, quoted, standing alone, misspelt, and whole series.
internal sealed partial class MessageReader
{
    private int Quoted(int i)
    {
        var end = i;
        while (end < _tokens.Count && _tokens[end].Quote == _tokens[i].Quote)
        {
            end++;
        }

        if (i > 0 && _tokens[i - 1].Quote == _tokens[i].Quote)
        {
            return 0;
        }

        var title = _titles.Exact(_tokens, i, end) ?? _titles.Resolve(_tokens, i, end);
        if (title is not null)
        {
            AddTitle(title, i, end);
            return end - i;
        }

        if (_spans[i] is { } span && !span.IsOnlyCue && span.To >= end)
        {
            return 0;
        }

        if (end - i <= 8)
        {
            _reading.Unknown.Add(Raw(i, end));
            return end - i;
        }

        return 0;
    }

    /// <summary>A title where one is due: after "like", "I loved", "seen".</summary>
    private int TitleHere(int i)
    {
        var isName = _tokens[i].IsCapital && i > _clauseStart && _tokens[i].Text.Length > 1;
        if (
            !isName
            && _spans[i] is { IsOnlyCue: true } cue
            && (cue.Is(Cue.Filler) || cue.Is(Cue.And) || cue.Is(Cue.Or) || cue.Is(Cue.Liked) || cue.Is(Cue.Disliked))
            && _titles.LongestExact(_tokens, i, minimumWords: 2) is null
        )
        {
            return 0;
        }

        if (_stance is Regard.Unwanted or Regard.Never && i != _titleDueAt)
        {
            return 0;
        }

        if (_titles.LongestExact(_tokens, i, minimumWords: 1) is { } exact && IsTitle(exact, i))
        {
            if (!_tokens[i].IsCapital && SpeaksWithin(exact.To))
            {
                return 0;
            }

            if (_stance is Regard.Like or Regard.Liked or Regard.Disliked && LongerGuess(i, exact.To) is > 0 and var longer)
            {
                return longer;
            }

            AddTitle(exact, i, exact.To);
            return exact.To - i;
        }

        if (Opens(i) || StartsRange(i))
        {
            return 0;
        }

        var end = ChunkEnd(i);
        if (_stance is Regard.Unwanted or Regard.Never && !HasStrange(i, end) && !CapitalsFrom(i, end))
        {
            return 0;
        }

        if (_spans[i] is { IsOnlyCue: false } span && span.To >= end && !CapitalsFrom(i, end))
        {
            _titleDue = _stance != Regard.Like;
            return 0;
        }

        return Guess(i, end);
    }

    /// <summary>A misspelt title that is longer than the exact one: "eternal sunshne of the spotles mind" is not "Eternal".</summary>
    private int LongerGuess(int i, int exactTo)
    {
        var end = ChunkEnd(i);
        if (!HasStrange(exactTo, end))
        {
            return 0;
        }

        for (var to = end; to > exactTo; to--)
        {
            if ((to == end || IsBreak(to)) && HasStrange(exactTo, to) && _titles.Resolve(_tokens, i, to) is { } title)
            {
                AddTitle(title, i, to);
                return to - i;
            }
        }

        return 0;
    }

    /// <summary>"not the Bourne ones", "no Batman": all items with the name in their title.</summary>
    private int SeriesHere(int i)
    {
        var start = Is(i, "the") || Is(i, "any") ? i + 1 : i;
        for (var to = Math.Min(_tokens.Count, start + 5); to > start; to--)
        {
            if (!Enumerable.Range(start, to - start).All(k => _tokens[k].IsWord) || !IsSeriesName(start, to))
            {
                continue;
            }

            var items = _titles.Series(_tokens, start, to);
            var exact = _titles.Exact(_tokens, start, to) ?? (start > i ? _titles.Exact(_tokens, i, to) : null);
            if (_stance == Regard.Seen && exact is not null && !IsSeriesNoun(to))
            {
                return 0;
            }

            if (items.Count >= 2 || (items.Count == 1 && exact is not null))
            {
                FlushText(i);
                var all = exact is null ? items : [.. exact.Items.Concat(items).Distinct()];
                _reading.Mentions.Add(
                    new Mention(MentionKind.Series, _stance, start, to)
                    {
                        Items = all,
                        Text = Raw(start, to),
                        Part = _part,
                    }
                );
                (_or, _and) = (false, false);
                return to - i;
            }
        }

        return 0;
    }

    /// <summary>"the Godfather trilogy", "Harry Potter films": all items of a series.</summary>
    private int WantedSeries(int i)
    {
        for (var to = i + 1; to <= Math.Min(_tokens.Count - 1, i + 5) && _tokens[to - 1].IsWord; to++)
        {
            var announced = _tokens[to].Text is "series" or "trilogy" or "saga" or "franchise";
            if (
                (
                    !announced
                    && !(
                        _finder.IsItemNoun(_tokens[to])
                        && (CapitalsFrom(i, to) || (_spans[i] is null && _finder.IsRare(_tokens[i])))
                        && !IsAllCues(i, to)
                        && NumberReader.Number(_tokens, i) is null
                    )
                )
                || (to == i + 1 && Surname(i) is not null)
                || _spans[i] is { IsOnlyCue: false }
                || !IsSeriesName(i, to)
                || _titles.Series(_tokens, i, to) is not { Count: > 1 } items
            )
            {
                continue;
            }

            FlushText(i);
            _reading.HasItemNoun = true;
            _reading.Mentions.Add(
                new Mention(MentionKind.Series, Regard.Wanted, i, to)
                {
                    Items = items,
                    Text = Raw(i, to),
                    Part = _part,
                }
            );
            return to + 1 - i;
        }

        return 0;
    }

    /// <summary>Rare words, or words with a capital, that the lexicon does not read as something else.</summary>
    private bool IsSeriesName(int from, int to)
    {
        if (
            _tokens[to - 1].Text is "ones" or "one" or "series" or "please" or "the" or "and" or "or" or "a" or "any"
            || _finder.IsItemNoun(_tokens[to - 1])
            || (_spans[from] is { } first && first.Entries.Any(e => e.Attribute?.Role == AttributeRole.Kind || e.Kind == EntryKind.Phrase))
        )
        {
            return false;
        }

        var followed = IsSeriesNoun(to);
        if (_tokens.Count > to && _tokens[to].Text is "series" or "franchise" or "trilogy" or "saga")
        {
            return true;
        }

        if (
            _spans[from] is { } span
            && !span.IsOnlyCue
            && span.To >= to
            && span.Entries.Any(e => e.Kind is EntryKind.Phrase or EntryKind.Value or EntryKind.Person)
        )
        {
            return span.Entries.All(e => e.Kind == EntryKind.Person || e.Attribute?.Role == AttributeRole.Topic)
                && CapitalsFrom(from, to)
                && from > _clauseStart
                && followed;
        }

        if (_spans[from] is { IsOnlyCue: true } && to - from == 1)
        {
            return false;
        }

        return !IsAllCues(from, to) && (CapitalsFrom(from, to) || followed || to - from >= 2 || _finder.IsRare(_tokens[from]));
    }

    private bool IsSeriesNoun(int i) =>
        i < _tokens.Count
        && (
            _tokens[i].Text is "ones" or "series" or "franchise" or "trilogy" or "saga" || _spans[i]?.Entry(EntryKind.ItemNoun) is not null
        );

    /// <summary>A chunk that is no title exactly: a misspelt one, a series, or a name that is unknown.</summary>
    private int Guess(int i, int end)
    {
        for (var to = end; to > i; to--)
        {
            var isSmall = to == i + 1 && _spans[i] is { IsOnlyCue: true } && !_tokens[i].IsCapital;
            var isPerson = _spans[i]?.To == to && _spans[i]!.Entry(EntryKind.Person) is not null;
            if (
                (to == end || IsBreak(to))
                && !isSmall
                && !isPerson
                && (_tokens[i].IsCapital || !SpeaksWithin(to))
                && _titles.Resolve(_tokens, i, to) is { } title
            )
            {
                AddTitle(title, i, to);
                return to - i;
            }
        }

        if (
            _spans[i] is { } known
            && (known.Entry(EntryKind.Person) ?? known.Entry(EntryKind.Phrase) ?? known.Entry(EntryKind.Value)) is not null
        )
        {
            _titleDue = _stance != Regard.Like;
            return 0;
        }

        var run = CapitalRun(i, end);
        if (
            _stance == Regard.Like
            || run == end
            || (_stance is Regard.Liked or Regard.Disliked or Regard.Seen && i > _clauseStart && run - i >= 2)
        )
        {
            var last = _stance == Regard.Like ? end : run;
            if (Surname(i) is null && (HasStrange(i, last) || (CapitalsFrom(i, last) && last - i >= 2)))
            {
                _reading.Unknown.Add(Raw(i, last));
                return last - i;
            }
        }

        _titleDue = false;
        return 0;
    }

    /// <summary>The token after words with capitals, small words between them passed over: after "Wire" in "The Wire and hates".</summary>
    private int CapitalRun(int from, int to)
    {
        while (to > from && !(_tokens[from].IsCapital && _tokens[to - 1].IsCapital && CapitalsFrom(from, to)))
        {
            to--;
        }

        return to;
    }

    /// <summary>A title without a word that announces it: several words, or one that the question asks about.</summary>
    private int PlainTitle(int i)
    {
        if (_stance == Regard.Dropped || _titles.LongestExact(_tokens, i, minimumWords: 1) is not { } title)
        {
            return 0;
        }

        var words = title.To - i;
        var span = _spans[i];
        if ((span?.Entry(EntryKind.Person) is not null && span.To >= title.To) || (!_tokens[i].IsCapital && SpeaksWithin(title.To)))
        {
            return 0;
        }

        var capitals = CapitalsFrom(i, title.To) && (words > 1 || i > _clauseStart || _asks);
        if ((words == 1 && Surname(i) is not null) || !IsPlausible(i, title.To, capitals))
        {
            return 0;
        }

        if (_stance is Regard.Unwanted or Regard.Never && words <= 2 && span is { IsOnlyCue: false } && !capitals)
        {
            return 0;
        }

        AddTitle(title, i, title.To);
        return words;
    }

    /// <summary>"the villain in the first one" is asked within an item: the words before are no title.</summary>
    private bool SpeaksWithin(int i) =>
        Is(i, "in")
        && (
            Is(i + 1, "it")
            || Is(i + 1, "that")
            || Is(i + 1, "this")
            || (Is(i + 1, "the") && i + 2 < _tokens.Count && Grammar.Ordinals.ContainsKey(_tokens[i + 2].Text))
            || (i + 1 < _tokens.Count && _tokens[i + 1].IsWord && _titles.LongestExact(_tokens, i + 1, minimumWords: 1) is not null)
        );

    /// <summary>
    /// Words that are a title are often something else as well: one word needs a question about it, two need a capital or no other meaning.
    /// </summary>
    private bool IsPlausible(int from, int to, bool capitals)
    {
        var span = _spans[from];
        var covered = span is not null && span.To >= to && !span.IsOnlyCue;
        if (to - from > 1)
        {
            var otherwise = to - from > 2 ? !IsAllCues(from, to) : !IsAllCues(from, to) && !IsAnyCue(from, to);
            return capitals || (!covered && otherwise);
        }

        var isSubject = from == _reading.WhetherAt;
        if (isSubject && (span is null || (covered && !span.Entries.Any(e => e.Attribute?.Role == AttributeRole.Kind))))
        {
            // "is jaws scary?"
            return true;
        }

        var isAll = span is null && _reading.Words == 1; // "bullitt?"
        return isAll || _asks
            ? isAll || capitals || (span is null && AskedAt(from, to))
            : capitals && !covered && (isSubject || _stance is Regard.Unwanted or Regard.Never);
    }

    /// <summary>
    /// A lone word without a capital is a title only where the question has its object: "who directed heat", "jaws or star wars".
    /// </summary>
    private bool AskedAt(int from, int to)
    {
        var before =
            from == _clauseStart
            || AsksUpTo(from)
            || _tokens[from - 1].Text is "is" or "of" or "in" or "or" or "and" or "compare" or "was" or "did" or "does" or "vs";
        var after =
            to >= _tokens.Count
            || !_tokens[to].IsWord
            || _tokens[to].Text
                is "or"
                    or "and"
                    or "vs"
                    or "which"
                    or "the"
                    or "about"
                    or "rated"
                    or "any"
                    or "made"
                    or "gross"
                    or "take"
                    or "with"
                    or "for"
                    or "suitable";
        return before && after;
    }

    /// <summary>A question, verb or name of an attribute ends at the token.</summary>
    private bool AsksUpTo(int to)
    {
        for (var i = Math.Max(0, to - Lexicon.MaxWords); i < to; i++)
        {
            if (
                _spans[i] is { } span
                && span.To == to
                && (span.Entry(EntryKind.AttributeQuestion) ?? span.Entry(EntryKind.AttributeVerb) ?? span.Entry(EntryKind.AttributeName))
                    is not null
            )
            {
                return true;
            }
        }

        return false;
    }

    private bool IsTitle(TitleSpan title, int i)
    {
        var words = title.To - i;
        if (words == 2 && (Is(i, "a") || Is(i, "an")) && !_tokens[i + 1].IsCapital)
        {
            return false;
        }

        if (words > 1 && Is(i, "the") && _spans[i + 1] is { IsOnlyCue: false } inner && inner.To >= title.To)
        {
            // "the war ones": an article before a word of the lexicon makes no title.
            return CapitalsFrom(i + 1, title.To);
        }

        if (_spans[i] is not { } span || words > span.To - i)
        {
            return true;
        }

        if (!span.IsOnlyCue && words < span.To - i)
        {
            return false;
        }

        // "like westerns" is the genre, "like Heat" the film: a word that the lexicon has too needs a capital.
        return span.IsOnlyCue ? words > 1 || (_tokens[i].IsCapital && i > _clauseStart) : CapitalsFrom(i, title.To);
    }

    private void AddTitle(TitleSpan title, int from, int to)
    {
        FlushText(from);
        var items = title.Items;
        var (after, narrowed) = _titles.Qualify(_tokens, to, items, PersonAt);
        var stance = _stance is Regard.Wanted && _titleDue ? Regard.Like : _stance;
        if (title.IsCorrected)
        {
            _reading.Corrected.Add((Raw(from, to), _lexicon.Catalog.Title(items[0])));
        }

        _reading.Mentions.Add(
            new Mention(MentionKind.Item, stance, from, to)
            {
                Items = narrowed,
                Text = Raw(from, to),
                Part = _part,
                IsAlternative = _or,
                IsJoined = _and,
            }
        );
        (_or, _and) = (false, false);
        _skip = after;
        _titleDue = true;
    }
}
