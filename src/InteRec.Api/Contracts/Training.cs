using InteRec.Ranking;
using InteRec.Tools;
using InteRec.Training;

namespace InteRec.Api.Contracts;

/// <summary>What a training run is asked for. Everything may be left out.</summary>
/// <param name="Tune">Minutes to look for better parameters first, above 0 and up to 1,440; null: those of the settings are used.</param>
/// <param name="Seed">Seed of what tuning tries.</param>
/// <param name="WarmStart">Whether to begin with the factors in use; null: as the settings say.</param>
public sealed record TrainingRunRequest(double? Tune = null, int Seed = 1, bool? WarmStart = null)
{
    internal TrainingRequest ToTraining() =>
        new(Tune is { } minutes ? new TuningRequest(TimeSpan.FromMinutes(minutes), Seed) : null, WarmStart);
}

/// <summary>The trained rankers.</summary>
/// <param name="Current">Id of the one that answers; null before the first training.</param>
/// <param name="Before">Ids that a roll-back goes to, latest first.</param>
/// <param name="Rankers">The manifests, newest first.</param>
/// <param name="Answering">
/// Id of the one that orders lists now, which is another than the promoted one where that cannot be used; null: none.
/// </param>
/// <param name="Broken">The artefacts that cannot be used, and why; with a null id, what is promoted cannot be read.</param>
public sealed record RankersAnswer(
    string? Current,
    IReadOnlyList<string> Before,
    IReadOnlyList<RankerManifest> Rankers,
    string? Answering,
    IReadOnlyList<BrokenRanker> Broken
)
{
    internal static RankersAnswer Of(RankerStore store, string? answering, RankerTrouble? trouble = null)
    {
        var (registry, broken) = (store.RegistryOrEmpty(), store.Broken());
        if (trouble is { IsLost: true } && broken.All(b => b.RankerId != trouble.RankerId))
        {
            broken = [.. broken, new BrokenRanker(trouble.RankerId, trouble.Reason)];
        }

        return new RankersAnswer(registry.Current, registry.Before, store.List(), answering, broken);
    }
}

/// <summary>Which ranker answers after a promotion or a roll-back.</summary>
/// <param name="Current">Its id.</param>
/// <param name="Before">Ids that a roll-back goes to, latest first.</param>
public sealed record RankerChanged(string? Current, IReadOnlyList<string> Before);
