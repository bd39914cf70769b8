using System.ComponentModel.DataAnnotations;

namespace InteRec.Training;

/// <summary>Which evidence a kind of interaction is. The defaults suit star ratings from 0.5 to 5.</summary>
public sealed class InteractionSignal
{
    /// <summary>A rating of at least this is a like. Default 3.5.</summary>
    public double PositiveRating { get; set; } = 3.5;

    /// <summary>A rating of at most this is a dislike; between the two it is neither. Default 2.</summary>
    public double DislikedRating { get; set; } = 2;

    /// <summary>Evidence of a view. Default 0.2; 0 leaves views out.</summary>
    [Range(0, 10)]
    public double View { get; set; } = 0.2;

    /// <summary>Evidence of a click. Default 0.3.</summary>
    [Range(0, 10)]
    public double Click { get; set; } = 0.3;

    /// <summary>Evidence of a purchase. Default 1, as a like.</summary>
    [Range(0, 10)]
    public double Purchase { get; set; } = 1;

    /// <summary>
    /// The weight of one interaction: above 0 liked, below 0 disliked, 0 neither.
    /// </summary>
    /// <param name="kind"><c>view</c>, <c>click</c>, <c>like</c>, <c>dislike</c>, <c>rating</c> or <c>purchase</c>.</param>
    /// <param name="value">The stars of a rating; a factor on the evidence for every other kind (1 is usual).</param>
    /// <exception cref="ArgumentException">The kind is none of these, or the value is not finite.</exception>
    public float ToWeight(string kind, double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException("The weight of an interaction must be a finite number.", nameof(value));
        }

        return kind switch
        {
            "rating" => value >= PositiveRating ? 1f : value <= DislikedRating ? -1f : 0f,
            "like" => (float)Math.Abs(value),
            "dislike" => -(float)Math.Abs(value),
            "view" => (float)(View * value),
            "click" => (float)(Click * value),
            "purchase" => (float)(Purchase * value),
            _ => throw new ArgumentException($"Unknown kind of interaction: {kind}.", nameof(kind)),
        };
    }
}
