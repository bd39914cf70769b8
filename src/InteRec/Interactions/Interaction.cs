using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace InteRec.Interactions;

/// <summary>What a user did with an item. The numbers are stored; they never change.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InteractionKind>))]
public enum InteractionKind
{
    /// <summary>Looked at it.</summary>
    [JsonStringEnumMemberName("view")] View = 1,

    /// <summary>Chose it out of a list.</summary>
    [JsonStringEnumMemberName("click")] Click = 2,

    /// <summary>Said that they like it.</summary>
    [JsonStringEnumMemberName("like")] Like = 3,

    /// <summary>Said that they dislike it.</summary>
    [JsonStringEnumMemberName("dislike")] Dislike = 4,

    /// <summary>Rated it; the weight is the rating.</summary>
    [JsonStringEnumMemberName("rating")] Rating = 5,

    /// <summary>Bought, rented or finished it.</summary>
    [JsonStringEnumMemberName("purchase")] Purchase = 6,
}

/// <summary>One row of the log.</summary>
/// <param name="UserId">The user, 1 to 256 characters.</param>
/// <param name="ItemId">The item, 1 to 256 characters.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Weight">The rating of a rating; otherwise a factor above 0, usually 1.</param>
/// <param name="Timestamp">When, to the millisecond; 1970-01-01 where the source does not say.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Interaction(string UserId, string ItemId, InteractionKind Kind, float Weight, DateTimeOffset Timestamp);

/// <summary>The words for <see cref="InteractionKind"/>.</summary>
internal static class InteractionKinds
{
    /// <summary>All words.</summary>
    public static IReadOnlyList<string> Names { get; } = ["view", "click", "like", "dislike", "rating", "purchase"];

    /// <summary>Reads a word, case ignored.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out InteractionKind kind)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (text.Equals(Names[i], StringComparison.OrdinalIgnoreCase))
            {
                kind = (InteractionKind)(i + 1);
                return true;
            }
        }

        kind = default;
        return false;
    }

    /// <summary>The word.</summary>
    public static string Name(this InteractionKind kind) => Names[(int)kind - 1];
}
