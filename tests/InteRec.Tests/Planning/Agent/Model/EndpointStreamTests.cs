using InteRec.Planning.Agent.Model;
using InteRec.Tests.Support;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Agent.Model;

public sealed class EndpointStreamTests
{
    [Fact]
    public async Task Pieces_come_as_they_are_sent()
    {
        await using var endpoint = new FakeEndpoint(
            FakeEndpoint.Events(FakeEndpoint.Piece("Hello"), FakeEndpoint.Piece(" there"), FakeEndpoint.Piece(null, "stop"), "[DONE]")
        );
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        (await client.StreamAsync()).ShouldBe("Hello there");
    }

    [Fact]
    public async Task Fragments_of_a_tool_call_become_one_call()
    {
        var first =
            """{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"t1","type":"function","function":{"name":"search","arguments":"{\"te"}}]}}]}""";
        var second =
            """{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"xt\":\"rain\"}"}}]},"finish_reason":null}]}""";
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Events(first, second, FakeEndpoint.Piece(null, "tool_calls"), "[DONE]"));
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        var calls = new List<FunctionCallContent>();
        await foreach (
            var piece in client.GetStreamingResponseAsync(
                [new ChatMessage(ChatRole.User, "hello")],
                new ChatOptions { Tools = [AIFunctionFactory.Create(() => "12", "search")] }
            )
        )
        {
            calls.AddRange(piece.Contents.OfType<FunctionCallContent>());
        }

        var call = calls.ShouldHaveSingleItem();
        call.CallId.ShouldBe("t1");
        call.Name.ShouldBe("search");
        call.Arguments!["text"]!.ToString().ShouldBe("rain");
    }

    [Fact]
    public async Task A_stream_cut_in_the_middle_fails_after_its_first_pieces()
    {
        await using var endpoint = new FakeEndpoint(FakeEndpoint.Events(FakeEndpoint.Piece("Hel"), FakeEndpoint.Piece("lo")));
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        (await Should.ThrowAsync<ModelException>(() => client.StreamAsync())).Failure.ShouldBe(ModelFailure.Unreadable);
        endpoint.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_stream_that_fails_before_its_first_piece_is_tried_again()
    {
        await using var endpoint = new FakeEndpoint(
            FakeEndpoint.Json("{}", 500),
            FakeEndpoint.Events("{broken"),
            FakeEndpoint.Events(FakeEndpoint.Piece("Hello", "stop"), "[DONE]")
        );
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));

        (await client.StreamAsync()).ShouldBe("Hello");
        endpoint.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_stream_that_falls_silent_ends_with_the_attempt_timeout()
    {
        var time = new ManualTime();
        await using var endpoint = new FakeEndpoint(
            FakeEndpoint.Hang("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: " + FakeEndpoint.Piece("Hel") + "\n\n")
        );
        var options = Endpoints.Options(endpoint.Address);
        using var client = Endpoints.Client(options, time);
        await using var pieces = client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "hello")]).GetAsyncEnumerator();

        (await pieces.MoveNextAsync()).ShouldBeTrue();
        pieces.Current.Text.ShouldBe("Hel");
        var next = pieces.MoveNextAsync().AsTask();
        time.Advance(options.AttemptTimeout);

        (await Should.ThrowAsync<ModelException>(() => next)).Failure.ShouldBe(ModelFailure.TimedOut);
    }

    [Fact]
    public async Task A_stream_may_be_read_as_slowly_as_its_reader_likes()
    {
        var time = new ManualTime();
        await using var endpoint = new FakeEndpoint(
            FakeEndpoint.Events(FakeEndpoint.Piece("Hel"), FakeEndpoint.Piece("lo", "stop"), "[DONE]")
        );
        var options = Endpoints.Options(endpoint.Address);
        using var client = Endpoints.Client(options, time);
        var text = string.Empty;

        await foreach (var piece in client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "hello")]))
        {
            text += piece.Text;
            time.Advance(options.AttemptTimeout);
        }

        text.ShouldBe("Hello");
    }

    [Fact]
    public async Task A_caller_who_goes_in_the_middle_of_a_stream_ends_it()
    {
        await using var endpoint = new FakeEndpoint(
            FakeEndpoint.Hang("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: " + FakeEndpoint.Piece("Hel") + "\n\n")
        );
        using var client = Endpoints.Client(Endpoints.Options(endpoint.Address));
        using var stop = new CancellationTokenSource();
        await using var pieces = client
            .GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "hello")], null, stop.Token)
            .GetAsyncEnumerator();

        (await pieces.MoveNextAsync()).ShouldBeTrue();
        var next = pieces.MoveNextAsync().AsTask();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => next);
    }
}
