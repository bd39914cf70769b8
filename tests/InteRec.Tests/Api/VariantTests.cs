using System.Globalization;
using InteRec.Api.Hosting;
using InteRec.Conversations.Experiments;
using InteRec.Tests.Planning.Agent.Model;
using InteRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

/// <summary>Variants that change who plans, through the whole service with an endpoint behind it.</summary>
public sealed class VariantTests : IDisposable
{
    private const string Plan =
        """{"intent":"recommend","lists":[{"count":3,"steps":[{"tool":"filter","where":{"genres":{"all":["Comedy"]}}},{"tool":"rank"}]}]}""";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_share_of_the_users_can_do_without_the_model()
    {
        await using var endpoint = FakeEndpoint.Of(FakeEndpoint.Answer(Plan));
        await using var host = await (
            await ApiHost.StartAsync([
                .. Model(endpoint.Address.ToString(), reply: "auto"),
                .. Variant(0, "plain", ("Planner", "built-in")),
            ])
        ).WhenReadyAsync();

        (await host.PostAsync("/v1/chat", new { message = "comedies", userId = UserOf(host, "plain") }))
            .GetProperty("planner")
            .GetString()
            .ShouldBe("built-in");
        endpoint.Requests.ShouldBeEmpty("neither plan nor words are the model's");
        (await host.PostAsync("/v1/chat", new { message = "comedies", userId = UserOf(host, ExperimentOptions.Control) }))
            .GetProperty("planner")
            .GetString()
            .ShouldBe("llm");
    }

    [Fact]
    public async Task A_model_can_be_tried_on_a_share_of_the_users()
    {
        await using var endpoint = FakeEndpoint.Of(FakeEndpoint.Answer(Plan));
        await using var host = await (
            await ApiHost.StartAsync([
                .. Model(endpoint.Address.ToString()),
                "--InteRec:Planner",
                "built-in",
                .. Variant(0, "modern", ("Planner", "auto")),
            ])
        ).WhenReadyAsync();

        (await host.PostAsync("/v1/chat", new { message = "comedies", userId = UserOf(host, ExperimentOptions.Control) }))
            .GetProperty("planner")
            .GetString()
            .ShouldBe("built-in");
        (await host.PostAsync("/v1/chat", new { message = "comedies", userId = UserOf(host, "modern") }))
            .GetProperty("planner")
            .GetString()
            .ShouldBe("llm");
    }

    [Theory]
    [InlineData(true, "Ranker", "magic", "Ranker magic; known are")]
    [InlineData(true, "Ranker", "knn", "InteRec:Training:Knn:Enabled is false")]
    [InlineData(true, "Planer", "built-in", "Planer")]
    [InlineData(true, "Planner", "magic", "Variants:0:Planner")]
    [InlineData(true, "Llm:Mode", "steps", "by Planner")]
    [InlineData(false, "Planner", "auto", "there is none: set InteRec:Llm:Endpoint")]
    public async Task A_variant_that_names_what_is_not_there_stops_the_start(bool hasModel, string name, string value, string told)
    {
        string[] settings = [.. hasModel ? Model("http://127.0.0.1:9/v1") : [], .. Variant(0, "odd", (name, value))];

        (await StartedAsync(settings)).ShouldContain(told);
    }

    [Fact]
    public async Task A_prompt_that_nothing_uses_stops_the_start()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "plans.md"), "---\npurpose: p\nvariables: none\neffect: e\n---\ntext");

        (await StartedAsync([.. Model("http://127.0.0.1:9/v1"), "--InteRec:Llm:Prompts", _folder])).ShouldContain(
            "prompt plans: nothing uses it"
        );
    }

    private async Task<string> StartedAsync(string[] settings)
    {
        var failure = await Should.ThrowAsync<Exception>(async () =>
        {
            await using var app = OwnProgram.CreateApp([
                "--urls",
                "http://127.0.0.1:0",
                "--InteRec:DataPath",
                Path.Combine(_folder, "data"),
                .. settings,
            ]);
            await app.StartAsync();
        });
        return failure.Message;
    }

    private static string[] Model(string address, string reply = "template") =>
        ["--InteRec:Llm:Endpoint", address, "--InteRec:Llm:Model", "m", "--InteRec:Llm:Trust", "always", "--InteRec:Llm:Reply", reply];

    private static string[] Variant(int place, string name, params (string Name, string Value)[] settings) =>
        [
            .. settings
                .Prepend((Name: "Share", Value: "0.25"))
                .Prepend((Name: "Name", Value: name))
                .SelectMany(s =>
                    (string[])[string.Create(CultureInfo.InvariantCulture, $"--InteRec:Experiment:Variants:{place}:{s.Name}"), s.Value]
                ),
        ];

    private static string UserOf(ApiHost host, string variant)
    {
        var experiment = host.Services.GetRequiredService<Experiment>();
        return Enumerable
            .Range(0, 1_000)
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"person-{n}"))
            .First(id => experiment.VariantOf(id) == variant);
    }
}
