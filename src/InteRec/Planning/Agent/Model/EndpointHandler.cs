using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using InteRec.Planning.Agent.Reading;
using Microsoft.Extensions.Logging;

namespace InteRec.Planning.Agent.Model;

/// <summary>
/// Stands between the official client and real endpoints. Requests leave out what the endpoint was seen to refuse (per model, for as long
/// as the service runs); whatever form an answer has, the client gets the protocol's: one object, or events where it asked for a stream.
/// </summary>
/// <param name="inner">What sends requests.</param>
/// <param name="options">The key, and how long an attempt may take.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told what is refused, in the endpoint's own words.</param>
internal sealed partial class EndpointHandler(HttpMessageHandler inner, LlmOptions options, TimeProvider time, ILogger logger)
    : DelegatingHandler(inner)
{
    /// <summary>
    /// Bytes that one answer may have, a thousand times a plan's: at the bound the connection is closed and the call has failed.
    /// </summary>
    public const int LongestAnswer = 1_000_000;

    private readonly ConcurrentDictionary<string, Habits> _habits = new(StringComparer.Ordinal);

    /// <exception cref="ModelException">There is no answer. Nothing else comes out of here, but the caller's own cancellation.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = JsonNode.Parse(await request.Content!.ReadAsStreamAsync(cancellationToken))!.AsObject();
        var habits = _habits.GetOrAdd(
            asked["model"]?.ToString() ?? string.Empty,
            _ => new Habits(RequestShape.For(IsOpenAi(request.RequestUri!)))
        );
        for (var shape = habits.Shape; ; )
        {
            var sent = shape.Apply(asked);
            request.Content = new StringContent(sent.ToJsonString(), Encoding.UTF8, "application/json");
            try
            {
                var response = await AnswerAsync(request, asked, habits, cancellationToken);
                habits.Shape = shape;
                return response;
            }
            catch (ModelException e) when (e.Error is { } error && shape.Without(error, sent) is { } lesser)
            {
                LogRefused(lesser.What, error.Status, error.Reason);
                shape = lesser.Shape;
            }
        }
    }

    /// <summary>The response with a body in the form asked for, of which the beginning is there.</summary>
    private async Task<HttpResponseMessage> AnswerAsync(
        HttpRequestMessage request,
        JsonObject asked,
        Habits habits,
        CancellationToken cancellationToken
    )
    {
        var pause = new Pause(options.AttemptTimeout, time);
        HttpResponseMessage? response = null;
        try
        {
            return await pause.WaitAsync(
                async () =>
                {
                    response = await base.SendAsync(request, pause.Token);
                    var lines = new StreamReader(new BoundedStream(await response.Content.ReadAsStreamAsync(pause.Token), LongestAnswer));
                    response.Content = response.IsSuccessStatusCode
                        ? await BodyAsync(lines, response.Headers, asked, habits, pause)
                        : throw EndpointError
                            .Of((int)response.StatusCode, await lines.ReadToEndAsync(pause.Token), response.Headers, options.ApiKey)
                            .ToException();
                    return response;
                },
                cancellationToken
            );
        }
        catch
        {
            response?.Dispose();
            pause.Dispose();
            throw;
        }
    }

    private async ValueTask<HttpContent> BodyAsync(
        StreamReader lines,
        HttpResponseHeaders headers,
        JsonObject asked,
        Habits habits,
        Pause pause
    )
    {
        var isStream = asked["stream"]?.GetValue<bool>() == true;
        var text = new AnswerText(thinksFirst: !isStream || habits.ThinksFirst);
        var events = new AnswerEvents(
            new PieceReader(lines),
            new Answer(asked["tools"] is not null, text),
            piece => EndpointError.In(piece, headers, options.ApiKey),
            () => habits.ThinksFirst |= text.ThinksFirst
        );
        var body = new EventStream(isStream ? events.StreamAsync(pause.Token) : events.WholeAsync(pause.Token), pause, lines);
        await body.NextAsync();
        return new StreamContent(body)
        {
            Headers = { ContentType = new MediaTypeHeaderValue(isStream ? "text/event-stream" : "application/json") },
        };
    }

    private bool IsOpenAi(Uri address) =>
        options.ApiVersion is not null
        || address.Host.EndsWith(".openai.com", StringComparison.OrdinalIgnoreCase)
        || address.Host.EndsWith(".azure.com", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The endpoint does not take {Parameter} with this model and is asked without it: status {Status}, {Reason}"
    )]
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
