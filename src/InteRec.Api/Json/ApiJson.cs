using System.Text.Json;
using InteRec.Tools;

namespace InteRec.Api.Json;

/// <summary>JSON at the door: as <see cref="PlanJson"/> everywhere inside, and stricter about what comes in.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static void Configure(JsonSerializerOptions options, ToolBox tools)
    {
        var plan = PlanJson.Options;
        options.PropertyNamingPolicy = plan.PropertyNamingPolicy;
        options.PropertyNameCaseInsensitive = plan.PropertyNameCaseInsensitive;
        options.NumberHandling = plan.NumberHandling;
        options.AllowOutOfOrderMetadataProperties = plan.AllowOutOfOrderMetadataProperties;
        options.UnmappedMemberHandling = plan.UnmappedMemberHandling;
        options.MaxDepth = plan.MaxDepth;
        options.Encoder = plan.Encoder;
        options.TypeInfoResolver = PlanJson.Resolver(tools.Own);
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new CleanElementConverter());
        options.Converters.Add(new CleanStringConverter());
        options.Converters.Add(new FiniteDoubleConverter());
        options.Converters.Add(new FiniteSingleConverter());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options, ToolBox.BuiltIn);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
