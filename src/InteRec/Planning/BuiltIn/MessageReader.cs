using System.Text;
using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>
/// Reads one message from left to right: what stands at a token is the longest phrase of the lexicon, a year, a number with its unit, a
/// title or a name; small words before it say how it is meant. What is left over is free text.
/// </summary>
internal sealed class MessageReader
{
    /// <summary>People misspell a few names in a message, not hundreds.</summary>
    private const int MostGuesses = 60;

    private readonly string _message;
    private readonly Lexicon _lexicon;
    private readonly SpanFinder _finder;
    private readonly TitleReader _titles;
    private readonly IReadOnlyList<Token> _tokens;
    private readonly Span?[] _spans;
    private readonly int[] _signalsBefore;
    private readonly Reading _reading;
    private readonly RangeReader _ranges;
    private const int MinWordsOfForeign = 4;
    private readonly AttributeDefinition? _year;
    private readonly AttributeDefinition? _maker;

    // Too many words are unknown to be slips of the pen: they are of another language, and no name is guessed from them.
    private readonly bool _isForeign;

    // How what follows is meant; small words set it, the ends of clauses reset it.
    private Stance _stance = Stance.Wanted;
    private AttributeDefinition? _cued;
    private bool _or;
    private bool _and;
    private bool _also;
    private bool _replaced;
    private bool _about;
    private bool _titleDue;
    private bool _too;
    private int _part;
    private int _clauseStart;
    private readonly StringBuilder _left = new();
    private int _leftFrom = -1;
    private int _skip;
    private int _guesses;
    private int _titleDueAt = -1;
    private bool _asks;
    private bool _wants;
    private bool _swaps;
    private bool _signals = true;

    private MessageReader(string message, Lexicon lexicon, SpanFinder finder, TitleReader titles)
    {
        (_message, _lexicon, _finder, _titles) = (message, lexicon, finder, titles);
        var tokens = Tokenizer.Read(message);
        _tokens = tokens;
        _spans = finder.Find(tokens);
        _signalsBefore = CountSignals(_spans);
        _reading = new Reading(tokens);
        _year = lexicon.Catalog.Schema.WithRole(AttributeRole.Year);
        _ranges = new RangeReader(lexicon, tokens, _spans, finder);
        _maker = lexicon.Catalog.Schema.WithRole(AttributeRole.People);
        var words = tokens.Count(t => t.IsWord);
        _isForeign = words >= MinWordsOfForeign && tokens.Count(t => t.IsWord && finder.IsStrange(t.Text)) * 3 > words;
    }

    /// <summary>Reads a message.</summary>
    public static Reading Read(string message, Lexicon lexicon, SpanFinder finder, TitleReader titles) =>
        new MessageReader(message, lexicon, finder, titles).Read();

    private Reading Read()
    {
        _asks = Asks(0);
        _signals = Signals(0);
        for (var i = 0; i < _tokens.Count;)
        {
            i += Step(i);
        }

        EndClause(_tokens.Count, endsSentence: true);
        return _reading;
    }

    /// <summary>Reads what stands at a token; the result is the number of tokens it takes.</summary>
    private int Step(int i)
    {
        var token = _tokens[i];
        if (_skip > 0)
        {
            // The words that told one title from another ("the John Carpenter one") say nothing else.
            var skip = _skip;
            _skip = 0;
            return skip;
        }

        if (!token.IsWord)
        {
            return Sign(i);
        }

        if (token.Quote > 0 && Quoted(i) is > 0 and var quoted)
        {
            return quoted;
        }

        if (_titleDue && i == _titleDueAt && _stance is Stance.Unwanted or Stance.Never or Stance.Seen or Stance.Dropped && SeriesHere(i) is > 0 and var series)
        {
            return series;
        }

        if (_stance == Stance.Wanted && WantedSeries(i) is > 0 and var saga)
        {
            return saga;
        }

        if (_titleDue && TitleHere(i) is > 0 and var titled)
        {
            return titled;
        }

        if (Ranged(i) is > 0 and var ranged)
        {
            return ranged;
        }

        if (Placed(i) is > 0 and var placed)
        {
            return placed;
        }

        if (Counted(i) is > 0 and var counted)
        {
            return counted;
        }

        if (NamePair(i) is > 0 and var pair)
        {
            return pair;
        }

        if (PlainTitle(i) is > 0 and var plain)
        {
            return plain;
        }

        if (_spans[i] is { } span)
        {
            return Spanned(i, span);
        }

        return Named(i) is > 0 and var named ? named : LeaveOver(i);
    }

