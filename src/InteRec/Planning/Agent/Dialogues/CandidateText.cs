using System.Globalization;
using System.Text;
using InteRec.Catalog;
using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Prompts;
using InteRec.Tools;

namespace InteRec.Planning.Agent.Dialogues;

/// <summary>Items with numbers and main facts, one a line, for a model to choose from.</summary>
internal static class CandidateText
{
    private const int MostFacts = 5;

    /// <param name="items">The items.</param>
    /// <param name="first">The number of the first of them.</param>
    /// <param name="catalog">Their catalogue.</param>
    public static string Of(IEnumerable<int> items, int first, CatalogSnapshot catalog)
    {
        var (text, number) = (new StringBuilder(), first);
        foreach (var item in items)
        {
            var facts = FactText.Of(catalog.Schema, ListedItems.Facts(catalog, item), MostFacts, mostValues: 3, longest: 200, named: false);
            text.Append(
                CultureInfo.InvariantCulture,
                $"[{number++}] {DataBlock.Line(catalog.Title(item))} ({catalog.Year(item)}): {facts}\n"
            );
        }

        return text.ToString();
    }
}
