using System.Text.Json.Serialization;

namespace InteRec.Catalog;

/// <summary>What a user did with an item. The numbers are stored; they never change.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InteractionKind>))]
public enum InteractionKind
{
    /// <summary>Looked at it.</summary>
    [JsonStringEnumMemberName("view")]
    View = 1,

    /// <summary>Chose it out of a list.</summary>
    [JsonStringEnumMemberName("click")]
    Click = 2,

    /// <summary>Said that they like it.</summary>
    [JsonStringEnumMemberName("like")]
    Like = 3,

    /// <summary>Said that they dislike it.</summary>
    [JsonStringEnumMemberName("dislike")]
    Dislike = 4,

    /// <summary>Rated it; the weight is the rating.</summary>
    [JsonStringEnumMemberName("rating")]
    Rating = 5,

    /// <summary>Bought, rented or finished it.</summary>
    [JsonStringEnumMemberName("purchase")]
    Purchase = 6,
}
