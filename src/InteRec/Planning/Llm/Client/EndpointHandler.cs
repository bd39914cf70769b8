using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace InteRec.Planning.Llm.Client;

/// <summary>
/// Stands between the official client and real endpoints. Requests leave out what the endpoint was seen to refuse (per model, for as long as
/// the service runs); whatever form an answer has, the client gets the protocol's: one object, or events where it asked for a stream.
/// </summary>
/// <param name="inner">What sends requests.</param>
/// <param name="options">Where to, and the key.</param>
/// <param name="logger">Told what is refused, in the endpoint's own words.</param>
internal sealed partial class EndpointHandler(HttpMessageHandler inner, LlmOptions options, ILogger logger) : DelegatingHandler(inner)
{
    /// <summary>Bytes that one answer may have, a thousand times a plan's: at the bound the connection is closed and the call has failed.</summary>
    public const int LongestAnswer = 1_000_000;

    private readonly ConcurrentDictionary<string, Habits> _habits = new(StringComparer.Ordinal);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = JsonNode.Parse(await request.Content!.ReadAsStreamAsync(cancellationToken))!.AsObject();
        var habits = _habits.GetOrAdd(asked["model"]?.ToString() ?? string.Empty, _ => new Habits(RequestShape.For(IsOpenAi(request.RequestUri!))));
        ForAzure(request);
        for (var shape = habits.Shape; ;)
        {
            var sent = shape.Apply(asked);
            request.Content = new StringContent(sent.ToJsonString(), Encoding.UTF8, "application/json");
            var (response, error) = await TryAsync(request, asked, habits, cancellationToken);
            if (error is null)
            {
                habits.Shape = shape;
                return response!;
            }

            if (shape.Without(error, sent) is not { } lesser)
            {
                throw error.ToException();
            }

            LogRefused(lesser.What, error.Status, error.Reason);
            shape = lesser.Shape;
        }
    }

    private async Task<(HttpResponseMessage? Response, EndpointError? Error)> TryAsync(HttpRequestMessage request, JsonObject asked, Habits habits, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var isAnswer = false;
        try
        {
            var (body, error) = await ReadAsync(response, asked, habits, cancellationToken);
            isAnswer = error is null;
            response.Content = body ?? response.Content;
            return (isAnswer ? response : null, error is null ? null : error with { Reason = Masked(error.Reason) });
        }
        finally
        {
            if (!isAnswer)
            {
                response.Dispose();
            }
        }
    }

    /// <summary>Some endpoints repeat the key that they refuse.</summary>
    private string Masked(string reason) => string.IsNullOrEmpty(options.ApiKey) ? reason : reason.Replace(options.ApiKey, "***", StringComparison.Ordinal);

    /// <summary>Azure wants its key in a header of its own and the version of its API in the address.</summary>
    private void ForAzure(HttpRequestMessage request)
    {
        if (options.ApiVersion is { } version)
        {
            request.Headers.Authorization = null;
            request.Headers.TryAddWithoutValidation("api-key", options.ApiKey);
            var address = new UriBuilder(request.RequestUri!);
            address.Query = $"{address.Query.TrimStart('?')}&api-version={Uri.EscapeDataString(version)}".TrimStart('&');
            request.RequestUri = address.Uri;
        }
    }

    private bool IsOpenAi(Uri address) => options.ApiVersion is not null
        || address.Host.EndsWith(".openai.com", StringComparison.OrdinalIgnoreCase) || address.Host.EndsWith(".azure.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>The answer in the form asked for, or the error that came instead.</summary>
    private async Task<(HttpContent? Body, EndpointError? Error)> ReadAsync(HttpResponseMessage response, JsonObject asked, Habits habits, CancellationToken cancellationToken)
    {
        var reader = new PieceReader(new LineReader(await response.Content.ReadAsStreamAsync(cancellationToken), LongestAnswer));
        if (!response.IsSuccessStatusCode)
        {
            var body = await reader.RestAsync(string.Empty, cancellationToken);
            return (null, EndpointError.Of((int)response.StatusCode, body, response.Headers));
        }

        var isStream = asked["stream"]?.GetValue<bool>() == true;
        var text = new AnswerText(thinksFirst: !isStream || habits.ThinksFirst);
        var events = new AnswerEvents(reader, new Answer(asked["tools"] is not null, text), response.Headers, () => habits.ThinksFirst |= text.ThinksFirst);
        if (await events.BeginAsync(cancellationToken) is { } error)
        {
            return (null, error);
        }

        return (isStream ? Content(new EventStream(events), "text/event-stream") : Content(new MemoryStream(await events.WholeAsync(cancellationToken)), "application/json"), null);
    }

    private static StreamContent Content(Stream body, string type) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The endpoint does not take {Parameter} with this model and is asked without it: status {Status}, {Reason}")]
    private partial void LogRefused(string parameter, int status, string reason);

    /// <summary>What is known of the endpoint with one model.</summary>
    private sealed class Habits(RequestShape shape)
    {
        /// <summary>The shape of the last request that was answered.</summary>
        public RequestShape Shape { get; set; } = shape;

        /// <summary>True once it thought aloud without saying where that begins.</summary>
        public bool ThinksFirst { get; set; }
    }
}
