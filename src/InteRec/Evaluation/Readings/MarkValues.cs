using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;

namespace InteRec.Evaluation.Readings;

/// <summary>What marked words are to the catalogue, by the candidates of the same words.</summary>
/// <param name="catalog">The catalogue.</param>
/// <param name="isOfCatalog">What the words are about is in it; else only misspellings are read.</param>
internal sealed class MarkValues(CatalogSnapshot catalog, bool isOfCatalog)
{
    /// <summary>The title or name that is meant, a misspelling as it was read, else the words.</summary>
    public string Of(Mark mark, string message, IReadOnlyList<Candidate> candidates, Referents referents)
    {
        var words = mark.Text(message);
        var own = candidates
            .Where(c => c.Start == mark.Start && c.Length == mark.Length && c.Slot.Merged() == mark.Slot.Merged())
            .OrderByDescending(c => c.Origins.HasFlag(Origins.InPlay))
            .ThenByDescending(c => c.ReadAs is null)
            .ThenByDescending(c => c.Weight)
            .ToList();
        return mark.Slot switch
        {
            Slot.Item when referents.Named(words) is var named && named != words => named,
            Slot.Item when isOfCatalog && own.Find(c => c.Items.Count > 0) is { } item => catalog.Title(item.Items[0]),
            _ when mark.Slot.IsPerson() && own.Find(c => c.Entry?.Person is not null) is { } person => person.Entry!.Person!.Name,
            _ => own.Count > 0 && own[0].ReadAs is { } readAs ? readAs : words,
        };
    }
}
