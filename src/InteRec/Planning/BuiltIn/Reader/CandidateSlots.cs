using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader;

/// <summary>Which slot speaks of an attribute: the one table from what a dataset declares to what the reader knows.</summary>
internal static class CandidateSlots
{
    // Roles say it where there is one; of the others the names that datasets give such attributes do.
    private static readonly Dictionary<string, Slot> ByName = new(StringComparer.Ordinal)
    {
        ["award"] = Slot.Award,
        ["awards"] = Slot.Award,
        ["oscar"] = Slot.Award,
        ["oscars"] = Slot.Award,
        ["prize"] = Slot.Award,
        ["prizes"] = Slot.Award,
        ["brand"] = Slot.Company,
        ["company"] = Slot.Company,
        ["developer"] = Slot.Company,
        ["label"] = Slot.Company,
        ["maker"] = Slot.Company,
        ["manufacturer"] = Slot.Company,
        ["network"] = Slot.Company,
        ["producer"] = Slot.Company,
        ["publisher"] = Slot.Company,
        ["studio"] = Slot.Company,
        ["character"] = Slot.Character,
        ["characters"] = Slot.Character,
        ["format"] = Slot.Format,
        ["occasion"] = Slot.Occasion,
        ["price"] = Slot.Price,
        ["cost"] = Slot.Price,
        ["score"] = Slot.Score,
        ["rating"] = Slot.Score,
        ["metascore"] = Slot.Score,
        ["series"] = Slot.Series,
        ["franchise"] = Slot.Series,
        ["source"] = Slot.Source,
        ["duration"] = Slot.Length,
        ["episodes"] = Slot.Length,
        ["length"] = Slot.Length,
        ["pages"] = Slot.Length,
        ["runtime"] = Slot.Length,
        ["votes"] = Slot.Votes,
    };

    // Names that say what a number is of, and nothing of a category: "time" of day.
    private static readonly Dictionary<string, Slot> OfNumbers = new(StringComparer.Ordinal)
    {
        ["age"] = Slot.Audience,
        ["ages"] = Slot.Audience,
        ["players"] = Slot.Audience,
        ["hours"] = Slot.Length,
        ["minutes"] = Slot.Length,
        ["playtime"] = Slot.Length,
        ["seasons"] = Slot.Length,
        ["time"] = Slot.Length,
        ["reviews"] = Slot.Votes,
        ["ratings"] = Slot.Votes,
    };

    private static readonly HashSet<string> LengthUnits = new(StringComparer.Ordinal)
    {
        "minutes",
        "hours",
        "pages",
        "episodes",
        "seasons",
    };

    /// <summary>The slot of an attribute; what is known of none is a property, so a topic.</summary>
    public static Slot Of(AttributeDefinition attribute) =>
        attribute.Role switch
        {
            AttributeRole.Title or AttributeRole.AlternativeTitles => Slot.Item,
            AttributeRole.Year => Slot.Year,
            AttributeRole.Popularity => Slot.Popularity,
            AttributeRole.Quality => attribute.Type == AttributeType.Number ? Slot.Score : Slot.Quality,
            AttributeRole.People => PersonSlot(attribute),
            AttributeRole.Description => Slot.Plot,
            AttributeRole.Kind => Slot.Kind,
            AttributeRole.Mood => Slot.Mood,
            AttributeRole.Audience => attribute.Order.Count > 0 ? Slot.Certificate : Slot.Audience,
            AttributeRole.Language => Slot.Language,
            AttributeRole.Origin => Slot.Country,
            _ => OfNames(attribute),
        };

    /// <summary>The slot of a person in a role; which role a message means the reader says.</summary>
    private static Slot PersonSlot(AttributeDefinition attribute)
    {
        foreach (var name in attribute.Synonyms.Prepend(attribute.DisplayName).Prepend(attribute.Name))
        {
            if (Slots.Of($"person:{TextFolding.Fold(name)}") is { } slot)
            {
                return slot;
            }
        }

        return Slot.Person;
    }

    private static Slot OfNames(AttributeDefinition attribute)
    {
        foreach (var name in attribute.Synonyms.Prepend(attribute.DisplayName).Prepend(attribute.Name))
        {
            foreach (var word in TextFolding.Fold(name).Split(' '))
            {
                if (
                    (ByName.TryGetValue(word, out var slot) && !(attribute.Type == AttributeType.Flag && slot.IsNumber()))
                    || (attribute.Type == AttributeType.Number && OfNumbers.TryGetValue(word, out slot))
                )
                {
                    return slot;
                }
            }
        }

        return attribute.Unit switch
        {
            { } unit when LengthUnits.Contains(unit) => Slot.Length,
            _ => attribute.Type == AttributeType.Date ? Slot.Year : Slot.Topic,
        };
    }
}
