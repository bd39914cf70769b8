using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

/// <summary>Training runs as an operator asks for them over HTTP.</summary>
public sealed class TrainingApiTests(TrainingApiTests.MeasuringApi api) : IClassFixture<TrainingApiTests.MeasuringApi>
{
    private readonly ApiHost _host = api.Host;

    [Fact]
    public async Task A_tuned_warm_run_is_followed_and_its_manifest_has_the_trials_and_the_start()
    {
        var current = (await _host.GetAsync("/v1/rankers")).GetProperty("current").GetString();
        var run = await _host.PostAsync(
            "/v1/training-runs",
            new
            {
                tune = 0.02,
                seed = 3,
                warmStart = true,
            }
        );
        (run.GetProperty("tuneMinutes").GetDouble(), run.GetProperty("warmStart").GetBoolean()).ShouldBe((0.02, true));

        var told = await FollowedAsync(run);

        told.Select(r => r.GetProperty("fraction").GetDouble()).ShouldBeInOrder();
        told[^1].GetProperty("status").GetString().ShouldBe("succeeded");
        var manifest = await _host.GetAsync($"/v1/rankers/{told[^1].GetProperty("rankerId").GetString()}");
        manifest.GetProperty("trials").GetArrayLength().ShouldBeGreaterThan(0);

        // Tuning may have found that other dimensions are better; then the manifest says why it did not begin with the factors in use.
        var started = manifest.GetProperty("startedFrom").GetString();
        (
            started == current || manifest.GetProperty("warnings")[0].GetString()!.Contains("dimensions", StringComparison.Ordinal)
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task A_run_that_tunes_for_hours_is_stopped_and_leaves_what_answers()
    {
        var before = await _host.GetAsync("/v1/rankers");
        var run = await _host.PostAsync("/v1/training-runs", new { tune = 600 });
        var stopped = false;

        var told = await FollowedAsync(
            run,
            async report =>
            {
                if (
                    !stopped
                    && report.GetProperty("phase").GetString() == "tune"
                    && report.GetProperty("message").GetString()!.Contains("trials", StringComparison.Ordinal)
                )
                {
                    stopped = true;
                    using var answer = await _host.Client.DeleteAsync(
                        new Uri($"/v1/training-runs/{report.GetProperty("trainingRunId").GetString()}", UriKind.Relative)
                    );
                    answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
                }
            }
        );

        told[^1].GetProperty("status").GetString().ShouldBe("cancelled");
        (await _host.GetAsync("/v1/rankers")).GetRawText().ShouldBe(before.GetRawText());
    }

    [Fact]
    public async Task Another_wish_than_that_of_the_run_that_waits_is_refused()
    {
        var first = await _host.PostAsync("/v1/training-runs", new { tune = 600 });
        var second = await _host.PostAsync("/v1/training-runs", new { tune = 600 });

        using var third = await _host.Client.PostAsync("/v1/training-runs", ApiHost.Json("{}"));

        third.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        foreach (var run in new[] { second, first })
        {
            using var stopped = await _host.Client.DeleteAsync(
                new Uri($"/v1/training-runs/{run.GetProperty("trainingRunId").GetString()}", UriKind.Relative)
            );
            (await FollowedAsync(run))[^1].GetProperty("status").GetString().ShouldBe("cancelled");
        }
    }

    [Theory]
    [InlineData("""{"tune":0}""")]
    [InlineData("""{"tune":-5}""")]
    [InlineData("""{"tune":1441}""")]
    [InlineData("""{"tune":"long"}""")]
    [InlineData("""{"warmStart":"yes"}""")]
    [InlineData("""{"warm":true}""")]
    public async Task What_cannot_be_asked_for_is_a_bad_request_and_begins_nothing(string body)
    {
        var before = (await _host.GetAsync("/v1/training-runs")).GetArrayLength();

        using var refused = await _host.Client.PostAsync("/v1/training-runs", ApiHost.Json(body));

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await _host.GetAsync("/v1/training-runs")).GetArrayLength().ShouldBe(before);
    }

    [Fact]
    public async Task The_body_may_be_left_out()
    {
        using var accepted = await _host.Client.PostAsync("/v1/training-runs", content: null);

        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var run = JsonSerializer.Deserialize<JsonElement>(await accepted.Content.ReadAsStringAsync());
        (await FollowedAsync(run))[^1].GetProperty("status").GetString().ShouldBe("succeeded");
    }

    private async Task<List<JsonElement>> FollowedAsync(JsonElement run, Func<JsonElement, Task>? look = null)
    {
        var told = new List<JsonElement>();
        var stream = await _host.Client.GetStreamAsync($"/v1/training-runs/{run.GetProperty("trainingRunId").GetString()}/progress");
        await foreach (var item in System.Net.ServerSentEvents.SseParser.Create(stream).EnumerateAsync())
        {
            told.Add(JsonSerializer.Deserialize<JsonElement>(item.Data));
            if (look is not null)
            {
                await look(told[^1]);
            }
        }

        return told;
    }

    /// <summary>A service whose small log is enough to be measured on.</summary>
    public sealed class MeasuringApi : IAsyncLifetime
    {
        public ApiHost Host { get; private set; } = null!;

        public async Task InitializeAsync() =>
            Host = await (await ApiHost.StartAsync("--InteRec:Training:MinimumHeldOutUsers", "5")).WhenReadyAsync();

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
