using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>
/// Words that stand with a number and do not change it: whether they are marked with it is a matter of taste, so both are candidates.
/// </summary>
/// <param name="schema">Whose names of scores may stand beside one.</param>
/// <param name="names">Names of attributes, which may stand beside their numbers.</param>
internal sealed class Surroundings(DatasetSchema schema, NumberNames names)
{
    private const int MostBefore = 3;
    private static readonly HashSet<string> Before = Set(
        "the all from form of in for a an during year those is are bit just well anything something only its set made"
    );
    private static readonly HashSet<string> Negations = Set("not no nothing none but except neither without never");
    private static readonly HashSet<string> BeforeCount = Set("top other next first last just only another best more all");
    private static readonly HashSet<string> BehindCount = Set("more each others other");
    private static readonly HashSet<string> BeforePlace = Set("number no # that");
    private static readonly HashSet<string> BehindPlace = Set("one ones 1");
    private static readonly HashSet<string> OfScore = Set("rated rating rate score scored scores imdb metacritic");

    private readonly HashSet<string> _scores =
    [
        .. schema
            .Attributes.Where(a => CandidateSlots.Of(a) == Slot.Score)
            .SelectMany(a => a.Synonyms.Append(a.DisplayName))
            .SelectMany(name => TextFolding.Fold(name).Split(' '))
            .Concat(OfScore),
    ];

    /// <summary>Longer stretches of pieces that say the same.</summary>
    public IEnumerable<(int Start, int End)> Of(IReadOnlyList<NumberToken> pieces, NumberReading reading)
    {
        var start = reading.Start;
        var negations = 0;
        while (start > 0 && reading.Start - start < MostBefore && IsBefore(pieces[start - 1].Text, reading.Slot, ref negations))
        {
            start--;
            yield return (start, reading.End);
        }

        if (names.Around(pieces, reading) is { } around)
        {
            yield return around;
        }

        if (EndBehind(pieces, reading) is { } end)
        {
            yield return (reading.Start, end);
            if (start < reading.Start)
            {
                yield return (start, end);
            }
        }
    }

    private static HashSet<string> Set(string words) => [.. words.Split(' ')];

    private bool IsBefore(string text, Slot slot, ref int negations) =>
        Before.Contains(text)
        || (slot == Slot.Count && BeforeCount.Contains(text))
        || (slot == Slot.Ref && BeforePlace.Contains(text))
        || (slot == Slot.Score && _scores.Contains(text))
        || (slot.IsNumber() && negations == 0 && Negations.Contains(text) && ++negations > 0);

    private int? EndBehind(IReadOnlyList<NumberToken> pieces, NumberReading reading)
    {
        var (text, next) = (Amounts.Text(pieces, reading.End), Amounts.Text(pieces, reading.End + 1));
        return reading.Slot switch
        {
            Slot.Count when BehindCount.Contains(text) => reading.End + 1,
            Slot.Ref when BehindPlace.Contains(text) => reading.End + 1,
            Slot.Score when _scores.Contains(text) => reading.End + 1,
            Slot.Score when text is "on" or "at" && (_scores.Contains(next) || (!reading.IsBare && next.Length > 0)) => reading.End + 2,
            Slot.Price when text is "each" => reading.End + 1,
            Slot.Price when text is "a" or "per" && next.Length > 0 => reading.End + 2,
            _ => null,
        };
    }
}
