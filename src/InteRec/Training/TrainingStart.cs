using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>With what a training begins.</summary>
/// <param name="Options">Its parameters.</param>
/// <param name="Warm">The factors in use; null: from nothing.</param>
/// <param name="Warnings">A sentence where that is not what was asked for.</param>
internal sealed record TrainingStart(TrainingOptions Options, WarmStart? Warm, IReadOnlyList<string> Warnings)
{
    /// <summary>The factors in use where they are asked for and fit; from nothing otherwise.</summary>
    /// <param name="store">Where the ranker in use is.</param>
    /// <param name="options">The parameters to train with.</param>
    /// <param name="isWarm">Whether the run asks for a warm start; null: as the options say.</param>
    /// <param name="buckets">The buckets of users that the training is measured on.</param>
    /// <param name="deletions">How often users were deleted until now.</param>
    public static TrainingStart Of(RankerStore store, TrainingOptions options, bool? isWarm, IReadOnlyList<int> buckets, long deletions)
    {
        if (!(isWarm ?? options.WarmStart))
        {
            return new TrainingStart(options, null, []);
        }

        var (warm, reason) = WarmStart.Open(store, options.Ials.Dimensions, buckets, deletions);
        if (warm is null)
        {
            return new TrainingStart(options, null, [$"Trained from nothing, not from the factors in use: {reason}."]);
        }

        var shorter = options.Copy();
        shorter.Ials.Epochs = shorter.WarmEpochs;
        return new TrainingStart(shorter, warm, []);
    }
}
