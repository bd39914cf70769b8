using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>Pieces read as a number of a slot.</summary>
/// <param name="Start">The first piece.</param>
/// <param name="End">The piece after the last.</param>
/// <param name="Slot">What the number is of.</param>
internal sealed record NumberReading(int Start, int End, Slot Slot)
{
    /// <summary>The least and the greatest number; of one number both are it.</summary>
    public NumberRange Range { get; init; } = new();

    /// <summary>Further ranges before it: "the fifties or the seventies".</summary>
    public IReadOnlyList<NumberRange> Others { get; init; } = [];

    /// <summary>What is no range: "recent", "2" of a count.</summary>
    public string? Word { get; init; }

    /// <summary>One number that nothing compares: what it bounds is a matter of its slot.</summary>
    public bool IsBare { get; init; }

    /// <summary>Its unit was said, or its form tells what it is of: "90 minutes", "the nineties".</summary>
    public bool HasUnit { get; init; }

    /// <summary>What its unit is worth.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Who is counted, where the value says it: "4 players".</summary>
    public string? Counted { get; init; }

    /// <summary>See <see cref="Candidate.Attribute"/>.</summary>
    public string? Attribute { get; init; }

    /// <summary>How likely it is.</summary>
    public float Weight { get; init; } = 1;

    /// <summary>One number.</summary>
    public static NumberReading Point(int start, int end, Slot slot, double value) =>
        new(start, end, slot) { Range = new NumberRange(value, value), IsBare = true };

    /// <summary>
    /// Its value in the notation of the corpus. Alone, a length, a price is the most that is wanted and a score the least; a property is that number.
    /// </summary>
    public string Value =>
        Word
        ?? (
            Counted is not null ? CountedValue
            : IsBare ? BareValue(Range.From!.Value)
            : string.Join('|', Others.Append(Range).Select(r => RangeText.Of(r.From, r.To)))
        );

    private string CountedValue =>
        Range.From == Range.To
            ? $"{RangeText.Text(Range.To)} {Counted}"
            : $"{RangeText.Text(Range.From)}-{RangeText.Text(Range.To)} {Counted}";

    private string BareValue(double number) =>
        Slot switch
        {
            Slot.Count or Slot.Audience or Slot.Ref => RangeText.Text(number),
            Slot.Year or Slot.Topic => RangeText.Of(number, number)!,
            Slot.Score or Slot.Votes or Slot.Award => RangeText.Of(number, null)!,
            _ => RangeText.Of(null, number)!,
        };
}
