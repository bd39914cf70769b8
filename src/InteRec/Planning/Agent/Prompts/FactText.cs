using System.Globalization;
using InteRec.Catalog;
using InteRec.Planning.Agent.Model;

namespace InteRec.Planning.Agent.Prompts;

/// <summary>
/// The facts of an item on one line for a model: short facts first, then what it is about, each cut by itself so that neither costs the
/// other its place.
/// </summary>
internal static class FactText
{
    private const int LongestDescription = 240;

    /// <param name="schema">Says which fact is the description.</param>
    /// <param name="facts">The facts as they go out.</param>
    /// <param name="most">How many facts besides the description.</param>
    /// <param name="mostValues">How many values of a list.</param>
    /// <param name="longest">Length of the facts besides the description.</param>
    /// <param name="named">Whether the name of each attribute is said.</param>
    public static string Of(
        DatasetSchema schema,
        IReadOnlyDictionary<string, object> facts,
        int most,
        int mostValues,
        int longest,
        bool named
    )
    {
        var descriptions = schema
            .Attributes.Where(a => a.Role == AttributeRole.Description)
            .Select(a => a.Name)
            .ToHashSet(StringComparer.Ordinal);
        var main = facts.Where(f => !descriptions.Contains(f.Key)).Take(most).Select(f => Say(f, mostValues, named));
        var about = facts
            .Where(f => descriptions.Contains(f.Key))
            .Take(1)
            .Select(f => DataBlock.Line(Say(f, mostValues, named), LongestDescription));
        return string.Join("; ", about.Prepend(DataBlock.Line(string.Join("; ", main), longest)).Where(text => text.Length > 0));
    }

    private static string Say(KeyValuePair<string, object> fact, int mostValues, bool named)
    {
        var value = fact.Value is IEnumerable<string> many
            ? string.Join(", ", many.Take(mostValues))
            : Convert.ToString(fact.Value, CultureInfo.InvariantCulture);
        return named ? $"{fact.Key}: {value}" : value!;
    }
}
