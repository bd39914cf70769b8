namespace InteRec.Interactions;

/// <summary>One line of the interaction log as training sees it.</summary>
/// <param name="UserId">Who.</param>
/// <param name="ItemId">What.</param>
/// <param name="Weight">
/// Evidence: above 0 liked (1 is one clear like; the confidence of the pair in the objective), below 0 disliked, 0 neutral: the user took
/// the item up, and it was neither. Must be finite.
/// </param>
/// <param name="Timestamp">When, in any unit that grows with time; 0 where it is not known.</param>
internal readonly record struct TrainingInteraction(string UserId, string ItemId, float Weight, long Timestamp = 0);
