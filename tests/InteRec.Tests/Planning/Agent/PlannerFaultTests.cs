using System.Text;
using InteRec.Tests.Planning.Agent.Model;
using InteRec.Tests.Support;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Agent;

/// <summary>The whole way from the planner to the socket: whatever the endpoint does, the turn has the built-in plan and says so.</summary>
public sealed class PlannerFaultTests
{
    public static TheoryData<string> Faults => [.. Scripts.Keys];

    private static readonly Dictionary<string, Func<Stream, CancellationToken, Task>> Scripts = new(StringComparer.Ordinal)
    {
        ["429"] = FakeEndpoint.Json("{}", 429),
        ["429 with Retry-After"] = FakeEndpoint.Json("{}", 429, "Retry-After: 600\r\n"),
        ["500"] = FakeEndpoint.Json("{}", 500),
        ["401"] = FakeEndpoint.Json("{}", 401),
        ["truncated JSON"] = FakeEndpoint.Json("{\"id\":\"c\",\"choices\":[{"),
        ["empty choice"] = FakeEndpoint.Json("{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[]}"),
        ["empty answer"] = FakeEndpoint.Answer(string.Empty),
        ["answer cut at its length"] = FakeEndpoint.Answer(
            "{\"intent\":\"recommend\",\"lists\":[{\"steps\":[{\"tool\":\"filter\"",
            "length"
        ),
        ["unknown tool"] = FakeEndpoint.Answer("{\"intent\":\"recommend\",\"lists\":[{\"steps\":[{\"tool\":\"format_disk\"}]}]}"),
        ["wrong types"] = FakeEndpoint.Answer("{\"intent\":[1],\"lists\":7}"),
        ["garbage bytes"] = FakeEndpoint.Raw([1, 2, 3, 250, 251, 13, 10, 13, 10]),
        ["10 MB"] = FakeEndpoint.Raw([
            .. Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"),
            .. new byte[10_000_000],
        ]),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_built_in_plan_is_taken(string fault)
    {
        await using var endpoint = new FakeEndpoint(Scripts[fault]);
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));
        var reading = LlmTurns.Reading(LlmTurns.Any("kinds", "Red"));

        var result = await LlmTurns.Planner(client, reading).PlanAsync(LlmTurns.Input("something red"), default);

        result.Planner.ShouldBe("built-in");
        result.Plan.ShouldBe(reading.Plan);
        result.Notices.Single().Code.ShouldBe(NoticeCodes.PlannerFallback);
    }

    [Fact]
    public async Task A_silent_endpoint_costs_no_more_than_the_turns_time()
    {
        var time = new ManualTime();
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Hang());
        var options = Endpoints.Options(endpoint.Address);
        options.AttemptTimeout = options.TurnTimeout;
        using var client = Endpoints.Client(options, time);

        var planning = LlmTurns.Planner(client, LlmTurns.Reading(), options, time).PlanAsync(LlmTurns.Input("something red"), default);
        await endpoint.ReceivedAsync();
        time.Advance(options.TurnTimeout);

        (await planning).Notices.Single().Code.ShouldBe(NoticeCodes.PlannerFallback);
        endpoint.Requests.Count.ShouldBe(1);
    }
}
