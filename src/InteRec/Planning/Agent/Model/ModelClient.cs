using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using OpenAI;
using OpenAI.Chat;

namespace InteRec.Planning.Agent.Model;

/// <summary>
/// The way from a call to the endpoint, link by link: recording, telemetry, log, resilience, the official client, and behind it the handler
/// that evens out what real endpoints do. What a turn may cost is the link in front, <see cref="BoundedModel"/>: it belongs to a turn, while
/// all these belong to the endpoint (its connections, its circuit, what it was seen to refuse).
/// </summary>
internal static class ModelClient
{
    /// <summary>Source of the traces and metrics of calls, in OpenTelemetry's conventions for generative models.</summary>
    public const string TelemetryName = "InteRec.Llm";

    private static readonly Uri OpenAiEndpoint = new("https://api.openai.com/v1");

    /// <summary>The client for these options.</summary>
    public static IChatClient Create(LlmOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        var http = new HttpClient(new EndpointHandler(sockets, options, time, loggers.CreateLogger<EndpointHandler>()))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var builder = new ChatClientBuilder(Official(options, http).AsIChatClient());
        if (options.Record is { Length: > 0 } file)
        {
            builder.Use(inner => new RecordingChatClient(inner, file));
        }

        builder.UseOpenTelemetry(sourceName: TelemetryName);
        if (loggers.CreateLogger<LoggingChatClient>().IsEnabled(LogLevel.Debug))
        {
            // It also logs failures, as errors with their stack, which the planner tells in a line of its own.
            builder.UseLogging(loggers);
        }

        return builder.Use(inner => new ResilientChatClient(inner, http, options, time)).ConfigureOptions(KeepSchemas).Build();
    }

    /// <summary>
    /// The mapping makes every property of an answer's schema required, as strict schemas want it, and adds to the arguments of a tool what
    /// ours do not say. Ours go out as they are: what is optional may be left out, and every word of them is paid for with every call.
    /// </summary>
    private static void KeepSchemas(ChatOptions chat)
    {
        var format = chat.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } json
            ? OpenAI.Chat.ChatResponseFormat.CreateJsonSchemaFormat(
                json.SchemaName ?? "answer",
                BinaryData.FromString(schema.GetRawText()),
                json.SchemaDescription
            )
            : null;
        var tools = (chat.Tools ?? [])
            .OfType<AIFunctionDeclaration>()
            .Select(t => ChatTool.CreateFunctionTool(t.Name, t.Description, BinaryData.FromString(t.JsonSchema.GetRawText())))
            .ToList();
        if (format is null && tools.Count == 0)
        {
            return;
        }

        chat.Tools = null;
        chat.RawRepresentationFactory = _ =>
        {
            var raw = new ChatCompletionOptions
            {
                ResponseFormat = format,
                AllowParallelToolCalls = tools.Count > 0 ? chat.AllowMultipleToolCalls : null,
            };
            tools.ForEach(raw.Tools.Add);
            return raw;
        };
    }

    private static ChatClient Official(LlmOptions options, HttpClient http)
    {
        if (options.ApiVersion is not null)
        {
            return AzureEndpoint.Client(options, settings => Configure(settings, http));
        }

        var settings = new OpenAIClientOptions { Endpoint = options.Endpoint ?? OpenAiEndpoint };
        Configure(settings, http);

        // The SDK refuses an empty key; endpoints that ask for none pass over it.
        return new ChatClient(
            options.Model,
            new ApiKeyCredential(string.IsNullOrWhiteSpace(options.ApiKey) ? "none" : options.ApiKey),
            settings
        );
    }

    /// <summary>It makes one attempt without a time of its own: waiting and retrying are ours.</summary>
    private static void Configure(ClientPipelineOptions settings, HttpClient http)
    {
        settings.Transport = new HttpClientPipelineTransport(http);
        settings.RetryPolicy = new ClientRetryPolicy(maxRetries: 0);
        settings.NetworkTimeout = Timeout.InfiniteTimeSpan;
    }
}