    private int Sign(int i)
    {
        if (_tokens[i].Kind == TokenKind.Stop)
        {
            EndClause(i, endsSentence: true);
            return 1;
        }

        FlushText(i);
        StartsPart(i, i + 1);
        _titleDueAt = i + 1;
        _titleDue = _titleDue && _stance is Stance.Like or Stance.Liked or Stance.Disliked or Stance.Seen;
        if (_stance is Stance.Unwanted or Stance.Dropped && !ListGoesOn(i))
        {
            SetStance(Stance.Wanted);
        }

        _about = false;
        return 1;
    }

    /// <summary>After a comma a negation goes on only in a list that ends in "or", "nor" or "and": "no horror, gore or violence".</summary>
    private bool ListGoesOn(int comma)
    {
        for (var i = comma + 1; i < _tokens.Count && _tokens[i].Kind != TokenKind.Stop; i++)
        {
            if (_spans[i] is { } span)
            {
                if (span.Is(Cue.Or) || span.Is(Cue.And))
                {
                    return true;
                }

                if (span.Is(Cue.Not) || span.Is(Cue.Want) || span.Is(Cue.Only) || span.Is(Cue.But) || span.Is(Cue.Under) || span.Is(Cue.Over) || span.Is(Cue.Liked))
                {
                    return false;
                }

                i = span.To - 1;
            }
        }

        return false;
    }

    private void EndClause(int i, bool endsSentence)
    {
        FlushText(i);
        SetStance(Stance.Wanted);
        (_cued, _or, _and, _also, _replaced, _titleDue, _too, _about) = (null, false, false, false, false, false, false, false);
        if (endsSentence)
        {
            _clauseStart = i + 1;
            _asks = Asks(i + 1);
            _wants = false;
            _swaps = false;
            _signals = Signals(i + 1);
        }
    }

    private void SetStance(Stance stance)
    {
        _stance = stance;
        _replaced = false;
    }

    // ---- titles and names

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
        if (_spans[i] is { IsOnlyCue: true } cue && (cue.Is(Cue.Filler) || cue.Is(Cue.And) || cue.Is(Cue.Or) || cue.Is(Cue.Liked) || cue.Is(Cue.Disliked)) && _titles.LongestExact(_tokens, i, minimumWords: 2) is null)
        {
            return 0;
        }

        if (_stance is Stance.Unwanted or Stance.Never && i != _titleDueAt)
        {
            return 0;
        }

        if (_titles.LongestExact(_tokens, i, minimumWords: 1) is { } exact && IsTitle(exact, i))
        {
            if (_stance is Stance.Like or Stance.Liked or Stance.Disliked && LongerGuess(i, exact.To) is > 0 and var longer)
            {
                return longer;
            }

            AddTitle(exact, i, exact.To);
            return exact.To - i;
        }

        if (Opens(i) || Ranged(i, peek: true))
        {
            return 0;
        }

        var end = ChunkEnd(i);
        if (_stance is Stance.Unwanted or Stance.Never && !HasStrange(i, end) && !CapitalsFrom(i, end))
        {
            return 0;
        }

        if (_spans[i] is { IsOnlyCue: false } span && span.To >= end && !CapitalsFrom(i, end))
        {
            _titleDue = _stance != Stance.Like;
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
            if (_stance == Stance.Seen && exact is not null && !IsSeriesNoun(to))
            {
                return 0;
            }

            if (items.Count >= 2 || (items.Count == 1 && exact is not null))
            {
                FlushText(i);
                var all = exact is null ? items : [.. exact.Items.Concat(items).Distinct()];
                _reading.Mentions.Add(new Mention(MentionKind.Series, _stance, start, to) { Items = all, Text = Raw(start, to), Part = _part });
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
            if ((!announced && !(_finder.IsItemNoun(_tokens[to]) && CapitalsFrom(i, to) && !IsAllCues(i, to))) || (to == i + 1 && Surname(i) is not null)
                || _spans[i] is { IsOnlyCue: false } || !IsSeriesName(i, to) || _titles.Series(_tokens, i, to) is not { Count: > 1 } items)
            {
                continue;
            }

            FlushText(i);
            _reading.HasItemNoun = true;
            _reading.Mentions.Add(new Mention(MentionKind.Series, Stance.Wanted, i, to) { Items = items, Text = Raw(i, to), Part = _part });
            return to + 1 - i;
        }

        return 0;
    }

