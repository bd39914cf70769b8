using InteRec.Planning.BuiltIn.Reader.Candidates.Spelling;
using InteRec.Planning.Labels;
using InteRec.Search;

namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>
/// Nearly every ordinary word is some title or surname: "you", "good", "the one". Such a word is a candidate for a name only where
/// something speaks for it: a capital within a sentence, quotation marks, that it stands alone, or that the name is in play.
/// </summary>
internal sealed class NameEvidence
{
    // Below the first rank a word is used all the time, below the second it is no rare one.
    private const int VeryCommon = 1500;
    private const int Common = 4000;
    private const int LongName = 3;
    private const float LeastOfRare = 0.12f;
    private const float LeastOfKnown = 0.35f;
    private readonly MessageText _text;
    private readonly bool _tellsCapitals;

    public NameEvidence(MessageText text)
    {
        _text = text;
        var letters = text.Message.Count(char.IsLetter);
        _tellsCapitals = letters > 0 && text.Message.Count(char.IsUpper) * 2 < letters;
    }

    /// <summary>True where the words from one to another (exclusive) may be the name.</summary>
    public bool Allows(int from, int to, Sense sense, string? readAs, float likelihood)
    {
        if (sense.Origins.HasFlag(Origins.InPlay) || !(sense.Slot is Slot.Item or Slot.Series || sense.Slot.IsPerson()))
        {
            return true;
        }

        var (content, rank) = Content(from, to);
        if (readAs is not null && content < 2)
        {
            // A common word is hardly ever the misspelling of a name, nor is a name misspelt as one.
            return rank >= Common && likelihood >= (rank == int.MaxValue ? LeastOfRare : LeastOfKnown);
        }

        var isWhole = !sense.Origins.HasFlag(Origins.Part);
        if (content > 1 || rank >= VeryCommon || (isWhole && (to - from >= LongName || IsNumber(from, to))))
        {
            return true;
        }

        return IsQuoted(from, to) || IsCapital(from, to) || (isWhole && content == 1 && IsAlone(from, to));
    }

    /// <summary>The words that are no grammar, and the rank of the rarest of them; of grammar alone that of the commonest word.</summary>
    private (int Content, int Rank) Content(int from, int to)
    {
        var (content, rank) = (0, 0);
        for (var i = from; i < to; i++)
        {
            if (!_text.IsSign(i) && !LexicalQuery.IsStopword(_text[i]))
            {
                content++;
                rank = Math.Max(rank, WordRanks.Bundled.Of(_text[i]) ?? int.MaxValue);
            }
        }

        return (content, rank);
    }

    private bool IsNumber(int from, int to) => to - from == 1 && _text[from].Length > 1 && _text[from].All(char.IsAsciiDigit);

    private bool IsQuoted(int from, int to) => IsQuote(from - 1) && IsQuote(to);

    private bool IsQuote(int word) =>
        word >= 0 && word < _text.Count && _text.Message[_text.Words[word].Start] is '"' or '“' or '”' or '\'' or '‘' or '’' or '*';

    /// <summary>All its words but grammar begin with capitals, and not because a sentence begins there.</summary>
    private bool IsCapital(int from, int to)
    {
        if (!_tellsCapitals || (to - from == 1 && BeginsSentence(from)))
        {
            return false;
        }

        for (var i = from; i < to; i++)
        {
            var isNamed = char.IsUpper(_text.Message[_text.Words[i].Start]) && _text[i] is not "i";
            if (!_text.IsSign(i) && !isNamed && (i == from || i == to - 1 || !LexicalQuery.IsStopword(_text[i])))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsAlone(int from, int to) => BeginsSentence(from) && (to == _text.Count || _text.IsSign(to));

    private bool BeginsSentence(int word) => word == 0 || _text.IsSign(word - 1);
}
