using System.Text.Json;
using InteRec.Planning;

namespace InteRec.Conversations;

/// <summary>Reads what an older or newer version may have stored.</summary>
internal static class StoredJson
{
    /// <summary>The value, or null where the text is null or can no longer be read: an old conversation is not worth a failed turn.</summary>
    public static T? Read<T>(string? json) where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<T>(json, PlanJson.Lenient);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
