namespace InteRec.Tools;

/// <summary>
/// A ranker of the program around the recommender: by margin, by stock, by a model of its own. Plans order by it with <c>{"tool": "rank",
/// "by": NAME}</c>; preferences, diversity and what an earlier step found count beside it as with any other. It is used from many threads
/// at once.
/// </summary>
public interface IItemRanker
{
    /// <summary>The name in plans: lower-case letters, digits and underscores, none that a ranker or an attribute has already.</summary>
    string Name { get; }

    /// <summary>Scores items; higher is better, on any scale. What is not a finite number counts as the worst score.</summary>
    /// <param name="context">Catalogue, profile and taste of this turn.</param>
    /// <param name="items">The items, by their index in the catalogue.</param>
    /// <param name="scores">One place an item; zeros before.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    void Score(ToolContext context, ReadOnlySpan<int> items, Span<float> scores, CancellationToken cancellationToken);
}
