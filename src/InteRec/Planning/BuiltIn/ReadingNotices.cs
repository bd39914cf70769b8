using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning.BuiltIn;

/// <summary>What the person should know of how the names in a message were read.</summary>
internal static class ReadingNotices
{
    /// <summary>A name was read as another; null where only case or accents differ.</summary>
    public static Notice? Corrected(string typed, string read) =>
        TextFolding.Fold(typed) == TextFolding.Fold(read)
            ? null
            : new Notice(NoticeCodes.Corrected, $"I read \u201c{typed}\u201d as {read}.");

    /// <summary>What the catalogue has nothing of.</summary>
    public static string Unsaid(string name) => $"I don\u2019t know {name}: the catalogue does not say.";

    /// <summary>A name that the catalogue does not have.</summary>
    public static Notice Unknown(string name) =>
        new(NoticeCodes.UnknownItem, $"I don\u2019t know \u201c{name}\u201d: it is not in the catalogue.");
}
