using System.ComponentModel.DataAnnotations;

namespace InteRec.Interactions;

/// <summary>What to do with a user or item of an interaction that is not known yet.</summary>
public enum UnknownPolicy
{
    /// <summary>The row is a bad row.</summary>
    Reject,

    /// <summary>The user or item is created; an item gets no facts and is called by its id.</summary>
    Create,

    /// <summary>Items only: the row is kept, and counts once the item is in the catalogue.</summary>
    Hold,
}

/// <summary>How interactions are taken in and weighed. Section <c>InteRec:Interactions</c>.</summary>
public sealed class InteractionOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "InteRec:Interactions";

    /// <summary>Rows about items that the catalogue does not have. Default reject.</summary>
    public UnknownPolicy UnknownItems { get; set; } = UnknownPolicy.Reject;

    /// <summary>Rows about users that were never heard of: create (default) or reject.</summary>
    public UnknownPolicy UnknownUsers { get; set; } = UnknownPolicy.Create;

    /// <summary>
    /// Whether what a user bought, clicked or looked at before may be recommended to them again: for songs, groceries, everyday goods. Then
    /// rows of one item add up, log2(1 + n) times the strongest for n positive ones, and rankers are measured with repeats among the
    /// targets. What was rated, or said to be seen, liked or unwanted, stays out. Default false.
    /// </summary>
    public bool Repeat { get; set; }

    /// <summary>How many of a user's latest interactions count as their history, 1 to 100,000. Default 5,000.</summary>
    [Range(1, 100_000)]
    public int HistoryLength { get; set; } = 5_000;

    /// <summary>
    /// Days before the user's latest interaction at which one counts half in their history; 0: age does not matter. Default 0.
    /// </summary>
    [Range(0, 36_500)]
    public double HistoryHalfLifeDays { get; set; }

    /// <summary>What a positive rating counts. Default 1.</summary>
    [Range(0, 100)]
    public float RatingWeight { get; set; } = 1;

    /// <summary>What a like counts; a dislike counts as much against. Default 1.</summary>
    [Range(0, 100)]
    public float LikeWeight { get; set; } = 1;

    /// <summary>What a purchase counts; a row with the weight n, for n of them, log2(1 + n) times as much. Default 1.</summary>
    [Range(0, 100)]
    public float PurchaseWeight { get; set; } = 1;

    /// <summary>What a click counts; a row with the weight n log2(1 + n) times as much. Default 0.3.</summary>
    [Range(0, 100)]
    public float ClickWeight { get; set; } = 0.3f;

    /// <summary>What a view counts; a row with the weight n, for n plays, log2(1 + n) times as much. Default 0.2.</summary>
    [Range(0, 100)]
    public float ViewWeight { get; set; } = 0.2f;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (UnknownUsers == UnknownPolicy.Hold)
        {
            yield return new ValidationResult("InteRec:Interactions:UnknownUsers is Create or Reject", [nameof(UnknownUsers)]);
        }
    }
}
