using InteRec.Catalog;

namespace InteRec.Tools;

/// <summary>How far candidates meet soft preferences.</summary>
internal static class Preferences
{
    /// <summary>
    /// The share of the elementary preferences that each candidate meets, 0 to 1; null where nothing is preferred. Of an <c>any</c> with
    /// several values, one value counts 0.8 and all of them 1: "funny or light" is met by either, and better by both.
    /// </summary>
    public static float[]? Shares(FilterEvaluator filters, ItemFilter? prefer, ReadOnlySpan<int> items, CancellationToken cancellationToken)
    {
        var parts = ElementaryCondition.Of(prefer);
        if (parts.Count == 0)
        {
            return null;
        }

        var shares = new float[items.Length];
        foreach (var part in parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (part is { Kind: ConditionKind.Any, Values.Count: > 1 })
            {
                Add(shares, items, filters.Meeting(part), 0.8f / parts.Count);
                foreach (var value in part.Values)
                {
                    Add(shares, items, filters.Meeting(part with { Values = [value] }), 0.2f / part.Values.Count / parts.Count);
                }
            }
            else
            {
                Add(shares, items, filters.Meeting(part), 1f / parts.Count);
            }
        }

        return shares;
    }

    private static void Add(float[] shares, ReadOnlySpan<int> items, Bitmap meeting, float weight)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (meeting[items[i]])
            {
                shares[i] += weight;
            }
        }
    }
}
