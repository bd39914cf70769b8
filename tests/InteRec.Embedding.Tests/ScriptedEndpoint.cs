using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace InteRec.Embedding.Tests;

/// <summary>An endpoint in OpenAI's protocol on a free port of this machine, that answers what a test says, one line a request.</summary>
internal sealed class ScriptedEndpoint : IAsyncDisposable
{
    private readonly Queue<object> _script = [];
    private WebApplication _app = null!;

    private ScriptedEndpoint() { }

    /// <summary>Its address, with the version.</summary>
    public Uri Address => new(new Uri(_app.Urls.Single()), "/v1");

    /// <summary>The bodies of the requests.</summary>
    public List<JsonObject> Asked { get; } = [];

    /// <summary>The next answer calls a function.</summary>
    public void Calls(string function, object arguments) =>
        _script.Enqueue(
            new
            {
                role = "assistant",
                content = (string?)null,
                tool_calls = new[]
                {
                    new
                    {
                        id = $"call_{_script.Count}",
                        type = "function",
                        function = Function(function, arguments),
                    },
                },
            }
        );

    /// <summary>The next answer is a text.</summary>
    public void Says(string text) => _script.Enqueue(new { role = "assistant", content = text });

    public static async Task<ScriptedEndpoint> StartAsync()
    {
        var endpoint = new ScriptedEndpoint();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        endpoint._app = builder.Build();
        endpoint._app.MapPost("/v1/chat/completions", endpoint.Answer);
        await endpoint._app.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static object Function(string name, object arguments) => new { name, arguments = JsonSerializer.Serialize(arguments) };

    private IResult Answer(JsonObject request)
    {
        Asked.Add(request);
        var message = _script.Dequeue();
        var finish = message.GetType().GetProperty("tool_calls") is null ? "stop" : "tool_calls";
        return Results.Json(
            new
            {
                id = "c1",
                @object = "chat.completion",
                created = 1,
                model = "tea-model",
                choices = new[]
                {
                    new
                    {
                        index = 0,
                        finish_reason = finish,
                        message,
                    },
                },
            }
        );
    }
}
