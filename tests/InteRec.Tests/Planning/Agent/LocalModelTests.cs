using InteRec.Planning;
using InteRec.Planning.Agent.Model;
using InteRec.Tests.Api;
using InteRec.Tests.Planning.Agent.Model;
using InteRec.Tools;
using Shouldly;
using Xunit.Abstractions;

namespace InteRec.Tests.Planning.Agent;

/// <summary>
/// A small real model behind a real server: the protocol, the bound decoding and the way back, not the quality of its plans.
/// </summary>
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
        var input = new PlanningInput(
            "a comedy from the 80s",
            null,
            InteRec.Planning.ConversationState.Empty,
            InteRec.Profiles.Profile.Empty,
            serving
        );
        var result = await planner.PlanAsync(input, default);
        output.WriteLine($"{result.Planner}: {LlmTurns.Json(result.Plan)} {result.Usage}");

        // Whatever it wrote, the plan runs, and what the message says with certainty is in it.
        new PlanValidator(serving.Catalog.Schema, new PlanLimits())
            .Validate(result.Plan)
            .ShouldBeEmpty();
        LlmTurns.Json(result.Plan).ShouldContain("Comedy");
        result.Usage!.OutputTokens.ShouldBeGreaterThan(0);
    }

    [LocalModelFact]
    public async Task The_service_answers_with_a_real_model_as_its_brain()
    {
        await using var server = await LocalModel.StartAsync();
        await using var host = await (
            await ApiHost.StartAsync(
                "--InteRec:Llm:Endpoint",
                server.Address.ToString(),
                "--InteRec:Llm:Model",
                LocalModel.Name,
                "--InteRec:Llm:AttemptTimeout",
                "00:04:00",
                "--InteRec:Llm:TurnTimeout",
                "00:05:00",
                "--InteRec:Llm:MaxOutputTokens",
                "120",
                "--InteRec:Llm:Trust",
                "never",
                "--InteRec:Llm:Reply",
                "model"
            )
        ).WhenReadyAsync();

        var reply = await host.PostAsync("/v1/chat", new { message = "a comedy from the nineties" });
        output.WriteLine($"{reply.GetProperty("planner")}: {reply.GetProperty("text")} {reply.GetProperty("usage")}");

        // Whoever planned and wrote it: every item meets what was asked for.
        reply.GetProperty("usage").GetProperty("outputTokens").GetInt64().ShouldBeGreaterThan(0);
        var items = reply.GetProperty("lists")[0].GetProperty("items").EnumerateArray().ToList();
        items.ShouldNotBeEmpty();
        items.ShouldAllBe(i => i.GetProperty("facts").GetProperty("genres").ToString().Contains("Comedy", StringComparison.Ordinal));
        items.ShouldAllBe(i => i.GetProperty("year").GetInt32() >= 1990 && i.GetProperty("year").GetInt32() <= 1999);
        reply.GetProperty("text").GetString().ShouldNotBeNullOrWhiteSpace();
    }
}
