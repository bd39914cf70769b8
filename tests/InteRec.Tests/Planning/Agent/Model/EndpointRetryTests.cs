using InteRec.Planning.Agent.Model;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Agent.Model;

public sealed class EndpointRetryTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_may_pass_is_tried_again(int status)
    {
        await using var endpoint = new FakeEndpoint(
            FakeEndpoint.Json("{}", status),
            FakeEndpoint.Json("{}", status),
            FakeEndpoint.Answer("hi")
        );
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        var response = await client.AskAsync();

        response.Text.ShouldBe("hi");
        response.Usage!.InputTokenCount.ShouldBe(11);
        endpoint.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("Retry-After: 3")]
    [InlineData("Retry-After: 3s")]
    [InlineData("retry-after-ms: 3000")]
    [InlineData("x-ms-retry-after-ms: 3000\r\nRetry-After: 60")]
    public async Task Retry_After_is_waited_for(string headers)
    {
        var time = new ManualTime();
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Json("{}", 429, headers + "\r\n"), FakeEndpoint.Answer("hi"));
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address), time);

        var asking = client.AskAsync();
        await time.TimerSetAsync(t => t == TimeSpan.FromSeconds(3));
        endpoint.Requests.Count.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(3));

        (await asking).Text.ShouldBe("hi");
    }

    [Fact]
    public async Task Retry_After_as_a_date_counts_by_the_endpoints_clock()
    {
        var time = new ManualTime();
        var headers = "Date: Sat, 01 Jan 2000 00:00:00 GMT\r\nRetry-After: Sat, 01 Jan 2000 00:00:04 GMT\r\n";
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Json("{}", 503, headers), FakeEndpoint.Answer("hi"));
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address), time);

        var asking = client.AskAsync();
        await time.TimerSetAsync(t => t == TimeSpan.FromSeconds(4));
        time.Advance(TimeSpan.FromSeconds(4));

        (await asking).Text.ShouldBe("hi");
    }

    [Fact]
    public async Task A_Retry_After_too_long_for_a_person_fails_at_once()
    {
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Json("{}", 429, "Retry-After: 3600\r\n"));
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        (await Should.ThrowAsync<ModelException>(() => client.AskAsync())).Failure.ShouldBe(ModelFailure.Busy);
        endpoint.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_circuit_opens_after_failures_and_closes_when_the_endpoint_is_back()
    {
        var time = new ManualTime();
        await using var endpoint = new FakeEndpoint([.. Enumerable.Repeat(FakeEndpoint.Json("{}", 500), 4), FakeEndpoint.Answer("hi")]);
        var options = Endpoints.Options(endpoint.Address);
        (options.Retries, options.Patience) = (0, options.Patience with { CircuitFailures = 4 });
        using var client = Endpoints.Client(options, time);

        for (var i = 0; i < 4; i++)
        {
            (await Should.ThrowAsync<ModelException>(() => client.AskAsync())).Failure.ShouldBe(ModelFailure.Failed);
        }

        (await Should.ThrowAsync<ModelException>(() => client.AskAsync())).Failure.ShouldBe(ModelFailure.CircuitOpen);
        endpoint.Requests.Count.ShouldBe(4);
        time.Advance(options.Patience.CircuitBreak);
        (await client.AskAsync()).Text.ShouldBe("hi");
        (await client.AskAsync()).Text.ShouldBe("hi");
    }
}
