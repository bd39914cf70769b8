using InteRec.Api.Problems;
using InteRec.Interactions;

namespace InteRec.Api.Contracts;

/// <summary>What a batch of interactions did. The same batch sent again changes nothing.</summary>
/// <param name="Rows">Rows of the batch.</param>
/// <param name="Inserted">Rows that were new.</param>
/// <param name="Unchanged">Rows that the log had already.</param>
/// <param name="Repeated">True when the idempotency key was used before: this is the answer of then.</param>
/// <param name="Skipped">Bad rows that were left out, as was asked for.</param>
/// <param name="Errors">The first hundred of these.</param>
public sealed record InteractionsAnswer(
    long Rows,
    long Inserted,
    long Unchanged,
    bool Repeated,
    long Skipped,
    IReadOnlyList<ProblemPlace> Errors
);

/// <summary>A page of the log.</summary>
/// <param name="Interactions">The rows, by user and time.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
public sealed record InteractionsPage(IReadOnlyList<Interaction> Interactions, string? Next);

/// <summary>What came of a recommended item.</summary>
/// <param name="ItemId">An item of the recommendation.</param>
/// <param name="Kind">
/// <c>clicked</c>, <c>accepted</c>, <c>rejected</c>, <c>shown</c>; or <c>liked</c>, <c>disliked</c>, <c>seen</c>, of which the last holds
/// and goes into the user's profile too.
/// </param>
/// <param name="UserId">The user, or null for the one of the recommendation.</param>
/// <param name="Reason">Why, in the person's words, or null.</param>
public sealed record FeedbackRequest(string ItemId, string Kind, string? UserId = null, string? Reason = null);