    /// <summary>Rare words, or words with a capital, that the lexicon does not read as something else.</summary>
    private bool IsSeriesName(int from, int to)
    {
        if (_tokens[to - 1].Text is "ones" or "one" or "series" or "please" or "the" or "and" or "or" or "a" or "any" || _finder.IsItemNoun(_tokens[to - 1]) || (_spans[from] is { } first && first.Entries.Any(e => e.Attribute?.Role == AttributeRole.Kind || e.Kind == EntryKind.Phrase)))
        {
            return false;
        }

        var followed = IsSeriesNoun(to);
        if (_tokens.Count > to && _tokens[to].Text is "series" or "franchise" or "trilogy" or "saga")
        {
            return true;
        }

        if (_spans[from] is { } span && !span.IsOnlyCue && span.To >= to && span.Entries.Any(e => e.Kind is EntryKind.Phrase or EntryKind.Value or EntryKind.Person))
        {
            return span.Entries.All(e => e.Kind == EntryKind.Person || e.Attribute?.Role == AttributeRole.Topic) && CapitalsFrom(from, to) && from > _clauseStart && followed;
        }

        if (_spans[from] is { IsOnlyCue: true } && to - from == 1)
        {
            return false;
        }

        return !IsAllCues(from, to) && (CapitalsFrom(from, to) || followed || to - from >= 2 || _finder.IsRare(_tokens[from]));
    }

    private bool IsSeriesNoun(int i) => i < _tokens.Count && (_tokens[i].Text is "ones" or "series" or "franchise" or "trilogy" or "saga" || _spans[i]?.Entry(EntryKind.ItemNoun) is not null);

    /// <summary>A chunk that is no title exactly: a misspelt one, a series, or a name that is unknown.</summary>
    private int Guess(int i, int end)
    {
        for (var to = end; to > i; to--)
        {
            var isSmall = to == i + 1 && _spans[i] is { IsOnlyCue: true } && !_tokens[i].IsCapital;
            var isPerson = _spans[i]?.To == to && _spans[i]!.Entry(EntryKind.Person) is not null;
            if ((to == end || IsBreak(to)) && !isSmall && !isPerson && _titles.Resolve(_tokens, i, to) is { } title)
            {
                AddTitle(title, i, to);
                return to - i;
            }
        }

        if (_spans[i] is { } known && (known.Entry(EntryKind.Person) ?? known.Entry(EntryKind.Phrase) ?? known.Entry(EntryKind.Value)) is not null)
        {
            _titleDue = _stance != Stance.Like;
            return 0;
        }

        if (_stance == Stance.Like || (CapitalsFrom(i, end) && _tokens[i].IsCapital))
        {
            var last = end;
            if (Surname(i) is null && (HasStrange(i, last) || (CapitalsFrom(i, last) && last - i >= 2)))
            {
                _reading.Unknown.Add(Raw(i, last));
                return last - i;
            }
        }

        _titleDue = false;
        return 0;
    }

    /// <summary>A title without a word that announces it: several words, or one that the question asks about.</summary>
    private int PlainTitle(int i)
    {
        if (_stance == Stance.Dropped || _titles.LongestExact(_tokens, i, minimumWords: 1) is not { } title)
        {
            return 0;
        }

        var words = title.To - i;
        var span = _spans[i];
        if (span?.Entry(EntryKind.Person) is not null && span.To >= title.To)
        {
            return 0;
        }

        var covered = span is not null && span.To >= title.To && !span.IsOnlyCue;
        var capitals = CapitalsFrom(i, title.To) && (words > 1 || i > _clauseStart || _asks);
        var plausible = words >= 3
            ? !IsAllCues(i, title.To) || capitals
            : words == 2 ? capitals || (!covered && !IsAllCues(i, title.To) && !IsAnyCue(i, title.To)) : capitals && !covered && span is null or { IsOnlyCue: true } && capitals;
        if (words == 1 && Surname(i) is not null)
        {
            return 0;
        }

        if (words == 1 && _asks && (capitals || (!covered && span is null && AskedAt(i, title.To))))
        {
            plausible = true;
        }

        if (covered && !capitals)
        {
            plausible = false;
        }

        if (words == 1 && !_asks && _stance is not (Stance.Unwanted or Stance.Never))
        {
            plausible = false;
        }

        if (!plausible)
        {
            return 0;
        }

        if (_stance is Stance.Unwanted or Stance.Never && words <= 2 && span is { IsOnlyCue: false } && !capitals)
        {
            return 0;
        }

        AddTitle(title, i, title.To);
        return words;
    }

