using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace InteRec.Tools;

/// <summary>The one way in which plans, states and replies become JSON.</summary>
public static class PlanJson
{
    /// <summary>Camel case, enums as words, unknown members refused, the tool's name anywhere in a step.</summary>
    public static JsonSerializerOptions Options { get; } = Create(JsonUnmappedMemberHandling.Disallow);

    /// <summary>As <see cref="Options"/>, but unknown members are passed over: for what an older or newer version has stored.</summary>
    public static JsonSerializerOptions Lenient { get; } = Create(JsonUnmappedMemberHandling.Skip);

    /// <summary>True when two plans, or parts of plans, say the same.</summary>
    internal static bool AreEqual<T>(T one, T other, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(one, options) == JsonSerializer.Serialize(other, options);

    /// <summary>The same options, with the steps of further tools.</summary>
    internal static JsonSerializerOptions With(JsonSerializerOptions options, IReadOnlyList<ITool> tools)
    {
        var more = new JsonSerializerOptions(options) { TypeInfoResolver = Resolver(tools) };
        more.MakeReadOnly();
        return more;
    }

    /// <summary>
    /// What is known of the types by itself, and the steps of further tools under their names. A step without <c>tool</c> is wrong JSON, as
    /// one with an unknown tool is, and no fault of the program.
    /// </summary>
    internal static IJsonTypeInfoResolver Resolver(IReadOnlyList<ITool> tools) =>
        new DefaultJsonTypeInfoResolver().WithAddedModifier(type =>
        {
            if (type.Type != typeof(PlanStep))
            {
                return;
            }

            type.CreateObject = static () => throw new JsonException("a step without its discriminator \"tool\"");
            foreach (var tool in tools)
            {
                type.PolymorphismOptions!.DerivedTypes.Add(new JsonDerivedType(tool.StepType, tool.Name));
            }
        });

    private static JsonSerializerOptions Create(JsonUnmappedMemberHandling unmapped)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            AllowOutOfOrderMetadataProperties = true,
            UnmappedMemberHandling = unmapped,
            TypeInfoResolver = Resolver([]),
            MaxDepth = 32,
            NumberHandling = JsonNumberHandling.Strict,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
