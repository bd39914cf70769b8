using System.ComponentModel.DataAnnotations;

namespace InteRec.Training;

/// <summary>How rankers are trained (section <c>InteRec:Training</c>).</summary>
public sealed class TrainingOptions
{
    /// <summary>The section of the settings.</summary>
    public const string SectionName = "InteRec:Training";

    /// <summary>Parameters of the matrix factorisation.</summary>
    public IalsOptions Ials { get; set; } = new();

    /// <summary>Parameters of EASE.</summary>
    public EaseOptions Ease { get; set; } = new();

    /// <summary>Parameters of item-kNN.</summary>
    public KnnOptions Knn { get; set; } = new();

    /// <summary>Days after which a like counts half in popularity; 0: age does not matter. Default 0.</summary>
    [Range(0, 36500)]
    public double PopularityHalfLifeDays { get; set; }

    /// <summary>Ridge of the map from content to factors, relative to the mean weight of an item. Default 10.</summary>
    [Range(1e-6, 1e6)]
    public double ContentRidge { get; set; } = 10;

    /// <summary>Threads a run may use; 0: all processors. The result does not depend on it. Default 0.</summary>
    [Range(0, 1024)]
    public int Threads { get; set; }

    /// <summary>
    /// Whether a training begins with the item factors of the ranker in use, new items as from nothing, and runs <see cref="WarmEpochs"/>.
    /// Faster for a log that grows; from nothing measures the same, depends on the log alone, and forgets what is no longer in it. Where
    /// the current ranker does not fit (other dimensions, no hold-out twin or one that saw users to measure on, users deleted since) the training begins from nothing and
    /// its manifest says why. EASE and tuning always begin from nothing. Default false.
    /// </summary>
    public bool WarmStart { get; set; }

    /// <summary>Epochs of the matrix factorisation after a warm start, in place of <see cref="IalsOptions.Epochs"/>. Default 3.</summary>
    [Range(1, 1000)]
    public int WarmEpochs { get; set; } = 3;

    /// <summary>
    /// A new ranker is promoted when its NDCG@100 on the hold-out is at least (1 - tolerance) times the current one's. Default 0.02.
    /// </summary>
    [Range(0, 1)]
    public double Tolerance { get; set; } = 0.02;

    /// <summary>Hours after the latest training at which the service trains again by itself; 0: never. Default 0.</summary>
    [Range(0, 8760)]
    public double EveryHours { get; set; }

    /// <summary>New interactions after which the service trains again by itself; 0: never. Default 0.</summary>
    [Range(0, 1_000_000_000)]
    public int AfterInteractions { get; set; }

    /// <summary>
    /// Held-out users below which a run is not measured, or not compared with the current ranker (their mean would say nothing), and is
    /// promoted as it is. Default 20.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MinimumHeldOutUsers { get; set; } = 20;

    /// <summary>The same options, apart from these.</summary>
    internal TrainingOptions Copy()
    {
        var copy = (TrainingOptions)MemberwiseClone();
        (copy.Ials, copy.Ease, copy.Knn) = (Ials with { }, Ease with { }, Knn with { });
        return copy;
    }

    internal int EffectiveThreads => Threads > 0 ? Threads : Environment.ProcessorCount;
}
