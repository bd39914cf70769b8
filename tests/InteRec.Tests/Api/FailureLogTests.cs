using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using InteRec.Api.Problems;
using InteRec.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

public sealed class FailureLogTests : IAsyncLifetime, IDisposable
{
    private const string Words = "what a person wrote";
    private readonly KeptLog _log = new();
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(_log).AddFilter<KeptLog>(_ => true);
        builder.Services.AddProblems();
        _app = builder.Build();
        _app.UseProblems();
        _app.MapGet(
            "/broken/{id}",
            (string id) =>
                id.Length == 0 ? Results.Ok() : throw new FormatException($"\"{Words}\" is no number", new IOException("the disk is gone"))
        );
        _app.MapGet("/busy", () => Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
        _app.MapGet("/status", () => Results.StatusCode(StatusCodes.Status503ServiceUnavailable)).WithMetadata(new StatusIsTheAnswer());
        _app.MapGet("/wrong", () => Results.StatusCode(StatusCodes.Status400BadRequest));
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task A_failure_is_logged_with_its_address_and_the_trace_that_the_caller_was_told()
    {
        var (status, trace) = await AskedAsync($"/broken/7?message={Uri.EscapeDataString(Words)}");

        status.ShouldBe(HttpStatusCode.InternalServerError);
        var told = _log.At(LogLevel.Error).ShouldHaveSingleItem();
        told.ShouldContain($"GET /broken/7 failed with 500, trace {trace}");
        told.ShouldContain("System.FormatException <- System.IO.IOException: the disk is gone");
        told.ShouldContain(nameof(FailureLogTests));
    }

    [Fact]
    public async Task What_a_person_wrote_is_at_the_level_trace_only()
    {
        await AskedAsync($"/broken/7?message={Uri.EscapeDataString(Words)}");

        _log.At(LogLevel.Warning).ShouldAllBe(e => !e.Contains(Words, StringComparison.Ordinal));
        _log.At(LogLevel.Trace).ShouldContain(e => e.Contains($"\"{Words}\" is no number", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_of_503_is_logged_too_unless_it_is_what_was_asked_for()
    {
        var (_, trace) = await AskedAsync("/busy");
        await AskedAsync("/status");
        await AskedAsync("/wrong");

        _log.At(LogLevel.Warning).ShouldHaveSingleItem().ShouldContain($"GET /busy was answered 503, trace {trace}");
    }

    private async Task<(HttpStatusCode Status, string? Trace)> AskedAsync(string address)
    {
        using var client = _app.GetTestClient();
        using var response = await client.GetAsync(address);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (response.StatusCode, problem.GetProperty("traceId").GetString());
    }
}
