using System.Text.Json.Nodes;
using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning.Agent.Dialogues;

/// <summary>
/// The arguments of the calls, in few tokens: what they mean stands in the description of the tool, what a condition may be in the prompt,
/// and every call is checked.
/// </summary>
internal static class StepSchema
{
    /// <summary>The arguments of a tool.</summary>
    public static JsonObject Of(ITool tool, CatalogSnapshot catalog, ToolBox tools) =>
        tool.Name switch
        {
            FilterStep.Tool => Object(("where", Type("object")), ("items", Texts()), ("exclude", Texts()), ("excludeSeries", Texts())),
            SearchStep.Tool => Object(("text", Text())),
            SimilarStep.Tool => Object(("to", Texts()), ("unlike", Texts())),
            RankStep.Tool => Object(("by", Text()), ("order", Text()), ("prefer", Type("object")), ("novelty", Type("number"))),
            LookupStep.Tool => Object(("question", Text()), ("items", Texts()), ("attributes", Texts())),
            ExplainStep.Tool => Object(("items", Texts())),
            _ => InlineSchema.Of(PlanSchema.OfArguments(catalog, tool.StepType, tools)),
        };

    /// <summary>The arguments of <c>remember</c> and <c>forget</c>.</summary>
    public static JsonObject Change(bool everything)
    {
        var change = Object(("liked", Texts()), ("disliked", Texts()), ("seen", Texts()), ("unwanted", Texts()), ("preferred", Texts()));
        if (everything)
        {
            change["properties"]!["everything"] = Type("boolean");
        }

        return change;
    }

    /// <summary>An object with these properties.</summary>
    public static JsonObject Object(params ReadOnlySpan<(string Name, JsonObject Schema)> properties)
    {
        var all = new JsonObject();
        foreach (var (name, schema) in properties)
        {
            all[name] = schema;
        }

        var whole = Type("object");
        whole["properties"] = all;
        return whole;
    }

    /// <summary>A text, of a few where they are named.</summary>
    public static JsonObject Text(params ReadOnlySpan<string> words)
    {
        var text = Type("string");
        if (words.Length > 0)
        {
            text["enum"] = new JsonArray([.. words.ToArray().Select(w => JsonValue.Create(w))]);
        }

        return text;
    }

    /// <summary>A value of a type.</summary>
    public static JsonObject Type(string type) => new() { ["type"] = type };

    private static JsonObject Texts() => new() { ["type"] = "array", ["items"] = Text() };
}
