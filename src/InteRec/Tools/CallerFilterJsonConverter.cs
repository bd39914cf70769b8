using InteRec.Catalog;

namespace InteRec.Tools;

/// <summary>
/// As <see cref="ItemFilterJsonConverter"/>, for conditions that always hold: one that asks for nothing is refused, not passed over.
/// </summary>
internal sealed class CallerFilterJsonConverter : ItemFilterJsonConverter
{
    protected override bool RefusesEmpty => true;
}
