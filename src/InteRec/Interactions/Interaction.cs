using System.Runtime.InteropServices;
using InteRec.Catalog;

namespace InteRec.Interactions;

/// <summary>One row of the log.</summary>
/// <param name="UserId">The user, 1 to 256 characters.</param>
/// <param name="ItemId">The item, 1 to 256 characters.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Weight">
/// The rating of a rating; of a like or dislike a factor above 0, usually 1; of the others how much or how often, above 0.
/// </param>
/// <param name="Timestamp">When, to the millisecond; 1970-01-01 where the source does not say.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Interaction(string UserId, string ItemId, InteractionKind Kind, float Weight, DateTimeOffset Timestamp);
