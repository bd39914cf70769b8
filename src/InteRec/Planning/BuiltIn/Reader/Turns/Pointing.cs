using System.Globalization;
using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>What "the second one", "those" and "he" are in a conversation.</summary>
internal sealed class Pointing(ConversationState state, CatalogSnapshot catalog)
{
    /// <summary>Item indexes of the last list, in order.</summary>
    public IReadOnlyList<int> Last { get; } = Indexes(state.LastItems, catalog);

    /// <summary>Item indexes talked about last.</summary>
    public IReadOnlyList<int> Focus { get; } = Indexes(state.Focus, catalog);

    /// <summary>The person talked about last, or null.</summary>
    public string? Person { get; } = state.FocusPeople.Count > 0 ? state.FocusPeople[0] : null;

    /// <summary>What a reference points to; empty where there is nothing.</summary>
    /// <param name="value"><c>1</c>, <c>-1</c>, <c>list</c>, <c>item</c> or <c>other</c>.</param>
    public IReadOnlyList<int> Items(string? value)
    {
        if (int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var place))
        {
            var among = Among;
            var at = place < 0 ? among.Count + place : place - 1;
            return at >= 0 && at < among.Count ? [among[at]] : [];
        }

        return value switch
        {
            "list" => state.LastPlan?.Intent is Intent.Compare or Intent.Lookup && Focus.Count > 1 ? Focus : Last,
            "item" => One,
            "other" => Last.Count > 1 ? [Last[1]]
            : Focus.Count > 1 ? [Focus[1]]
            : [],
            _ => [],
        };
    }

    /// <summary>"it": what was talked about last, otherwise the first of the list.</summary>
    public IReadOnlyList<int> One =>
        Focus.Count > 0 ? [Focus[0]]
        : Last.Count > 0 ? [Last[0]]
        : [];

    /// <summary>Two or more that a comparison without names is about.</summary>
    public IReadOnlyList<int> Several => Focus.Count > 1 ? Focus : Last;

    /// <summary>Places count in what was compared last, otherwise in the last list.</summary>
    private IReadOnlyList<int> Among => Focus.Count > 1 && state.LastPlan?.Intent is Intent.Compare or Intent.Lookup ? Focus : Last;

    private static List<int> Indexes(IReadOnlyList<string> ids, CatalogSnapshot catalog) =>
        [.. ids.Select(catalog.IndexOf).Where(i => i >= 0)];
}
