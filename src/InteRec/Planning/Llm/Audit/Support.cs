using System.Globalization;
using InteRec.Catalog;

namespace InteRec.Planning.Llm.Audit;

/// <summary>What a turn gives reason to believe: the message, the conversation so far, the profile, and the built-in reading of them.</summary>
internal sealed class Support
{
    private readonly PlanningInput _input;
    private readonly string _said;
    private readonly HashSet<double> _numbers;
    private readonly List<ItemFilter> _filters;
    private readonly HashSet<string> _items;

    public Support(PlanningInput input, PlanningResult reading)
    {
        _input = input;
        _said = $" {TextFolding.Fold(input.Message)} ";
        _numbers = [.. Numbers(_said)];
        _filters =
        [
            reading.Understood.Conditions,
            reading.Understood.Preferences,
            .. reading.Plan.Lists.SelectMany(l => (ItemFilter[])[l.Where(), l.Prefer()]),
            .. input.State.Requests.SelectMany(r => (ItemFilter[])[r.Where, r.Prefer]),
        ];
        _items =
        [
            .. reading.Understood.Mentioned.Select(m => m.ItemId),
            .. input.State.LastItems,
            .. input.State.Focus,
            .. input.State.Requests.SelectMany(r => r.Like.Concat(r.Unlike).Concat(r.Exclude).Concat(r.Items ?? [])),
            .. input.State.Rejected,
        ];
    }

    /// <summary>True when the value was said, holds from an earlier turn, is in the profile, or is a fact of an item whose attribute the message names.</summary>
    public bool Of(AttributeDefinition attribute, string value) =>
        _filters.Any(f => f[attribute.Name].Names(value))
        || Says(attribute, value)
        || _input.Profile.Entries.Any(e => e.Value is { } v && TextFolding.Fold(v) == TextFolding.Fold(value))
        || (NamesAttribute(attribute) && _items.Any(i => HasFact(i, attribute, value)));

    /// <summary>True when the bound was said as a number, or the reading or the conversation bounds the attribute too.</summary>
    public bool Of(AttributeDefinition attribute, double bound) =>
        _filters.Any(f => f[attribute.Name] is { } c && c.IsRange()) || _numbers.Contains(bound) || _numbers.Contains(bound % 100);

    /// <summary>True when something is known or said of whether the attribute has a value.</summary>
    public bool OfPresence(AttributeDefinition attribute) => _filters.Any(f => f[attribute.Name]?.Has is not null) || NamesAttribute(attribute);

    /// <summary>True when the item was named, was shown last, or is talked about.</summary>
    public bool OfItem(string itemId) => _items.Contains(itemId);

    /// <summary>True when the words are in the message.</summary>
    public bool Says(string words) => TextFolding.Fold(words) is { Length: > 0 } folded && _said.Contains($" {folded} ", StringComparison.Ordinal);

    /// <summary>True when the value is in the message, as the catalogue has it or in other words for it.</summary>
    public bool Says(AttributeDefinition attribute, string value) =>
        Variants(attribute, value).Any(Says) || (attribute.Role == AttributeRole.People && LastName(value) is { } last && Says(last));

    private static IEnumerable<string> Variants(AttributeDefinition attribute, string value)
    {
        yield return value;
        yield return value + "s";
        if (value.EndsWith('s'))
        {
            yield return value[..^1];
        }

        foreach (var synonym in attribute.Values.GetValueOrDefault(value) ?? [])
        {
            yield return synonym;
        }
    }

    private static string? LastName(string person) => person.LastIndexOf(' ') is > 0 and var space && person.Length - space > 4 ? person[(space + 1)..] : null;

    private bool NamesAttribute(AttributeDefinition attribute) =>
        attribute.Synonyms.Append(attribute.Name).Append(attribute.Label ?? attribute.Name).Any(w => Says(w) || Says(w + "s"));

    private bool HasFact(string itemId, AttributeDefinition attribute, string value)
    {
        var catalog = _input.Serving.Catalog;
        return catalog.IndexOf(itemId) is >= 0 and var item
            && catalog.Column(attribute.Name) is { } column
            && column.Texts(item).Any(t => TextFolding.Fold(t) == TextFolding.Fold(value));
    }

    private static IEnumerable<double> Numbers(string text)
    {
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var digits = word.TrimEnd('s', 'h', 'm', 'i', 'n', '+');
            if (double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                yield return number;
            }
        }
    }
}
