using InteRec.Profiles;

namespace InteRec.Conversations;

/// <summary>What became of feedback.</summary>
internal enum FeedbackOutcome
{
    /// <summary>It is known now.</summary>
    Taken,

    /// <summary>The kind is none of <see cref="FeedbackKinds.All"/>.</summary>
    UnknownKind,

    /// <summary>There is no such recommendation, or it is somebody else's.</summary>
    UnknownRecommendation,

    /// <summary>The recommendation has no such item.</summary>
    NotInIt,
}

/// <summary>Takes what came of the items of recommendations, from whoever may see them.</summary>
internal sealed class FeedbackService(RecommendationStore records, Verdicts verdicts, TimeProvider time)
{
    /// <summary>Takes what came of an item. What a person says of it goes into the profile too.</summary>
    /// <param name="recommendationId">The recommendation.</param>
    /// <param name="itemId">An item of it.</param>
    /// <param name="kind">One of <see cref="FeedbackKinds.All"/>.</param>
    /// <param name="reason">Why, in the person's words, or null.</param>
    /// <param name="caller">Who says it; without a user, for the one of the recommendation.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="Profiles.UserNotFoundException">The user belongs to another key.</exception>
    public async Task<FeedbackOutcome> TakeAsync(
        string recommendationId,
        string itemId,
        string kind,
        string? reason,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (!FeedbackKinds.All.Contains(kind, StringComparer.Ordinal))
        {
            return FeedbackOutcome.UnknownKind;
        }

        if (await records.GetAsync(recommendationId, caller, cancellationToken) is not { } found)
        {
            return FeedbackOutcome.UnknownRecommendation;
        }

        var feedback = new Feedback(itemId, kind, reason, time.GetUtcNow());
        var whose = caller with { UserId = caller.UserId ?? found.Record.UserId };
        var known = FeedbackKinds.Said.Contains(kind)
            ? await verdicts.SayAsync(recommendationId, feedback, whose, cancellationToken)
            : await records.AddFeedbackAsync(recommendationId, [feedback], cancellationToken);
        return known ? FeedbackOutcome.Taken : FeedbackOutcome.NotInIt;
    }
}
