using InteRec.Catalog;
using InteRec.Planning.Labels;
using InteRec.Tools;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>What the person should know of how the message was read.</summary>
internal sealed class TurnNotices(CatalogSnapshot catalog, IReadOnlyList<GroundedMark> marks)
{
    private readonly List<Condition> _unknown = [];

    /// <summary>Something that was asked for means nothing to the catalogue.</summary>
    public bool HasUnknown => _unknown.Count > 0;

    /// <summary>Conditions that the catalogue could not make anything of.</summary>
    public void AddUnknown(IEnumerable<Condition> unknown) => _unknown.AddRange(unknown);

    /// <summary>The notices, each once.</summary>
    public IReadOnlyList<Notice> All()
    {
        var notices = marks.Select(m => m.Typed is { } typed ? ReadingNotices.Corrected(typed, m.Words) : null).OfType<Notice>().ToList();
        var names = marks.Where(m => m.IsUnknown).Select(m => m.Words).ToList();
        notices.AddRange(names.Select(ReadingNotices.Unknown));
        notices.AddRange(
            _unknown
                .Where(c =>
                    c.Slot is not (Slot.Item or Slot.Series) && !c.Slot.IsPerson() && !names.Contains(c.Value, StringComparer.Ordinal)
                )
                .Select(c => new Notice(NoticeCodes.UnknownValue, Unsaid(c)))
        );
        return [.. notices.DistinctBy(n => n.Text)];
    }

    private string Unsaid(Condition condition) =>
        condition.Slot.IsNumber() ? ReadingNotices.Unsaid($"the {condition.Slot.Name()}")
        : condition.Sign == Sign.Excluded
            ? $"I cannot tell which {catalog.Schema.Item.Plural} are \u201c{condition.Value}\u201d, so some may be in the list."
        : $"The catalogue has no \u201c{condition.Value}\u201d; I looked for the words.";
}
