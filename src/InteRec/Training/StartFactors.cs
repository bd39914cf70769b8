using InteRec.Numerics;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>
/// Item factors of an earlier training, for another to begin with. Those of users are not needed, nor kept in any artefact: a training's
/// first sweep solves them from the items.
/// </summary>
/// <param name="itemIds">Item id by row.</param>
/// <param name="factors">The factors.</param>
internal sealed class StartFactors(IReadOnlyList<string> itemIds, FactorMatrix factors)
{
    /// <summary>Overwrites the rows of the items that were there before; the others keep what they have.</summary>
    /// <param name="target">Factors of the same length.</param>
    /// <param name="targetIds">Item id by row of the target.</param>
    public void CopyTo(FactorMatrix target, IReadOnlyList<string> targetIds)
    {
        var from = ItemIndexes.Of(targetIds, itemIds);
        for (var row = 0; row < from.Length; row++)
        {
            if (from[row] >= 0)
            {
                factors.Row(from[row]).CopyTo(target.Row(row));
            }
        }
    }
}
