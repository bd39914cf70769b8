using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Api.Problems;
using InteRec.Tools;

namespace InteRec.Api.Mcp;

/// <summary>Arguments as they came: the protocol's package reads them without our rules for texts and numbers.</summary>
internal static class McpArguments
{
    /// <summary>The arguments by name.</summary>
    /// <param name="arguments">As they came.</param>
    /// <param name="json">How the service reads JSON.</param>
    /// <exception cref="ToolException">One cannot be read; the message names it.</exception>
    public static JsonObject Read(IDictionary<string, JsonElement>? arguments, JsonSerializerOptions json)
    {
        var read = new JsonObject();
        foreach (var (name, value) in arguments ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal))
        {
            try
            {
                read[name] = JsonNode.Parse(value.Deserialize<JsonElement>(json).GetRawText());
            }
            catch (JsonException e)
            {
                throw new ToolException($"{Problem.Quoted(name)}: {JsonProblem.Place(e).Message}.");
            }
        }

        return read;
    }
}
