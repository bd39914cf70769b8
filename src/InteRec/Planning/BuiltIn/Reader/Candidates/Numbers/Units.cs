using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>What a unit may be of.</summary>
/// <param name="Slot">The slot of the number.</param>
/// <param name="Factor">What one is in the attribute's own unit.</param>
/// <param name="Attribute">
/// The attribute, by name; null where any of the slot may be meant, <see cref="Candidate.NoAttribute"/> where none of the slot is measured
/// so.
/// </param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct UnitSense(Slot Slot, double Factor, string? Attribute);

/// <summary>
/// Words behind a number, or signs before it, that tell what it is of: those that a dataset declares, those of what an attribute is
/// measured in, and usual ones.
/// </summary>
internal sealed class Units
{
    private static readonly string[] Money = ["€", "$", "£"];
    private readonly Dictionary<string, List<UnitSense>> _units = new(StringComparer.Ordinal);

    /// <summary>The units of a dataset's numbers first, then the usual ones.</summary>
    public Units(DatasetSchema schema)
    {
        var numbers = schema.Attributes.Where(a => a.Type == AttributeType.Number).ToList();
        numbers.ForEach(AddOwn);
        var measured = new HashSet<Slot>();
        foreach (var attribute in numbers.OrderBy(a => UnitFamilies.Declared(a) is null))
        {
            var declared = UnitFamilies.Declared(attribute);
            if ((declared ?? UnitFamilies.Usual(attribute)) is var (family, own))
            {
                Measure(attribute, family, own, declared is not null);
                measured.Add(CandidateSlots.Of(attribute));
            }
        }

        foreach (var family in UnitFamilies.All)
        {
            if (family.Slot is { } slot)
            {
                AddFamily(family, factor => new UnitSense(slot, factor, measured.Contains(slot) ? Candidate.NoAttribute : null));
            }
        }

        if (Times.Count == 0)
        {
            Times.Add((Slot.Length, measured.Contains(Slot.Length) ? Candidate.NoAttribute : null, 1));
        }
    }

    /// <summary>Every unit of more than two letters, so that misspellings of it can be read.</summary>
    public IEnumerable<string> Vocabulary => _units.Keys.Where(unit => unit.Length > 2);

    /// <summary>What times are of, and what a minute is in its unit; at least one.</summary>
    public List<(Slot Slot, string? Attribute, double Minute)> Times { get; } = [];

    /// <summary>What a unit may be of.</summary>
    public IReadOnlyList<UnitSense> Of(string text) => _units.TryGetValue(text, out var units) ? units : [];

    /// <summary>True for a sign that stands before a price.</summary>
    public static bool IsMoney(string text) => Money.Contains(text, StringComparer.Ordinal);

    /// <summary>Adds the units of what an attribute is measured in; of times that it is so is sure.</summary>
    private void Measure(AttributeDefinition attribute, UnitFamily family, double own, bool isDeclared)
    {
        var slot = CandidateSlots.Of(attribute);
        var isTime = family == UnitFamilies.Time;
        AddFamily(family, factor => new UnitSense(slot, factor / own, isDeclared || isTime ? attribute.Name : null));
        if (isTime)
        {
            Times.Add((slot, attribute.Name, 1 / own));
        }
    }

    private void AddOwn(AttributeDefinition attribute)
    {
        var slot = CandidateSlots.Of(attribute);
        foreach (var (unit, factor) in attribute.Units.Append(new(attribute.Unit ?? "", 1)))
        {
            Add(TextFolding.Fold(unit), new UnitSense(slot, factor, attribute.Name));
        }

        if (slot is not (Slot.Year or Slot.Score or Slot.Popularity))
        {
            foreach (var name in attribute.Synonyms.Append(attribute.DisplayName).Append(attribute.DisplayNamePlural))
            {
                Add(TextFolding.Fold(name), new UnitSense(slot, 1, attribute.Name));
            }
        }
    }

    private void AddFamily(UnitFamily family, Func<double, UnitSense> sense)
    {
        foreach (var (factor, words) in family.Units)
        {
            foreach (var word in words)
            {
                Add(word, sense(factor));
            }
        }
    }

    /// <summary>Of one slot what was declared first holds, unless it is of another attribute.</summary>
    private void Add(string unit, UnitSense sense)
    {
        if (unit.Length == 0 || sense.Slot == Slot.Popularity)
        {
            return;
        }

        var known = _units.TryGetValue(unit, out var list) ? list : _units[unit] = [];
        var isOther = sense.Attribute is { Length: > 0 } name && known.TrueForAll(u => u.Attribute != name);
        if (isOther || !known.Exists(u => u.Slot == sense.Slot))
        {
            known.Add(sense);
        }
    }
}