    /// <summary>A lone word without a capital is a title only where the question has its object: "who directed heat", "jaws or star wars".</summary>
    private bool AskedAt(int from, int to)
    {
        var before = from == _clauseStart || _spans.Take(from).OfType<Span>().Any(s => s.To == from && (s.Entry(EntryKind.AttributeQuestion) ?? s.Entry(EntryKind.AttributeVerb) ?? s.Entry(EntryKind.AttributeName)) is not null) || _tokens[from - 1].Text is "is" or "of" or "in" or "or" or "and" or "compare" or "was" or "did" or "does" or "vs";
        var after = to >= _tokens.Count || !_tokens[to].IsWord || _tokens[to].Text is "or" or "and" or "vs" or "which" or "the" or "about" or "rated" or "any" or "made" or "gross" or "take" or "with" or "for" or "suitable";
        return before && after;
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
        var stance = _stance is Stance.Wanted && _titleDue ? Stance.Like : _stance;
        if (title.IsCorrected)
        {
            _reading.Corrected.Add((Raw(from, to), _lexicon.Catalog.Title(items[0])));
        }

        _reading.Mentions.Add(new Mention(MentionKind.Item, stance, from, to) { Items = narrowed, Text = Raw(from, to), Part = _part, IsAlternative = _or, IsJoined = _and });
        (_or, _and) = (false, false);
        _skip = after;
        _titleDue = true;
    }

    // ---- numbers

    private bool Ranged(int i, bool peek) => peek && _ranges.Read(i, _cued) is not null;

