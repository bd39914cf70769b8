using System.Net;
using System.Net.Sockets;
using System.Text;
using InteRec.Planning.Agent.Model;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Agent.Model;

/// <summary>Everything an endpoint can do wrong becomes one kind of <see cref="ModelException"/>, in time.</summary>
public sealed class EndpointFaultTests
{
    public static TheoryData<string, string> Broken =>
        new()
        {
            { "truncated JSON", """{"id":"c1","choices":[{"index":0,"message":{"role":"assistant","content":"he""" },
            { "no choice", """{"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[]}""" },
            { "wrong types", """{"id":7,"object":true,"created":"soon","model":[],"choices":{"a":1}}""" },
            { "not an object", "[1,2,3]" },
            { "empty body", "" },
            { "a web page", "<html><body>Bad gateway</body></html>" },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_answer_is_unreadable(string what, string body)
    {
        what.ShouldNotBeEmpty();
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Json(body));
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        var e = await Should.ThrowAsync<ModelException>(() => client.AskAsync());

        e.Failure.ShouldBe(ModelFailure.Unreadable);
        endpoint.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_refused_connection_is_unreachable()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/v1");
        free.Stop();
        using var client = Endpoints.Client(Endpoints.Options(address));

        (await Should.ThrowAsync<ModelException>(() => client.AskAsync())).Failure.ShouldBe(ModelFailure.Unreachable);
    }

    [Fact]
    public async Task Garbage_instead_of_HTTP_is_unreachable()
    {
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Raw([0, 255, 13, 10, 7, 200, 13, 10, 13, 10]));
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        (await Should.ThrowAsync<ModelException>(() => client.AskAsync())).Failure.ShouldBe(ModelFailure.Unreachable);
    }

    [Fact]
    public async Task A_body_shorter_than_promised_is_unreachable()
    {
        await using var endpoint = new FakeEndpoint(
            FakeEndpoint.Raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"id\":")
        );
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        (await Should.ThrowAsync<ModelException>(() => client.AskAsync())).Failure.ShouldBe(ModelFailure.Unreachable);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_10_MB_answer_is_stopped_at_the_bound(bool lengthIsTold)
    {
        var body = new byte[10_000_000];
        Array.Fill(body, (byte)'a');
        var head =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
            + (lengthIsTold ? $"Content-Length: {body.Length}\r\n\r\n" : "\r\n");
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Raw([.. Encoding.ASCII.GetBytes(head), .. body]));
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        (await Should.ThrowAsync<ModelException>(() => client.AskAsync())).Failure.ShouldBe(ModelFailure.TooLong);
        endpoint.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"id\":")]
    public async Task Silence_ends_with_the_attempt_timeout(string beginning)
    {
        var time = new ManualTime();
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Hang(beginning));
        var options = Endpoints.Options(endpoint.Address);
        options.Retries = 1;
        using var client = Endpoints.Client(options, time);

        var asking = client.AskAsync();
        await endpoint.ReceivedAsync();
        time.Advance(options.AttemptTimeout);
        await endpoint.ReceivedAsync();
        time.Advance(options.AttemptTimeout);

        (await Should.ThrowAsync<ModelException>(() => asking)).Failure.ShouldBe(ModelFailure.TimedOut);
        endpoint.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_slow_trickle_ends_with_the_attempt_timeout()
    {
        var time = new ManualTime();
        await using var endpoint = new FakeEndpoint(
            async (stream, token) =>
            {
                await stream.WriteAsync(
                    Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n"),
                    token
                );
                for (var i = 0; i < 5_000; i++)
                {
                    await stream.WriteAsync(new byte[] { 32 }, token);
                    time.Advance(TimeSpan.FromSeconds(1));
                    await Task.Yield();
                }
            }
        );
        var options = Endpoints.Options(endpoint.Address);
        options.Retries = 0;
        using var client = Endpoints.Client(options, time);

        (await Should.ThrowAsync<ModelException>(() => client.AskAsync())).Failure.ShouldBe(ModelFailure.TimedOut);
    }

    [Fact]
    public async Task The_callers_own_cancellation_stays_a_cancellation()
    {
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Hang());
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));
        using var stop = new CancellationTokenSource();

        var asking = client.AskAsync(stop.Token);
        await endpoint.ReceivedAsync();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asking);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    public async Task A_refused_request_is_not_retried(int status)
    {
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Json("""{"error":{"message":"no"}}""", status));
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        var e = await Should.ThrowAsync<ModelException>(() => client.AskAsync());

        e.Failure.ShouldBe(ModelFailure.Refused);
        e.Error!.Status.ShouldBe(status);
        endpoint.Requests.Count.ShouldBe(1);
    }
}
