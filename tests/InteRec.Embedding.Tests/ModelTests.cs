using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace InteRec.Embedding.Tests;

/// <summary>A language model of the application that plans with a tool and a ranker of the application.</summary>
public sealed class ModelTests
{
    [Fact]
    public async Task A_model_is_told_the_tools_of_the_application_and_plans_with_them_turn_after_turn()
    {
        using var model = new StockModel();
        await using var shop = await Shop.OpenAsync(
            app => app.MapInteRec(),
            recommender =>
            {
                recommender.AddTool<StockTool>().AddRanker<StockRanker>();
                recommender.Services.AddSingleton<IChatClient>(model);
            },
            host => host.Services.AddSingleton<Stock>(),
            settings:
            [
                ("InteRec:Llm:Endpoint", "http://127.0.0.1:9/v1"),
                ("InteRec:Llm:Model", "stock"),
                ("InteRec:Llm:Trust", "always"),
                ("InteRec:Llm:Reply", "template"),
            ]
        );

        var reply = await shop.PostAsync("/v1/chat", new { message = "what you have plenty of" });
        EmbeddedTests.Titles(reply.GetProperty("lists")[0].GetProperty("items")).ShouldBe(["Morning Kettle", "Bergamot Street"]);
        model.Rules.ShouldContain("- in_stock: Keeps what can be sent today. Arguments: atLeast (At least so many pieces).");
        model.Rules.ShouldContain("- rank, by: stock");

        var conversationId = reply.GetProperty("conversationId").GetString();
        var second = await shop.PostAsync("/v1/chat", new { message = "again", conversationId });
        second.GetProperty("planner").GetString().ShouldBe(reply.GetProperty("planner").GetString());
        model.Messages.ShouldContain(m => m.Role == ChatRole.Assistant && m.Text.Contains("in_stock", StringComparison.Ordinal));
        var stored = await shop.GetAsync($"/v1/conversations/{conversationId}");
        stored.GetProperty("turns")[0].GetProperty("reply").GetProperty("plan").GetRawText().ShouldContain("in_stock");
    }

    private sealed class StockModel : IChatClient
    {
        public IReadOnlyList<ChatMessage> Messages { get; private set; } = [];

        public string Rules => Messages[0].Text;

        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            Messages = [.. messages];
            const string Answer =
                """{"intent":"recommend","lists":[{"count":5,"steps":[{"tool":"in_stock","atLeast":90},{"tool":"rank","by":"stock"}]}]}""";
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, Answer)));
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            [EnumeratorCancellation] CancellationToken cancellationToken = default
        )
        {
            foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            {
                yield return update;
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }
    }
}