    private int Ranged(int i)
    {
        if (_ranges.Read(i, _cued) is not { } range)
        {
            return 0;
        }

        FlushText(i);
        _cued = null;
        var stance = _stance is Stance.Dropped ? Stance.Dropped : _stance is Stance.Unwanted or Stance.Never && range.Kind == RangeKind.Plain ? Stance.Unwanted : Stance.Wanted;
        var mention = new Mention(MentionKind.Range, stance, i, i + range.Tokens)
        {
            Attribute = range.Attribute, Lower = range.From, Upper = range.To, IsAlternative = _or, IsJoined = _and, Part = _part, Text = Raw(i, i + range.Tokens), Values = range.Values, IsReplaced = _replaced,
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

        if (i + 1 < _tokens.Count && NumberReader.Number(_tokens, i + 1) is { From: >= 2 and <= 20 } several && !Is(i + 1, "one") && place is 1 or -1 && !Is(i + 2, "years") && _spans[i + 2 < _tokens.Count ? i + 2 : i]?.Entry(EntryKind.Unit) is null)
        {
            var count = (int)several.From;
            _reading.Places.AddRange(place == 1 ? Enumerable.Range(1, count) : Enumerable.Range(0, count).Select(k => -1 - k));
            return 1 + several.Tokens;
        }

        var pointed = Is(i + 1, "one") || Is(i + 1, "title") || Is(i + 1, "list") || i + 1 >= _tokens.Count || !_tokens[i + 1].IsWord || _spans[i + 1]?.Entry(EntryKind.ItemNoun) is not null;
        var verbBefore = i > 0 && _spans[i - 1] is { } before && before.Is(Cue.That);
        if (!pointed || verbBefore || (place == -1 && Is(i + 1, "one") && _spans[i]?.Entry(EntryKind.NumberWord) is not null && _reading.HasAny(Cue.Pronoun)))
        {
            return 0;
        }

        _reading.Places.Add(place);
        return i + 1 < _tokens.Count && _tokens[i + 1].IsWord ? 2 : 1;
    }

    private bool Is(int i, string word) => i >= 0 && i < _tokens.Count && _tokens[i].Text == word;

    // ---- spans of the lexicon

    private int Spanned(int i, Span span)
    {
        var length = span.To - i;
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

        if (length == 1 && span.Entries.All(e => e.Kind == EntryKind.Cue || e.Attribute?.Role == AttributeRole.Topic) && !span.IsOnlyCue && Surname(i) is { } known && (!NounAt(span.To) || known.MainRole == _maker))
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

            Add(new Mention(MentionKind.Value, Meant(), i, span.To) { Attribute = value.Attribute, Values = value.Values, Text = Raw(i, span.To) });
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
        value.Attribute!.Role == AttributeRole.Topic && _stance is Stance.Wanted && !_about && _cued is null && ((_reading.IsTalkative && !_wants) || !_signals);

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

        return values.MinBy(v => v.Attribute!.Role switch
        {
            AttributeRole.Kind => 0,
            AttributeRole.Audience => 1,
            AttributeRole.Language => 2,
            AttributeRole.Origin => 3,
            AttributeRole.Mood => 4,
            AttributeRole.Topic => 6,
            _ => 5,
        });
    }

    private bool Person(int i, Person person, int length)
    {
        var attribute = _cued?.Role == AttributeRole.People && person.Roles.Any(r => r.Attribute == _cued) ? _cued : null;
        Add(new Mention(MentionKind.Value, Meant(), i, i + length) { Attribute = attribute ?? person.MainRole, Values = [person.Name], Person = attribute is null ? person : null, Text = Raw(i, i + length) });
        return true;
    }

    private bool Grammatical(int i, Span span)
    {
        if (span.Entry(EntryKind.NumberWord) is { } number && !IsMoreOf(i, span))
        {
            NumberWord(number);
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
                _reading.Questions.Add(new Question(cue.Attribute, false, true));
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

    /// <summary>"director" is a question in "who is the director of Heat", a drop in "forget the decade", an announcement in "director Sofia Coppola".</summary>
    private bool AttributeName(int i, Span span, AttributeDefinition attribute)
    {
        if (_stance == Stance.Dropped)
        {
            Add(new Mention(MentionKind.Attribute, Stance.Dropped, i, span.To) { Attribute = attribute, Text = Raw(i, span.To) });
            return true;
        }

        if (_asks && attribute.Role != AttributeRole.Kind)
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
            Add(new Mention(MentionKind.Value, Meant(), i, title.To) { Attribute = attribute, Values = people, Text = Raw(i + 1, title.To) });
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
            _reading.Roles.Add((attribute, _stance is not (Stance.Unwanted or Stance.Never), i));
            return;
        }

        _cued = attribute;
    }

    private bool NextIsBy(int i) => i + 1 < _tokens.Count && _tokens[i + 1].Text == "by";

    private void NumberWord(LexiconEntry entry)
    {
        var attribute = entry.Attribute!;
        switch (entry.Comparing)
        {
            case Comparing.Most or Comparing.Least:
                if (_asks && (_reading.Has(Cue.Which) || _reading.Has(Cue.Compare)))
                {
                    _reading.Questions.Add(new Question(attribute, true, entry.Comparing == Comparing.Most));
                }

                _reading.Sorting ??= new Sorting(attribute.Name, entry.Comparing == Comparing.Most ? "desc" : "asc", true);
                break;
            case Comparing.More or Comparing.Less when _asks && (_reading.Has(Cue.Which) || _reading.Has(Cue.Compare)):
                _reading.Questions.Add(new Question(attribute, true, entry.Comparing == Comparing.More));
                break;
            case Comparing.More or Comparing.Less:
                if (_stance != Stance.Dropped)
                {
                    _reading.Comparisons.Add(new Comparison(attribute, (entry.Comparing == Comparing.More) ^ (_stance is Stance.Unwanted)));
                }

                break;
            default:
                HighOrLow(entry);
                break;
        }
    }

    /// <summary>"long" and "short" as such, or in "too long", "not too long".</summary>
    private void HighOrLow(LexiconEntry entry)
    {
        var attribute = entry.Attribute!;
        var high = entry.Comparing == Comparing.High;
        var negative = _too || _stance is Stance.Unwanted or Stance.Never;
        if (_too && _stance == Stance.Wanted)
        {
            _reading.Comparisons.Add(new Comparison(attribute, !high));
            return;
        }

        var bound = high ? attribute.Words!.HighFrom : attribute.Words!.LowTo;
        if (bound is not null)
        {
            Add(new Mention(MentionKind.Range, Stance.Wanted, _clauseStart, _clauseStart) { Attribute = attribute, Lower = high ^ negative ? bound : null, Upper = high ^ negative ? null : bound, Text = attribute.DisplayName });
        }
    }

    /// <summary>"more suspense" asks for a quality; "more cartoons" for further items.</summary>
    private bool IsMoreOf(int i, Span span) => span.Is(Cue.MoreOf) && span.To < _tokens.Count && _spans[span.To] is { IsOnlyCue: false } next
        && next.Entry(EntryKind.ItemNoun) is null && !next.Entries.Any(e => e.Attribute?.Role == AttributeRole.Kind || e.Phrase?.Where is not null);

    // ---- small words

    private bool Cues(int i, Span span, List<Cue> cues)
    {
        foreach (var cue in cues)
        {
            if (cue is not Cue.Filler)
            {
                Cued(cue, i, note: IsNoted(cue, i, span));
            }
        }

        _titleDueAt = cues.Contains(Cue.Filler) && _titleDueAt == i && cues.Count == 1 || cues.Exists(c => c is not Cue.Filler) ? span.To : _titleDueAt;
        if (cues.Contains(Cue.Not) || cues.Contains(Cue.Less))
        {
            Negate(cues.Contains(Cue.Less) && !cues.Contains(Cue.Not));
            _cued = span.To - i > 1 ? CueEnding(span) : null;
            FlushText(i);
        }
        else if (cues.Contains(Cue.Never))
        {
            SetStance(Stance.Never);
            _titleDue = true;
        }
        else if (cues.Contains(Cue.Disliked) && FeltOfBefore(span.To, Stance.Disliked))
        {
            FlushText(i);
        }
        else if (cues.Contains(Cue.Disliked))
        {
            SetStance(Stance.Disliked);
            _titleDue = true;
        }
        else if (cues.Contains(Cue.SeenAll) || cues.Contains(Cue.RejectAll))
        {
            FlushText(i);
        }
        else if (cues.Contains(Cue.Seen))
        {
            FlushText(i);
            SetStance(Stance.Seen);
            _titleDue = true;
        }
        else if (cues.Contains(Cue.Liked) && FeltOfBefore(span.To, Stance.Liked))
        {
            FlushText(i);
        }
        else if (cues.Contains(Cue.Liked))
        {
            FlushText(i);
            SetStance(Stance.Liked);
            _titleDue = true;
        }
        else if (cues.Contains(Cue.LikedBefore))
        {
            Relabel(Stance.Wanted, Stance.Liked);
        }
        else if (cues.Contains(Cue.Like) && !(_reading.Has(Cue.More) && i + 1 >= _tokens.Count))
        {
            FlushText(i);
            SetStance(_stance is Stance.Unwanted ? Stance.Disliked : Stance.Like);
            _titleDue = true;
        }
        else if (cues.Contains(Cue.Swap))
        {
            FlushText(i);
            SetStance(Stance.Dropped);
            _swaps = true;
        }
        else if (_swaps && _reading.Mentions is [.., { Stance: Stance.Dropped }] && _tokens[i].Text is "for" or "with" or "to" or "by" or "into")
        {
            SetStance(Stance.Wanted);
            _reading.Cues.TryAdd(Cue.Replace, i);
            _swaps = false;
        }
        else if (cues.Contains(Cue.Drop) && !cues.Contains(Cue.Want))
        {
            FlushText(i);
            SetStance(Stance.Dropped);
        }
        else
        {
            Joined(i, span, cues);
        }

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
            if (_stance is Stance.Unwanted or Stance.Dropped && !SameKindFollows(span.To))
            {
                SetStance(Stance.Wanted);
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
            if (_stance is Stance.Like)
            {
                SetStance(Stance.Wanted);
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
                SetStance(Stance.Dropped);
                _replaced = true;
            }
            else if (_stance is not (Stance.Unwanted or Stance.Dropped))
            {
                SetStance(Stance.Wanted);
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
            if (_stance is not (Stance.Unwanted or Stance.Dropped or Stance.Never) || i == _clauseStart)
            {
                SetStance(Stance.Wanted);
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
            if (PeopleNamedBy(span) is { } makers)
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
    private AttributeDefinition? PeopleNamedBy(Span span) => _lexicon.Catalog.Schema.Attributes.FirstOrDefault(a => a.Role == AttributeRole.People
        && a.Synonyms.Append(a.DisplayName).Any(n => TextFolding.Fold(n) == _tokens[span.To - 1].Text));

    private bool IsNoted(Cue cue, int i, Span span) => cue switch
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
            case Cue.Pronoun when _stance is Stance.Dropped or Stance.Unwanted or Stance.Never:
                _reading.PersonGoes = _stance is Stance.Dropped ? Stance.Dropped : Stance.Unwanted;
                break;
            case Cue.Best:
                _reading.Sorting ??= new Sorting("quality", null, false);
                break;
            case Cue.Worst:
                _reading.Sorting ??= _lexicon.Catalog.Schema.WithRole(AttributeRole.Quality) is { } quality ? new Sorting(quality.Name, "asc", false) : null;
                break;
            case Cue.Popular:
                _reading.Sorting ??= new Sorting("popularity", null, false);
                break;
            case Cue.Underrated:
                _reading.Novelty = 0.6;
                break;
            case Cue.Recent or Cue.Old when _year is not null && _stance is Stance.Wanted or Stance.Unwanted && !_asks:
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

    /// <summary>"new", "old", and "not too old": bounds on the year, counted from the newest item.</summary>
    private Mention Age(bool isNew, int i)
    {
        const int New = 6, NotNew = 10, NotOld = 25, Old = 40;
        var newest = _lexicon.Catalog.Years?.Greatest ?? 0;
        var mention = new Mention(MentionKind.Range, Stance.Wanted, i, i + 1) { Attribute = _year, Text = Raw(i, i + 1) };
        return (isNew, _stance is Stance.Unwanted) switch
        {
            (true, false) => mention with { Lower = newest - New },
            (true, true) => mention with { Upper = newest - NotNew },
            (false, true) => mention with { Lower = newest - NotOld },
            _ => mention with { Upper = newest - Old },
        };
    }

    private void Negate(bool isLess)
    {
        if (_stance is Stance.Unwanted && !isLess)
        {
            return;
        }

        SetStance(Stance.Unwanted);
        _about = false;
        _titleDue = true;
    }

    /// <summary>"nothing by", "not about": the negation ends in the cue of an attribute.</summary>
    private AttributeDefinition? CueEnding(Span span) =>
        _lexicon.Catalog.Schema.Attributes.FirstOrDefault(a => a.Cues.Contains(_tokens[span.To - 1].Text, StringComparer.Ordinal) && a.Role != AttributeRole.Language);

    private Stance Meant() => _too && _stance is Stance.Wanted ? Stance.Unwanted : _stance is Stance.Like or Stance.Seen ? Stance.Wanted : _stance;

    private void Add(Mention mention)
    {
        FlushText(mention.From);
        _cued = mention.Attribute?.Role == AttributeRole.People ? _cued : null;
        _reading.Mentions.Add(mention with { IsAlternative = _or, IsJoined = _and, IsAlso = _also, IsReplaced = _replaced, IsAnnounced = _about, Part = _part });
        if (_about && mention.Stance == Stance.Wanted && IsSoft(mention))
        {
            // What a plot mentions is also said in the search for it.
            AddText(Tokenizer.Join(_tokens, mention.From, mention.To), mention.From);
        }

        (_or, _and, _too, _also) = (false, false, false, false);
        _titleDue = _titleDue && _stance is Stance.Unwanted or Stance.Never or Stance.Liked or Stance.Disliked or Stance.Seen;
    }

    private static bool IsSoft(Mention mention) =>
        mention.Kind is MentionKind.Phrase || (mention.Kind is MentionKind.Value && mention.Attribute!.Role is AttributeRole.Topic or AttributeRole.Mood);

    /// <summary>"I've seen Heat and loved it": the feeling is about what was named before.</summary>
    private bool FeltOfBefore(int at, Stance stance)
    {
        var points = at < _tokens.Count && _spans[at] is { } span && (span.Is(Cue.That) || span.Is(Cue.Those));
        if (!points || _reading.Mentions is not [.., { Kind: MentionKind.Item, Stance: Stance.Seen } last])
        {
            return false;
        }

        Relabel(last.Stance, stance);
        SetStance(Stance.Wanted);
        _skip = _spans[at]!.To - at;
        return true;
    }

    /// <summary>"was brilliant" makes what was named just before a liked one.</summary>
    private void Relabel(Stance from, Stance to)
    {
        for (var k = _reading.Mentions.Count - 1; k >= 0 && _reading.Mentions[k].Kind is MentionKind.Item or MentionKind.Series && _reading.Mentions[k].Stance is var stance && (stance == from || stance is Stance.Like or Stance.Seen); k--)
        {
            _reading.Mentions[k] = _reading.Mentions[k] with { Stance = to };
        }
    }

    private bool SameKindFollows(int i)
    {
        while (i < _tokens.Count && _spans[i] is { IsOnlyCue: true } cue && cue.Is(Cue.Filler))
        {
            i = cue.To;
        }

        return i < _tokens.Count && _tokens[i].IsWord && (_spans[i] is { IsOnlyCue: false } || (_spans[i] is null && (Surname(i) is not null || _titles.LongestExact(_tokens, i, 1) is not null)));
    }

    // ---- several lists in one message

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
        var before = _reading.Mentions.Exists(m => m.Part == _part && m.Stance == Stance.Wanted && (m.Attribute?.Role is AttributeRole.Kind or AttributeRole.People || m.Kind == MentionKind.Phrase));
        while (next < _tokens.Count && _tokens[next].Text is "and" or "then")
        {
            next++;
        }

        if (before && _stance == Stance.Wanted && next < _tokens.Count && _tokens[next].IsWord && IsArticle(next) && KindFollows(next) && HadArticle(i))
        {
            FlushText(i);
            _part++;
        }
    }

    private bool IsArticle(int i) => _tokens[i].Text is "a" or "an" or "one" or "some" or "another" || NumberReader.Number(_tokens, i) is not null;

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
            if (_spans[k] is { } span && (span.Entries.Any(e => e.Attribute?.Role == AttributeRole.Kind) || span.Entry(EntryKind.Phrase) is not null || (_tokens[i].Text is "one" or "another" && span.Entry(EntryKind.AttributeCue)?.Attribute?.Role == AttributeRole.People)))
            {
                return true;
            }
        }

        return false;
    }

    // ---- names and what is left over

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

        if (token.Text.Length >= 5 && !_isForeign && _finder.IsStrange(token.Text) && GuessSurname(token.Text) is { } close)
        {
            return Misspelt(i, i + 1, close);
        }

        return _cued?.Role == AttributeRole.People && _finder.IsStrange(token.Text) ? UnknownName(i) : 0;
    }

    /// <summary>A first name before a word that nothing knows: "denis vilneuve", "hugh jakman".</summary>
    private int NamePair(int i) =>
        i + 1 < _tokens.Count && _tokens[i + 1].IsWord && !_tokens[i + 1].IsJoined && _tokens[i].Text.Length >= 3 && _finder.IsStrange(_tokens[i + 1].Text)
            && (_spans[i] is null or { IsOnlyCue: false }) && GuessName(_tokens[i].Text, _tokens[i + 1].Text) is { } person
            ? Misspelt(i, i + 2, person) : 0;

    private Person? GuessName(string first, string last) => _guesses++ < MostGuesses ? _lexicon.Names.Find(first, last) : null;

    private Person? GuessSurname(string last) => _guesses++ < MostGuesses ? _lexicon.Names.FindSurname(last) : null;

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

        if (_cued?.Role != AttributeRole.People && i > 0 && _tokens[i - 1].Text is "in" or "at" or "near" or "from" or "outside" && _reading.IsTalkative)
        {
            return null;
        }

        var announced = _cued?.Role == AttributeRole.People && person.Roles.Any(r => r.Attribute == _cued) && (person.Total >= 2 || _finder.IsStrange(token.Text)) && (_finder.IsNameLike(token) || token.IsCapital || _finder.IsRare(token) || person.Total >= 15);
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
            var all = column.Values.Where(v => column.CountOf(column.ValueId(v)) >= 3 && TextFolding.Fold(v).EndsWith(" " + surname, StringComparison.Ordinal)).ToList();
            Add(new Mention(MentionKind.Value, Meant(), i, i + 2) { Attribute = attribute, Values = all, Text = Raw(i, i + 2) });
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

    // ---- small questions about tokens

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
        s.Is(Cue.Want) || s.Is(Cue.Vague) || s.Is(Cue.TheOne) || s.Is(Cue.Like) || s.Is(Cue.Liked) || s.Is(Cue.Only) || s.Is(Cue.More) || s.Entry(EntryKind.ItemNoun) is not null
        || s.Entry(EntryKind.AttributeCue)?.Attribute?.Role == AttributeRole.Topic || s.Entries.Any(e => e.Attribute?.Role == AttributeRole.Kind || e.Phrase is not null);

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
            asks |= _spans[end] is { } s && (s.Entry(EntryKind.AttributeQuestion) is not null || s.Is(Cue.Who) || s.Is(Cue.Compare) || s.Is(Cue.Common) || s.Is(Cue.HowMany) || s.Is(Cue.Which));
            end++;
        }

        return asks && end - from <= 18;
    }

