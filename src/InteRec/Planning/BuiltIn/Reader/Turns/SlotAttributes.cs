using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>Which attributes of a dataset a slot is about.</summary>
internal sealed class SlotAttributes(DatasetSchema schema)
{
    /// <summary>The attributes that a slot is about, the nearest first.</summary>
    public IEnumerable<AttributeDefinition> Of(Slot slot)
    {
        var own = schema.Attributes.Where(a => CandidateSlots.Of(a) == slot);
        return slot switch
        {
            Slot.Person => own.Concat(WithRole(AttributeRole.People)).Distinct(),
            Slot.Audience or Slot.Certificate => own.Concat(WithRole(AttributeRole.Audience)).Distinct(),
            Slot.Quality or Slot.Score => WithRole(AttributeRole.Quality).Concat(own).Distinct(),
            Slot.Popularity or Slot.Votes => own.Concat(WithRole(AttributeRole.Popularity)).Distinct(),
            _ => own,
        };
    }

    /// <summary>The attribute that a slot is first of all about, or null.</summary>
    public AttributeDefinition? First(Slot slot) => Of(slot).FirstOrDefault();

    /// <summary>The number or date that a slot is about, or null.</summary>
    public AttributeDefinition? Number(Slot slot) => Of(slot).FirstOrDefault(a => a.Type is AttributeType.Number or AttributeType.Date);

    private IEnumerable<AttributeDefinition> WithRole(AttributeRole role) => schema.Attributes.Where(a => a.Role == role);
}
