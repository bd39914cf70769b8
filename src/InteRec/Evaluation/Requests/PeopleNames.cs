using InteRec.Catalog;
using InteRec.Planning.BuiltIn;
using InteRec.Tools;

namespace InteRec.Evaluation.Requests;

/// <summary>What names of people look like, learnt from those of the catalogue.</summary>
internal sealed class PeopleNames(ServingState serving, SpanFinder finder)
{
    private readonly HashSet<string> _first =
    [
        .. serving
            .Catalog.Columns.OfType<CategoryColumn>()
            .Where(c => c.Definition.Role == AttributeRole.People)
            .SelectMany(c => c.Values)
            .Select(v => TextFolding.Fold(v))
            .Where(v => v.Contains(' ', StringComparison.Ordinal))
            .Select(v => v[..v.IndexOf(' ', StringComparison.Ordinal)]),
    ];

    /// <summary>True for a word that begins the name of someone in the catalogue.</summary>
    public bool IsFirstName(string folded) => _first.Contains(folded);

    /// <summary>True for a word that neither the catalogue nor the language knows.</summary>
    public bool IsStrange(string folded) => finder.IsStrange(folded);
}
