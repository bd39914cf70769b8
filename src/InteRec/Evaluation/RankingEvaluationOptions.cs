using InteRec.Search;
using InteRec.Training;

namespace InteRec.Evaluation;

/// <summary>How users and items are held out.</summary>
public enum RankingProtocol
{
    /// <summary>Users of a test bucket that training never saw, each folded in from a history.</summary>
    Strong,

    /// <summary>The last item by time of every user, all earlier ones in training.</summary>
    Last,
}

/// <summary>Options of <c>interec eval ranking</c>.</summary>
public sealed record RankingEvaluationOptions
{
    /// <summary>
    /// The interaction log: CSV with a header, also gzip. The user and item columns, and rating and timestamp where there are any, are
    /// found by name.
    /// </summary>
    public required string Log { get; init; }

    /// <summary>A row is a like at this rating or above; without a rating column every row is. Default 3.5.</summary>
    public double Positive { get; init; } = 3.5;

    /// <summary>A row is a dislike at this rating or below. Default 2.</summary>
    public double Negative { get; init; } = 2;

    /// <summary>Strong generalisation or last item. Default strong.</summary>
    public RankingProtocol Protocol { get; init; } = RankingProtocol.Strong;

    /// <summary>
    /// Strong only: every bucket but the validation bucket is the test bucket in turn, and the users are taken together. Without it only
    /// bucket 0 is tested.
    /// </summary>
    public bool Pooled { get; init; }

    /// <summary>
    /// Strong only: the last fifth of a user's items by time are the targets, repeats among them, and lists may hold what the user took up
    /// before. Needs timestamps. Default false.
    /// </summary>
    public bool Repeat { get; init; }

    /// <summary>
    /// Rankers to measure: <c>ials</c>, <c>ease</c>, <c>knn</c>, <c>popularity</c>, <c>repeat</c>, <c>content</c>, <c>blend</c> (of the
    /// others).
    /// </summary>
    public IReadOnlyList<string> Rankers { get; init; } = ["ials", "ease", "knn", "popularity", "blend"];

    /// <summary>Name of the user column; null: guessed.</summary>
    public string? UserColumn { get; init; }

    /// <summary>Name of the item column; null: guessed.</summary>
    public string? ItemColumn { get; init; }

    /// <summary>Name of the rating column; null: guessed, may be absent.</summary>
    public string? RatingColumn { get; init; }

    /// <summary>Name of the timestamp column; null: guessed, may be absent.</summary>
    public string? TimestampColumn { get; init; }

    /// <summary>Parameters of the rankers.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Item ids by content index; needed with <see cref="Content"/>.</summary>
    public IReadOnlyList<string> ContentItemIds { get; init; } = [];

    /// <summary>Content vectors for the <c>content</c> ranker; null: it cannot be measured.</summary>
    public IContentVectors? Content { get; init; }

    /// <summary>What the items have in common, for <c>ease</c>; null: only what the log says.</summary>
    public ItemFacts? Facts { get; init; }

    /// <summary>Draws of the bootstrap behind the 95 % intervals. Default 1000.</summary>
    public int BootstrapDraws { get; init; } = 1000;
}
