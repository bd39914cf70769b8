using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>Units that measure the same, with what one of each is in the first.</summary>
/// <param name="Name">What they measure.</param>
/// <param name="Slot">The slot of such a number; null where only an attribute that is measured in it tells that it is meant.</param>
/// <param name="Units">Their words.</param>
internal sealed record UnitFamily(string Name, Slot? Slot, IReadOnlyList<(double Factor, string[] Words)> Units)
{
    /// <summary>What one of the unit is in the first of the family, or null where it is of another one.</summary>
    public double? FactorOf(string word)
    {
        foreach (var (factor, words) in Units)
        {
            if (words.Contains(word, StringComparer.Ordinal))
            {
                return factor;
            }
        }

        return null;
    }
}

/// <summary>Usual units, and which of them an attribute is measured in: as it declares, as its name says, or as its slot usually is.</summary>
internal static class UnitFamilies
{
    /// <summary>Running time; a number of it without a unit is in minutes.</summary>
    public static UnitFamily Time { get; } = Of("time", Slot.Length, (1, "minutes minute mins min mns m"), (60, "hours hour hrs hr h"));

    /// <summary>Prices, in whatever money: nobody says an exchange rate.</summary>
    public static UnitFamily Money { get; } =
        Of("money", Slot.Price, (1, "dollars dollar usd bucks euros euro eur pounds pound gbp quid € $ £"));

    private static readonly UnitFamily Opinions = Of("opinion", Slot.Score, (1, "percent % stars star points pts"));
    private static readonly UnitFamily Voices = Of("voices", Slot.Votes, (1, "votes vote reviews ratings"));
    private static readonly UnitFamily People = Of("people", Slot.Audience, (1, "players player people persons person"));

    /// <summary>All of them; those that have a slot are read whether or not an attribute is measured in them.</summary>
    public static IReadOnlyList<UnitFamily> All { get; } =
    [
        Time,
        Of("pages", Slot.Length, (1, "pages page pp")),
        Of("episodes", Slot.Length, (1, "episodes episode eps")),
        Of("seasons", Slot.Length, (1, "seasons season")),
        Money,
        Opinions,
        Voices,
        People,
        Of("volume", null, (1, "ml milliliters millilitres milliliter millilitre"), (10, "cl"), (1000, "l liters litres liter litre")),
        Of(
            "weight",
            null,
            (1, "g grams grammes gram"),
            (1000, "kg kilo kilos kilograms kilogram"),
            (453.592, "lb lbs"),
            (28.3495, "oz ounces ounce")
        ),
        Of(
            "distance",
            null,
            (1, "cm centimeters centimetres"),
            (0.1, "mm millimeters millimetres"),
            (100, "metres meters metre meter"),
            (2.54, "inches inch")
        ),
        Of("memory", null, (1, "gb gig gigs gigabytes"), (1d / 1024, "mb megabytes"), (1024, "tb terabytes")),
        Of("energy", null, (1, "kcal calories calorie cal")),
    ];

    // Words of a name are shorter forms of other things too ("min" players); these are not.
    private const int ShortestInName = 4;
    private static readonly string[] ShortInNames = ["ml", "cl", "kg", "lbs", "cm", "mm", "gb", "mb", "tb", "usd", "eur", "gbp", "kcal"];

    /// <summary>The family of an attribute's numbers, and what its own unit is in it, as it or its name declares; null where none does.</summary>
    public static (UnitFamily Family, double Own)? Declared(AttributeDefinition attribute) =>
        attribute
            .Units.Where(u => u.Value.Equals(1))
            .Select(u => u.Key)
            .Prepend(attribute.Unit ?? string.Empty)
            .Concat(Names(attribute).Where(IsUnitOfName))
            .Select(Find)
            .FirstOrDefault(f => f is not null);

    /// <summary>The same where nothing declares it, by what the numbers of its slot usually are.</summary>
    public static (UnitFamily Family, double Own)? Usual(AttributeDefinition attribute) =>
        attribute.Unit is null && attribute.Units.Count == 0 ? Usual(CandidateSlots.Of(attribute)) : null;

    /// <summary>What numbers of a slot are measured in where neither unit nor name says it.</summary>
    private static (UnitFamily Family, double Own)? Usual(Slot slot) =>
        slot switch
        {
            Slot.Length => (Time, 1),
            Slot.Price => (Money, 1),
            Slot.Score => (Opinions, 1),
            Slot.Votes => (Voices, 1),
            _ => null,
        };

    private static (UnitFamily Family, double Own)? Find(string unit)
    {
        var folded = unit is "%" or "€" or "$" or "£" ? unit : TextFolding.Fold(unit);
        foreach (var family in All)
        {
            if (family.FactorOf(folded) is { } own)
            {
                return (family, own);
            }
        }

        return null;
    }

    private static IEnumerable<string> Names(AttributeDefinition attribute) =>
        attribute.Synonyms.Prepend(attribute.DisplayName).Prepend(attribute.Name).SelectMany(name => TextFolding.Fold(name).Split(' '));

    private static bool IsUnitOfName(string word) => word.Length >= ShortestInName || ShortInNames.Contains(word, StringComparer.Ordinal);

    private static UnitFamily Of(string name, Slot? slot, params (double Factor, string Words)[] units) =>
        new(name, slot, [.. units.Select(u => (u.Factor, u.Words.Split(' ')))]);
}
