using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Tools;

namespace InteRec.Planning.Agent.Prompts;

/// <summary>A plan in few tokens: what is null, empty or at its default is left out.</summary>
internal static class PlanShort
{
    /// <summary>The plan as JSON on one line.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">Those of the tools that it may call; null: ours alone.</param>
    public static string Write(Plan plan, JsonSerializerOptions? options = null)
    {
        var json = JsonSerializer.SerializeToNode(plan, options ?? PlanJson.Options)!.AsObject();
        Shorten(json);
        json.TryAdd("lists", new JsonArray());
        return json.ToJsonString(PlanJson.Options);
    }

    private static void Shorten(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var element in array)
            {
                Shorten(element);
            }
        }
        else if (node is JsonObject parent)
        {
            foreach (var (name, value) in parent.ToList())
            {
                Shorten(value);
                if (name == "seed" || value is null or JsonArray { Count: 0 } or JsonObject { Count: 0 } || IsDefault(name, value))
                {
                    parent.Remove(name);
                }
            }
        }
    }

    private static bool IsDefault(string name, JsonNode? value) =>
        value is JsonValue
        && (name, value.ToJsonString())
            is
                ("novelty" or "diversity", "0")
                or
                ("fit", "0.3")
                or
                ("everything", "false")
                or
                ("count", "5")
                or
                ("by", "\"blend\"")
                or
                ("question", "\"facts\"");
}
