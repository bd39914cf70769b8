using System.Text;
using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>
/// Reads one message from left to right: what stands at a token is the longest phrase of the lexicon, a year, a number with its unit, a
/// title or a name; small words before it say how it is meant. What is left over is free text.
/// </summary>
internal sealed partial class MessageReader
{
    /// <summary>People misspell a few names in a message, not hundreds.</summary>
    private const int MostGuesses = 40;

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
    private Regard _stance = Regard.Wanted;
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
    private bool _opensQuestion;
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
        OpenSentence(0);
        _signals = Signals(0);
        for (var i = 0; i < _tokens.Count; )
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

        if (
            _titleDue
            && i == _titleDueAt
            && _stance is Regard.Unwanted or Regard.Never or Regard.Seen or Regard.Dropped
            && SeriesHere(i) is > 0 and var series
        )
        {
            return series;
        }

        if (_stance == Regard.Wanted && WantedSeries(i) is > 0 and var saga)
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
            if (Is(i + 1, "then") || Is(i + 1, "and") || Is(i + 1, "plus"))
            {
                StartsPart(i, i + 1); // "A documentary. Then a comedy."
            }

            EndClause(i, endsSentence: true);
            return 1;
        }

        FlushText(i);
        StartsPart(i, i + 1);
        _titleDueAt = i + 1;
        _titleDue = _titleDue && _stance is Regard.Like or Regard.Liked or Regard.Disliked or Regard.Seen;
        if (_stance is Regard.Unwanted or Regard.Dropped && !ListGoesOn(i))
        {
            SetStance(Regard.Wanted);
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

                if (
                    span.Is(Cue.Not)
                    || span.Is(Cue.Want)
                    || span.Is(Cue.Only)
                    || span.Is(Cue.But)
                    || span.Is(Cue.Under)
                    || span.Is(Cue.Over)
                    || span.Is(Cue.Liked)
                )
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
        SetStance(Regard.Wanted);
        (_cued, _or, _and, _also, _replaced, _titleDue, _too, _about) = (null, false, false, false, false, false, false, false);
        if (endsSentence)
        {
            _clauseStart = i + 1;
            _asks = Asks(i + 1);
            OpenSentence(i + 1);
            _wants = false;
            _swaps = false;
            _signals = Signals(i + 1);
        }
    }

    private void SetStance(Regard stance)
    {
        _stance = stance;
        _replaced = false;
    }
}
