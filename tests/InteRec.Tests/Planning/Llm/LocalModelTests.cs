using InteRec.Planning;
using InteRec.Planning.Llm;
using InteRec.Planning.Llm.Client;
using InteRec.Planning.Llm.Demonstrations;
using InteRec.Tests.Planning.Llm.Client;
using InteRec.Tests.Support;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace InteRec.Tests.Planning.Llm;

/// <summary>A small real model behind a real server: the protocol, the bound decoding and the way back, not the quality of its plans.</summary>
public sealed class LocalModelTests(ITestOutputHelper output)
{
    [LocalModelFact]
    public async Task A_real_model_plans_streams_and_stops()
    {
        await using var server = await LocalModel.StartAsync();
        var options = new LlmOptions
        {
            Endpoint = server.Address,
            Model = LocalModel.Name,
            Audit = AuditMode.Light,
            DemonstrationCount = 1,
            MaxOutputTokens = 300,
            AttemptTimeout = TimeSpan.FromMinutes(4),
            TurnTimeout = TimeSpan.FromMinutes(5),
        };
        using var client = Endpoints.Client(options);

        var text = await client.StreamAsync();
        text.ShouldNotBeEmpty();

        var serving = await BundledFilms.ServingAsync();
        var reading = LlmTurns.Reading(LlmTurns.Any("genres", "Comedy"));
        var planner = LlmTurns.Planner(client, reading, options);
        var input = new PlanningInput("a comedy from the 80s", null, InteRec.Conversations.ConversationState.Empty, InteRec.Profiles.Profile.Empty, serving);
        var result = await planner.PlanAsync(input, default);
        output.WriteLine($"{result.Planner}: {LlmTurns.Json(result.Plan)} {result.Usage}");

        // Whatever it wrote, the plan runs, and what the message says with certainty is in it.
        new PlanValidator(serving.Catalog.Schema, new PlanLimits()).Validate(result.Plan).ShouldBeEmpty();
        LlmTurns.Json(result.Plan).ShouldContain("Comedy");
        result.Usage!.OutputTokens.ShouldBeGreaterThan(0);
    }
}
