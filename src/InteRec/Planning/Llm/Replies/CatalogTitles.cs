using System.Runtime.CompilerServices;
using InteRec.Catalog;

namespace InteRec.Planning.Llm.Replies;

/// <summary>All titles of a catalogue, folded, for the question whether a text names an item. One set a snapshot, gone with it.</summary>
internal static class CatalogTitles
{
    private static readonly ConditionalWeakTable<CatalogSnapshot, HashSet<string>> Titles = [];

    public static HashSet<string> Of(CatalogSnapshot catalog) => Titles.GetValue(catalog, static c =>
        [.. Enumerable.Range(0, c.Count).Select(i => TextFolding.Fold(c.Title(i)))]);
}
