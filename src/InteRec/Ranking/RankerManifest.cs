namespace InteRec.Ranking;

/// <summary>What a trained ranker is: written last of its files, so a folder with a manifest is whole.</summary>
public sealed record RankerManifest
{
    /// <summary>Version of the artefact format this code writes. A newer one is refused.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>Version of the artefact format.</summary>
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>Kind, date and sequence, for example <c>blend-20261121-1</c>.</summary>
    public required string RankerId { get; init; }

    /// <summary><c>blend</c>, or the one ranker it holds.</summary>
    public required string Kind { get; init; }

    /// <summary>Name of the dataset whose items it ranks; null where that is not known.</summary>
    public string? Dataset { get; init; }

    /// <summary>When the training ended (UTC).</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Version of the program that trained it.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>Every parameter of the training by name, for example <c>ials.dimensions</c>.</summary>
    public IReadOnlyDictionary<string, double> Parameters { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>What it was trained on.</summary>
    public required RankerCounts Counts { get; init; }

    /// <summary>SHA-256 over the training matrix; the same log gives the same, in any order of lines.</summary>
    public required string DataFingerprint { get; init; }

    /// <summary>Weight of each ranker in the blend; they sum to 1.</summary>
    public IReadOnlyDictionary<string, double> BlendWeights { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Metrics on held-out users; null where the log has too few users to hold any out.</summary>
    public HoldOutReport? HoldOut { get; init; }

    /// <summary>Whether the run promoted it, and why or why not, in a sentence.</summary>
    public string Verdict { get; init; } = "";

    /// <summary>Seconds of each phase of the run.</summary>
    public IReadOnlyDictionary<string, double> Seconds { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>What an operator should know, in sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What the settings left open and was chosen for the log; null: nothing was open, or tuning found the parameters.</summary>
    public ParameterChoice? Chosen { get; init; }

    /// <summary>What tuning tried, best first; empty without tuning.</summary>
    public IReadOnlyList<TuningTrial> Trials { get; init; } = [];

    /// <summary>The ranker whose factors the training began with; null: it began from nothing.</summary>
    public string? StartedFrom { get; init; }

    /// <summary>How often users had been deleted from the log when it was read.</summary>
    public long Deletions { get; init; }

    /// <summary>The other files of the folder.</summary>
    public IReadOnlyList<RankerFile> Files { get; init; } = [];
}

/// <summary>What a ranker was trained on.</summary>
/// <param name="Users">Users with at least one like.</param>
/// <param name="Items">Items with at least one like: those the ranker knows.</param>
/// <param name="Interactions">Lines of the log.</param>
/// <param name="Likes">Distinct liked pairs.</param>
/// <param name="Dislikes">Distinct disliked pairs.</param>
public sealed record RankerCounts(int Users, int Items, long Interactions, int Likes, int Dislikes);

/// <summary>A file of the artefact.</summary>
/// <param name="Name">Name within the folder.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex.</param>
public sealed record RankerFile(string Name, long Bytes, string Sha256);

/// <summary>Metrics on users that the measured ranker never saw, over the full catalogue.</summary>
/// <param name="Users">Number of held-out users.</param>
/// <param name="Rankers">Metrics by ranker: each component, <c>blend</c>, <c>popularity</c>.</param>
/// <param name="CurrentRankerId">The ranker that was current then; null if there was none.</param>
/// <param name="Current">Its hold-out twin on those of the users that it never saw; null where there is none.</param>
public sealed record HoldOutReport(
    int Users,
    IReadOnlyDictionary<string, RankingFigures> Rankers,
    string? CurrentRankerId,
    RankingFigures? Current
)
{
    /// <summary>The buckets of users that were held out to measure on.</summary>
    public IReadOnlyList<int> Buckets { get; init; } = [0];

    /// <summary>
    /// NDCG@100 of the blend less that of the current ranker, on those of the users that neither has seen; null where they were not
    /// compared.
    /// </summary>
    public PairedDifference? Difference { get; init; }
}

/// <summary>Mean metrics over users, each from 0 to 1.</summary>
/// <param name="Recall20">Hits in the first 20 / min(20, targets).</param>
/// <param name="Recall50">Hits in the first 50 / min(50, targets).</param>
/// <param name="Ndcg100">Normalised discounted cumulative gain of the first 100.</param>
/// <param name="HitRate10">Share of users with a hit in the first 10.</param>
public sealed record RankingFigures(double Recall20, double Recall50, double Ndcg100, double HitRate10);

/// <summary>Parameters that the settings left open, chosen for a log. Later trainings of the log carry them on.</summary>
/// <param name="Parameters">The parameters by name; all others are those of the settings.</param>
/// <param name="Likes">Likes of the log that they were chosen for: for one of another size they are chosen anew.</param>
/// <param name="Density">Share of its pairs of a user and an item that are likes.</param>
/// <param name="Users">Validation users that trials were measured on; 0: without trials.</param>
/// <param name="Trials">The trials, in order.</param>
public sealed record ParameterChoice(
    IReadOnlyDictionary<string, double> Parameters,
    int Likes,
    double Density,
    int Users,
    IReadOnlyList<TuningTrial> Trials
)
{
    /// <summary>The ranker that it was chosen for, where a later training carried it on; null: for this one.</summary>
    public string? KeptFrom { get; init; }

    /// <summary>The choice in one line.</summary>
    public override string ToString()
    {
        var values = Parameters.Select(p => FormattableString.Invariant($"{p.Key} {p.Value}"));
        var trials = Trials.Count == 0 ? "" : FormattableString.Invariant($", by {Trials.Count} trials on {Users} users");
        var origin = KeptFrom is null ? "Chosen" : $"Kept from {KeptFrom}, chosen";
        var size = FormattableString.Invariant($"{Likes:N0} likes, {100 * Density:0.############} % of all pairs");
        return $"{origin} for a log of {size}{trials}: {string.Join(", ", values)}.";
    }
}

/// <summary>One configuration that tuning tried.</summary>
/// <param name="Parameters">The parameters that differ from the defaults.</param>
/// <param name="Ndcg100">NDCG@100 on the validation users.</param>
/// <param name="Seconds">Seconds it took.</param>
/// <param name="Rung">How far it came: 0 is the cheapest rung.</param>
public sealed record TuningTrial(IReadOnlyDictionary<string, double> Parameters, double Ndcg100, double Seconds, int Rung);
