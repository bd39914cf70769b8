using System.Runtime.CompilerServices;
using InteRec.Catalog;
using InteRec.Planning;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>All titles of a catalogue, folded, for the question whether a text names an item. One set a snapshot, gone with it.</summary>
internal static class CatalogTitles
{
    private static readonly ConditionalWeakTable<CatalogSnapshot, HashSet<string>> Titles = [];

    /// <summary>The titles; what other titles an item has counts too.</summary>
    public static HashSet<string> Of(CatalogSnapshot catalog) =>
        Titles.GetValue(
            catalog.Whole,
            static c =>
                [
                    .. c
                        .Columns.Where(t => t.Definition.Role is AttributeRole.Title or AttributeRole.AlternativeTitles)
                        .SelectMany(t => Enumerable.Range(0, c.Count).SelectMany(t.Texts))
                        .Select(t => TextFolding.Fold(t)),
                ]
        );
}
