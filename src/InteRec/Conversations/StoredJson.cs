using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Tools;

namespace InteRec.Conversations;

/// <summary>Reads what an older or newer version may have stored.</summary>
internal static class StoredJson
{
    /// <summary>
    /// The value, or null where the text is null or can no longer be read: an old conversation is not worth a failed turn.
    /// </summary>
    /// <param name="json">The text.</param>
    /// <param name="options">Those of the tools that plans may call.</param>
    public static T? Read<T>(string? json, JsonSerializerOptions options)
        where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<T>(json, options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>
    /// As <see cref="Read"/>, but a member that can no longer be read, such as a plan with a step that this version does not know, is empty
    /// and takes nothing else with it.
    /// </summary>
    /// <param name="json">The text.</param>
    /// <param name="lost">The members that are empty now; of a value that is null, "all of it".</param>
    /// <param name="options">Those of the tools that plans may call; null: ours alone.</param>
    public static T? ReadParts<T>(string json, out IReadOnlyList<string> lost, JsonSerializerOptions? options = null)
        where T : class
    {
        lost = [];
        options ??= PlanJson.Lenient;
        if (Read<T>(json, options) is { } whole)
        {
            return whole;
        }

        try
        {
            var members = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("not an object");
            var emptied = Empty(members, typeof(T), options).ToList();
            var rest = members.Deserialize<T>(options);
            lost = emptied;
            return rest;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            lost = ["all of it"];
            return null;
        }
    }

    private static IEnumerable<string> Empty(JsonObject members, Type type, JsonSerializerOptions options)
    {
        foreach (var member in options.GetTypeInfo(type).Properties)
        {
            if (members[member.Name] is not { } value || CanRead(value, member.PropertyType, options))
            {
                continue;
            }

            members.Remove(member.Name);
            if (member.IsRequired)
            {
                members[member.Name] = new JsonObject();
            }

            yield return member.Name;
        }
    }

    private static bool CanRead(JsonNode value, Type type, JsonSerializerOptions options)
    {
        try
        {
            value.Deserialize(type, options);
            return true;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return false;
        }
    }
}
