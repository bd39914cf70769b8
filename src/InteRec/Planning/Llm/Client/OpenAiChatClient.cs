using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using AiMessage = Microsoft.Extensions.AI.ChatMessage;

namespace InteRec.Planning.Llm.Client;

/// <summary>
/// The official OpenAI client behind <see cref="IChatClient"/>. It makes one attempt a call: waiting and retrying are
/// <see cref="ResilientChatClient"/>'s, so the SDK's own retries are off. Every failure is a <see cref="ModelException"/>.
/// </summary>
internal sealed class OpenAiChatClient : IChatClient
{
    private static readonly Uri OpenAiEndpoint = new("https://api.openai.com/v1");
    private readonly ChatClient _client;
    private readonly HttpClient _http;
    private readonly ChatClientMetadata _metadata;

    public OpenAiChatClient(LlmOptions options)
    {
        var endpoint = options.Endpoint ?? OpenAiEndpoint;
        _http = new HttpClient(new BoundedHandler(options.MaxResponseBytes)) { Timeout = Timeout.InfiniteTimeSpan };
        var settings = new OpenAIClientOptions
        {
            Endpoint = endpoint,
            Transport = new HttpClientPipelineTransport(_http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = options.AttemptTimeout,
        };
        if (options.ApiVersion is { } version)
        {
            settings.AddPolicy(new AzurePolicy(options.ApiKey!, version), PipelinePosition.PerCall);
        }

        // The SDK refuses an empty key; endpoints that ask for none pass over it.
        var key = string.IsNullOrWhiteSpace(options.ApiKey) ? "none" : options.ApiKey;
        _client = new ChatClient(options.Model, new ApiKeyCredential(key), settings);
        _metadata = new ChatClientMetadata("openai", endpoint, options.Model);
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<AiMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var completion = await _client.CompleteChatAsync(OpenAiRequest.Messages(messages), OpenAiRequest.Options(options), cancellationToken);
            return OpenAiReply.Response(completion.Value);
        }
        catch (Exception e) when (!Passes(e, cancellationToken))
        {
            throw Translate(e);
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<AiMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var reply = new OpenAiReply();
        await using var pieces = _client
            .CompleteChatStreamingAsync(OpenAiRequest.Messages(messages), OpenAiRequest.Options(options), cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(pieces, reply, cancellationToken) is { } update)
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose() => _http.Dispose();

    /// <summary>The next piece, or null at the end. A stream that ends without a finish reason was cut: half an answer must not pass for one.</summary>
    private static async Task<ChatResponseUpdate?> NextAsync(IAsyncEnumerator<StreamingChatCompletionUpdate> pieces, OpenAiReply reply, CancellationToken cancellationToken)
    {
        try
        {
            if (await pieces.MoveNextAsync())
            {
                return reply.Update(pieces.Current);
            }

            return reply.IsFinished ? null : throw new ModelException(ModelFailure.Unreadable, "the stream ended before the answer did");
        }
        catch (Exception e) when (!Passes(e, cancellationToken))
        {
            throw Translate(e);
        }
    }

    /// <summary>True for what a caller of this class should see as it is: our own exceptions, and the caller's own cancellation.</summary>
    private static bool Passes(Exception e, CancellationToken cancellationToken) =>
        e is ModelException || (e is OperationCanceledException && cancellationToken.IsCancellationRequested);

    /// <summary>
    /// What an exception of the SDK means. The SDK reads the answer's JSON lazily and trusts it, so
    /// an answer of another shape surfaces as almost any exception: everything that is not known here is an unreadable answer.
    /// </summary>
    private static ModelException Translate(Exception e) => e switch
    {
        _ when Inner<AnswerTooLongException>(e) is { } tooLong => new ModelException(ModelFailure.TooLong, tooLong.Message, e),
        ClientResultException { Status: 0 } => new ModelException(ModelFailure.Unreachable, "the endpoint cannot be reached", e),
        ClientResultException result => OfStatus(result),
        OperationCanceledException or TimeoutException => new ModelException(ModelFailure.TimedOut, "no answer in time", e),
        HttpRequestException or IOException => new ModelException(ModelFailure.Unreachable, "the connection broke", e),
        AggregateException { InnerException: { } inner } => Translate(inner),
        _ => new ModelException(ModelFailure.Unreadable, "the answer cannot be read", e),
    };

    private static ModelException OfStatus(ClientResultException e)
    {
        var failure = e.Status switch
        {
            408 => ModelFailure.TimedOut,
            429 => ModelFailure.Busy,
            >= 500 => ModelFailure.Failed,
            >= 400 => ModelFailure.Refused,
            _ => ModelFailure.Unreadable,
        };
        return new ModelException(failure, $"the endpoint answered {e.Status}", e) { Status = e.Status, RetryAfter = RetryAfter(e.GetRawResponse()) };
    }

    private static TimeSpan? RetryAfter(PipelineResponse? response)
    {
        if (response?.Headers.TryGetValue("Retry-After", out var text) != true)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(Math.Min(seconds, 86_400));
        }

        // A date says when by the endpoint's clock, so its own Date header is what to count from.
        var now = response.Headers.TryGetValue("Date", out var date) && TryDate(date, out var at) ? at : (DateTimeOffset?)null;
        return TryDate(text, out var until) && now is { } from ? (until > from ? until - from : TimeSpan.Zero) : null;
    }

    private static bool TryDate(string? text, out DateTimeOffset date) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);

    private static T? Inner<T>(Exception? e) where T : Exception
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is T found)
            {
                return found;
            }
        }

        return null;
    }
}