    private bool Opens(int i) => _spans[i] is { } span && (span.Is(Cue.Not) || span.Is(Cue.But) || span.Is(Cue.More) || span.Is(Cue.That) || span.Is(Cue.Those) || span.Entry(EntryKind.ItemNoun) is not null || span.Entry(EntryKind.AttributeCue) is not null);

    private int ChunkEnd(int i)
    {
        var end = i;
        while (end < _tokens.Count && _tokens[end].IsWord && end - i < 12)
        {
            if (end > i && _spans[end] is { } span && (span.Is(Cue.But) || span.Is(Cue.Not)) && !(span.To - end == 1 && _tokens[end].IsCapital))
            {
                break;
            }

            end++;
        }

        return end;
    }

    private bool IsBreak(int i) => _spans[i] is { } span && (span.Is(Cue.And) || span.Is(Cue.Or) || span.Is(Cue.Filler) || span.Is(Cue.About) || span.Is(Cue.AtLeast) || span.Is(Cue.Under));

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
            if (_tokens[i].IsWord && !_tokens[i].IsCapital && !char.IsAsciiDigit(_tokens[i].Text[0]) && !(i > from && _tokens[i].Text is "of" or "the" or "a" or "an" or "and" or "in" or "on" or "for" or "to" or "with" or "from" or "at" or "is" or "no"))
            {
                return false;
            }
        }

        return from < to;
    }

    private bool IsAllCues(int from, int to)
    {
        for (var i = from; i < to;)
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
