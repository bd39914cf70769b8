using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Tools;

namespace InteRec.Conversations;

/// <summary>The flat arguments of a whole request in words, as <see cref="FlatArguments"/> are those of a tool.</summary>
internal static class MessageArguments
{
    private const string Message = "message";
    private const string Brief = "brief";

    /// <summary>JSON schema of a whole request in words. That the caller shows lists itself goes without saying.</summary>
    public static JsonElement Schema(CatalogSnapshot catalog, ToolBox tools)
    {
        var schema = JsonNode.Parse(PlanSchema.OfArguments(catalog, typeof(ChatRequest), tools).GetRawText())!.AsObject();
        schema["properties"]!.AsObject().Remove(Brief);
        schema["required"] = new JsonArray(Message);
        return JsonSerializer.SerializeToElement(schema);
    }

    /// <summary>A call that answers a whole request in words.</summary>
    /// <param name="arguments">The arguments as they came.</param>
    /// <param name="json">How whoever was called reads JSON.</param>
    /// <exception cref="InvalidPlanException">An argument is missing, or there is one that no request has, or one twice.</exception>
    /// <exception cref="JsonException">An argument has the wrong type.</exception>
    public static ChatRequest Read(IEnumerable<KeyValuePair<string, JsonNode?>> arguments, JsonSerializerOptions json)
    {
        var type = json.GetTypeInfo(typeof(ChatRequest));
        var request = ArgumentProblems.Spelt(arguments, type.Properties.Select(p => p.Name));
        var takes = ArgumentProblems.Of(type).Where(a => a.Name != Brief).Select(a => a with { IsNeeded = a.Name == Message });
        ArgumentProblems.Refuse(ArgumentProblems.Names(ToolNames.Recommend, request, [.. takes]));
        return FlatArguments.Read(request, type).Deserialize<ChatRequest>(json)! with { Brief = true };
    }
}
