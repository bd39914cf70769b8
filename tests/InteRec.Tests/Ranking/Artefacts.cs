using InteRec.Ranking;
using InteRec.Search;
using InteRec.Training;

namespace InteRec.Tests.Ranking;

/// <summary>Trained rankers for tests.</summary>
internal static class Artefacts
{
    public static RankerManifest ManifestOf(InteractionMatrix data, string id = "blend-20261121-1") =>
        new()
        {
            RankerId = id,
            Kind = "blend",
            Created = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero),
            CodeVersion = "0.1.0",
            Counts = new RankerCounts(data.UserCount, data.ItemCount, data.InteractionCount, data.Likes.Count, data.Dislikes.Count),
            DataFingerprint = data.Fingerprint,
            BlendWeights = new Dictionary<string, double>(StringComparer.Ordinal) { ["ials"] = 0.6, ["ease"] = 0.4 },
        };

    /// <summary>A small artefact of all rankers that are stored.</summary>
    public static TrainedRanker Train(
        InteractionMatrix data,
        string id = "blend-20261121-1",
        IContentVectors? content = null,
        IReadOnlyList<string>? catalogIds = null
    )
    {
        var options = new TrainingOptions
        {
            Ials = new IalsOptions { Dimensions = 3, Regularization = 0.05 },
            Knn = new KnnOptions { Enabled = true },
            Ease = new EaseOptions { Regularization = 5 },
        };
        return new RankerTrainers(options)
            .TrainAll(data, catalogIds ?? data.ItemIds, content, new PhaseClock(), null, CancellationToken.None)
            .ToTrained(ManifestOf(data, id));
    }
}
