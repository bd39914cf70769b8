using System.Globalization;
using InteRec.Catalog;
using InteRec.Languages;
using InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

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

    /// <summary>
    /// "The train one": the place of the only one of the list that its words describe best, from 1, by its title or what is known of it; null
    /// where they describe none or several.
    /// </summary>
    public int? PlaceOf(string words)
    {
        const int OfTitle = 3;
        var told = TextFolding.Fold(words).Split(' ').Where(IsTelling).Select(Stem.Word).ToList();
        if (told.Count == 0 || Last.Count < 2)
        {
            return null;
        }

        var scores = Last.Select(item =>
            {
                var (title, facts) = (Words([catalog.Title(item)]), Words(catalog.Columns.SelectMany(c => c.Texts(item))));
                return told.Sum(word =>
                    title.Contains(word) ? OfTitle
                    : facts.Contains(word) ? 1
                    : 0
                );
            })
            .ToList();
        var most = scores.Max();
        return most > 0 && scores.Count(s => s == most) == 1 ? scores.IndexOf(most) + 1 : null;
    }

    private bool IsTelling(string word) =>
        word.Length > 2
        && !LanguageWords.English.Contains(word)
        && !catalog.Schema.Item.IsNoun(word)
        && !OrdinalWords.Vocabulary.Contains(word, StringComparer.Ordinal);

    private static HashSet<string> Words(IEnumerable<string> texts) =>
        [.. texts.SelectMany(text => TextFolding.Fold(text).Split(' ')).Select(Stem.Word)];

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
