using InteRec.Planning.Agent.Model;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace InteRec.Tests.Planning.Agent.Model;

/// <summary>Clients and options for endpoint tests.</summary>
internal static class Endpoints
{
    public static LlmOptions Options(Uri address) =>
        new()
        {
            Endpoint = address,
            Model = "m",
            Patience = new Patience { RetryDelay = TimeSpan.Zero },
            AttemptTimeout = TimeSpan.FromSeconds(20),
            TurnTimeout = TimeSpan.FromSeconds(60),
        };

    public static IChatClient Client(LlmOptions options, TimeProvider? time = null, ILoggerFactory? loggers = null) =>
        ModelClient.Create(options, time ?? TimeProvider.System, loggers ?? NullLoggerFactory.Instance);

    public static Task<ChatResponse> AskAsync(this IChatClient client, CancellationToken cancellationToken = default) =>
        client.GetResponseAsync([new ChatMessage(ChatRole.User, "hello")], new ChatOptions { MaxOutputTokens = 64 }, cancellationToken);

    public static async Task<string> StreamAsync(this IChatClient client, CancellationToken cancellationToken = default)
    {
        var text = string.Empty;
        await foreach (var piece in client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "hello")], null, cancellationToken))
        {
            text += piece.Text;
        }

        return text;
    }
}
