using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>Which attributes of a dataset a slot is about.</summary>
internal sealed class SlotAttributes(DatasetSchema schema)
{
    // Below it a number is a year, from it on a day as yyyymmdd.
    private const double FirstDay = 10_000;

    /// <summary>The attributes that a slot is about, the nearest first.</summary>
    public IEnumerable<AttributeDefinition> Of(Slot slot)
    {
        var own = schema.Attributes.Where(a => CandidateSlots.Of(a) == slot);
        return slot switch
        {
            Slot.Person => own.Concat(WithRole(AttributeRole.People)).Distinct(),
            Slot.Audience or Slot.Certificate => own.Concat(WithRole(AttributeRole.Audience)).Distinct(),
            Slot.Quality or Slot.Score => WithRole(AttributeRole.Quality).Concat(own).Distinct(),
            Slot.Year => WithRole(AttributeRole.Year).Concat(own).Distinct(),
            Slot.Popularity or Slot.Votes => own.Concat(WithRole(AttributeRole.Popularity)).Distinct(),
            _ => own,
        };
    }

    /// <summary>The attribute that a slot is first of all about, or null.</summary>
    public AttributeDefinition? First(Slot slot) => Of(slot).FirstOrDefault();

    /// <summary>The number or date that a slot is about, or null.</summary>
    public AttributeDefinition? Number(Slot slot) => Numbers(slot).FirstOrDefault();

    /// <summary>The same of ranges: of days that is a date, where there is one.</summary>
    public AttributeDefinition? Number(Slot slot, IReadOnlyList<NumberRange> ranges) =>
        (ranges.Any(IsOfDays) ? Numbers(slot).FirstOrDefault(a => a.Type == AttributeType.Date) : null) ?? Number(slot);

    /// <summary>Ranges as an attribute has them: of days the years, where it is no date.</summary>
    public static IReadOnlyList<NumberRange> In(AttributeDefinition? attribute, IReadOnlyList<NumberRange> ranges) =>
        attribute is { Type: not AttributeType.Date } && CandidateSlots.Of(attribute) == Slot.Year
            ? [.. ranges.Select(r => IsOfDays(r) ? new NumberRange(Year(r.From), Year(r.To)) : r)]
            : ranges;

    private static bool IsOfDays(NumberRange range) => (range.From ?? range.To) >= FirstDay;

    private static double? Year(double? day) => day >= FirstDay ? Math.Floor(day.Value / FirstDay) : day;

    private IEnumerable<AttributeDefinition> Numbers(Slot slot) =>
        Of(slot).Where(a => a.Type is AttributeType.Number or AttributeType.Date);

    private IEnumerable<AttributeDefinition> WithRole(AttributeRole role) => schema.Attributes.Where(a => a.Role == role);
}
