using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Trust;
using InteRec.Tests.Api;
using InteRec.Tests.Planning.Agent.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Agent.Trust;

/// <summary>The probe through the whole service, with an endpoint behind it.</summary>
public sealed class TrustServiceTests
{
    private const string Poor = """{"intent":"recommend","lists":[{"steps":[{"tool":"rank"}]}]}""";

    [Fact]
    public async Task A_model_that_plans_badly_is_found_out_once_told_and_then_only_writes()
    {
        await using var endpoint = FakeEndpoint.Of(FakeEndpoint.Answer(Poor));
        await using var host = await (
            await ApiHost.StartAsync(
                "--InteRec:Llm:Endpoint",
                endpoint.Address.ToString(),
                "--InteRec:Llm:Model",
                "m",
                "--InteRec:Llm:Reply",
                "template"
            )
        ).WhenReadyAsync();
        var trust = host.Services.GetRequiredService<ModelTrust>();

        await trust.WhenKnownAsync().WaitAsync(TimeSpan.FromMinutes(2));

        var verdict = trust.Verdict!;
        verdict.Checks.ShouldBeGreaterThan(10);
        (await host.GetAsync("/health/ready"))
            .GetProperty("planner")
            .GetString()
            .ShouldBe($"m passes {verdict.Passed} of {verdict.Checks} planning checks: the built-in planner plans, the model writes");
        (await host.PostAsync("/v1/chat", new { message = "comedies" })).GetProperty("planner").GetString().ShouldBe("built-in");
        (await StoredAsync(host)).ShouldBe((verdict.Passed, verdict.Checks));
    }

    [Fact]
    public async Task Without_a_model_nobody_is_told_of_planners()
    {
        await using var host = await (await ApiHost.StartAsync()).WhenReadyAsync();

        (await host.GetAsync("/health/ready")).GetProperty("planner").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    private static async Task<(int, int)> StoredAsync(ApiHost host)
    {
        var options = host.Services.GetRequiredService<IOptions<LlmOptions>>().Value;
        var prompt = host
            .Services.GetRequiredService<InteRec.Planning.Agent.Prompts.PromptLibrary>()[InteRec.Planning.Agent.Prompts.PromptNames.Plan]
            .DigestWith(host.Services.GetRequiredService<InteRec.Planning.Agent.Prompts.Demonstrations>().Text);
        var dataset = host.Services.GetRequiredService<InteRec.Catalog.DatasetSchema>().Name;
        var found = await host
            .Services.GetRequiredService<TrustStore>()
            .LoadAsync(new ProbedModel(options.Endpoint!.ToString(), "m", dataset, prompt), default);
        return (found!.Passed, found.Checks);
    }
}
