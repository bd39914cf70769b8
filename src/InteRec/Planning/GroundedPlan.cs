using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>
/// A plan in the catalogue's own words: values as the catalogue writes them, items by id. A required value that the catalogue does not
/// have stays in its condition, so that no item meets it: wrong items would be worse than none.
/// </summary>
/// <param name="Plan">The plan.</param>
/// <param name="Notices">Corrections, and names that are not in the catalogue.</param>
/// <param name="Mentioned">Items that the plan names.</param>
/// <param name="Unknown">Names that are not in the catalogue.</param>
internal sealed record GroundedPlan(
    Plan Plan,
    IReadOnlyList<Notice> Notices,
    IReadOnlyList<MentionedItem> Mentioned,
    IReadOnlyList<string> Unknown
);
