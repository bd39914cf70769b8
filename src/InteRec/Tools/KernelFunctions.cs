using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.SemanticKernel;

namespace InteRec.Tools;

/// <summary>
/// Functions of a Kernel out of a schema and a call: the Kernel's own way from a method to its schema knows nothing of a catalogue.
/// </summary>
internal static class KernelFunctions
{
    /// <summary>A function.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="schema">The arguments: an object without references.</param>
    /// <param name="call">Does it; what it gives goes to the model.</param>
    public static KernelFunction Create(
        string name,
        string description,
        JsonObject schema,
        Func<JsonObject, CancellationToken, Task<object>> call
    ) =>
        KernelFunctionFactory.CreateFromMethod(
            (KernelArguments arguments, CancellationToken cancellationToken) => call(Json(arguments), cancellationToken),
            new KernelFunctionFromMethodOptions
            {
                FunctionName = name,
                Description = description,
                Parameters = Parameters(schema),
            }
        );

    /// <summary>The arguments as the Kernel hands them on: JSON, texts, or objects of the program.</summary>
    private static JsonObject Json(KernelArguments arguments) =>
        new(
            arguments.Select(a =>
                KeyValuePair.Create(
                    a.Key,
                    a.Value switch
                    {
                        null => null,
                        JsonElement json => JsonNode.Parse(json.GetRawText()),
                        JsonNode json => json.DeepClone(),
                        var value => JsonSerializer.SerializeToNode(value, value.GetType(), PlanJson.Options),
                    }
                )
            )
        );

    private static List<KernelParameterMetadata> Parameters(JsonObject schema)
    {
        var required = (schema["required"] as JsonArray ?? []).Select(r => r!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. (schema["properties"] as JsonObject ?? []).Select(p => new KernelParameterMetadata(p.Key)
            {
                Description = p.Value!["description"]?.GetValue<string>() ?? string.Empty,
                IsRequired = required.Contains(p.Key),
                Schema = KernelJsonSchema.Parse(p.Value.ToJsonString()),
            }),
        ];
    }
}
