using System.Text.Json;
using System.Text.Json.Serialization;

namespace InteRec.Planning;

/// <summary>The one way in which plans, states and replies become JSON.</summary>
public static class PlanJson
{
    /// <summary>Camel case, enums as words, unknown members refused, the tool's name anywhere in a step.</summary>
    public static JsonSerializerOptions Options { get; } = Create(JsonUnmappedMemberHandling.Disallow);

    /// <summary>As <see cref="Options"/>, but unknown members are passed over: for what an older or newer version has stored.</summary>
    public static JsonSerializerOptions Lenient { get; } = Create(JsonUnmappedMemberHandling.Skip);

    /// <summary>True when two plans say the same.</summary>
    internal static bool AreEqual(Plan one, Plan other) => JsonSerializer.Serialize(one, Options) == JsonSerializer.Serialize(other, Options);

    private static JsonSerializerOptions Create(JsonUnmappedMemberHandling unmapped)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            AllowOutOfOrderMetadataProperties = true,
            UnmappedMemberHandling = unmapped,
            MaxDepth = 32,
            NumberHandling = JsonNumberHandling.Strict,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
