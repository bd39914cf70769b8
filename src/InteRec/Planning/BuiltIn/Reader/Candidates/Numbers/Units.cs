using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>Words behind a number, or signs before it, that tell what it is of: those that a dataset declares, and usual ones.</summary>
internal sealed class Units
{
    private static readonly (Slot Slot, double Factor, string[] Words)[] Usual =
    [
        (
            Slot.Length,
            1,
            ["minutes", "minute", "mins", "min", "mns", "m", "pages", "page", "pp", "episodes", "episode", "eps", "seasons", "season"]
        ),
        (Slot.Length, 60, ["hours", "hour", "hrs", "hr", "h"]),
        (Slot.Price, 1, ["dollars", "dollar", "usd", "bucks", "euros", "euro", "eur", "pounds", "pound", "gbp", "quid", "€", "$", "£"]),
        (Slot.Score, 1, ["percent", "%", "stars", "star", "points", "pts"]),
        (Slot.Votes, 1, ["votes", "vote", "reviews", "ratings"]),
        (Slot.Audience, 1, ["players", "player", "people", "persons", "person"]),
    ];

    private static readonly string[] Money = ["€", "$", "£"];
    private readonly Dictionary<string, List<(Slot Slot, double Factor)>> _units = new(StringComparer.Ordinal);

    /// <summary>The units of a dataset's numbers first, then the usual ones.</summary>
    public Units(DatasetSchema schema)
    {
        foreach (var attribute in schema.Attributes.Where(a => a.Type == AttributeType.Number))
        {
            var slot = CandidateSlots.Of(attribute);
            foreach (var (unit, factor) in attribute.Units.Append(new(attribute.Unit ?? "", 1)))
            {
                Add(TextFolding.Fold(unit), slot, factor);
            }

            if (slot is not (Slot.Year or Slot.Score or Slot.Popularity or Slot.Topic))
            {
                Add(TextFolding.Fold(attribute.DisplayName), slot, 1);
                Add(TextFolding.Fold(attribute.DisplayNamePlural), slot, 1);
            }
        }

        foreach (var (slot, factor, words) in Usual)
        {
            foreach (var word in words)
            {
                Add(word, slot, factor);
            }
        }
    }

    /// <summary>Every unit of more than two letters, so that misspellings of it can be read.</summary>
    public IEnumerable<string> Vocabulary => _units.Keys.Where(unit => unit.Length > 2);

    /// <summary>What a unit may be of.</summary>
    public IReadOnlyList<(Slot Slot, double Factor)> Of(string text) => _units.TryGetValue(text, out var units) ? units : [];

    /// <summary>True for a sign that stands before a price.</summary>
    public static bool IsMoney(string text) => Money.Contains(text, StringComparer.Ordinal);

    private void Add(string unit, Slot slot, double factor)
    {
        if (unit.Length == 0 || slot is Slot.Topic or Slot.Popularity)
        {
            return;
        }

        var known = _units.TryGetValue(unit, out var list) ? list : _units[unit] = [];
        if (!known.Exists(u => u.Slot == slot))
        {
            known.Add((slot, factor));
        }
    }
}
