using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace InteRec.Tests.Api.Mcp;

/// <summary>Clients of the protocol, and calls with flat arguments.</summary>
internal static class McpClients
{
    public static readonly string[] Tools =
    [
        "recommend",
        "filter",
        "search",
        "similar",
        "rank",
        "lookup",
        "explain",
        "remember",
        "forget",
        "ask",
        "plan",
        "feedback",
    ];

    public static Task<McpClient> ConnectAsync(ApiHost host, string? key = null) =>
        McpClient.CreateAsync(
            new HttpClientTransport(
                new HttpClientTransportOptions
                {
                    Endpoint = new Uri(host.Client.BaseAddress!, "/mcp"),
                    TransportMode = HttpTransportMode.StreamableHttp,
                    AdditionalHeaders = key is null ? [] : new Dictionary<string, string> { ["Authorization"] = $"Bearer {key}" },
                }
            )
        );

    public static Dictionary<string, object?> Arguments(object arguments) =>
        JsonSerializer.SerializeToElement(arguments).Deserialize<Dictionary<string, object?>>()!;

    /// <summary>Calls a tool that must answer.</summary>
    public static async Task<(JsonElement Reply, string Text)> CallAsync(this McpClient client, string tool, object arguments)
    {
        var result = await client.CallToolAsync(tool, Arguments(arguments));
        return result.IsError != true
            ? (result.StructuredContent!.Value, Text(result))
            : throw new InvalidOperationException($"{tool}: {Text(result)}");
    }

    /// <summary>The error of a tool that must refuse.</summary>
    public static async Task<string> RefusalAsync(this McpClient client, string tool, object arguments)
    {
        var result = await client.CallToolAsync(tool, Arguments(arguments));
        return result.IsError == true ? Text(result) : throw new InvalidOperationException($"{tool} answered: {Text(result)}");
    }

    private static string Text(CallToolResult result) => string.Join('\n', result.Content.OfType<TextContentBlock>().Select(t => t.Text));
}
