using System.Text.Json;
using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Storage;
using InteRec.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using Shouldly;
using Xunit;

namespace InteRec.Embedding.Tests;

/// <summary>A program with a Semantic Kernel of its own, and the recommender's tools in it.</summary>
public sealed class KernelTests : IAsyncLifetime
{
    private ScriptedEndpoint _endpoint = null!;
    private Shop _shop = null!;

    public async Task InitializeAsync()
    {
        _endpoint = await ScriptedEndpoint.StartAsync();
        _shop = await Shop.OpenAsync(
            app => app.MapInteRec("/recs"),
            recommender => recommender.AddTool<StockTool>(),
            host => host.Services.AddSingleton<Stock>(),
            "/recs"
        );
    }

    public async Task DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _endpoint.DisposeAsync();
    }

    [Fact]
    public async Task A_model_of_the_program_calls_the_tools_in_process_and_answers()
    {
        var kernel = Kernel.CreateBuilder().AddOpenAIChatCompletion("tea-model", _endpoint.Address, apiKey: "none").Build();
        var auto = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
        kernel.Plugins.AddInteRec(_shop.App.Services);
        _endpoint.Calls(
            "interec-filter",
            new { where = new { kinds = new { any = new[] { "black" } }, price = new { to = 7 } }, count = 2 }
        );
        _endpoint.Calls("interec-recommend", new { message = "a green tea", count = 1 });
        _endpoint.Says("Try Morning Kettle.");

        var answer = await kernel.InvokePromptAsync("A cheap black tea, please.", new(auto));

        answer.ToString().ShouldBe("Try Morning Kettle.");
        var tools = _endpoint.Asked[0]["tools"]!.AsArray().Select(t => t!["function"]!).ToList();
        string[] all = ["recommend", "filter", "search", "similar", "rank", "lookup", "explain", "in_stock", "remember", "forget", "ask"];
        tools.Select(t => t["name"]!.GetValue<string>()).ShouldBe(all.Select(n => $"interec-{n}"));
        tools[1].ToJsonString().ShouldContain("oolong");
        tools.ShouldAllBe(t => !t.ToJsonString(null).Contains("$ref"));
        Told(1).ShouldContain("Morning Kettle");
        Told(1).ShouldNotContain("Misty Peak");
        Told(2).ShouldContain("conversationId: c_");
    }

    [Fact]
    public async Task Code_gets_the_reply_itself()
    {
        var kernel = new Kernel();
        kernel.Plugins.AddInteRec(_shop.App.Services);

        var kept = await kernel.InvokeAsync<InteRecResult>("interec", "in_stock", new() { ["atLeast"] = 80 });
        var said = await kernel.InvokeAsync<InteRecResult>("interec", "recommend", new() { ["message"] = "a white tea" });

        kept!.Reply.ShouldBeOfType<ToolReply>().Found.ShouldBe(2);
        said!.Reply.ShouldBeOfType<RecommendReply>().Lists[0].Items[0].Title.ShouldBe("Silver Needle");
        JsonSerializer.Serialize(kept).ShouldBe(JsonSerializer.Serialize(kept.Text));
    }

    [Fact]
    public async Task A_wrong_call_is_answered_by_a_sentence()
    {
        var kernel = new Kernel();
        kernel.Plugins.AddInteRec(_shop.App.Services);

        async Task<string> Text(string function, KernelArguments arguments)
        {
            var result = await kernel.InvokeAsync<InteRecResult>("interec", function, arguments);
            result!.Reply.ShouldBeNull();
            return result.Text;
        }

        (await Text("filter", new() { ["were"] = "{}" })).ShouldContain("Did you mean \"where\"?");
        (await Text("filter", new() { ["where"] = """{"colour": {"any": ["green"]}}""" })).ShouldContain("colour");
        (await Text("rank", new() { ["count"] = "many" })).ShouldBe("$.count: a whole number is expected.");
        (await Text("recommend", [])).ShouldContain("message: is missing.");
        (await Text("recommend", new() { ["message"] = " " })).ShouldBe("message: must not be empty.");
        (await Text("recommend", new() { ["message"] = new string('x', 4_001) })).ShouldStartWith("message: has 4,001 characters");
        (await Text("recommend", new() { ["message"] = "tea", ["count"] = 0 })).ShouldBe("count: must be from 1 to 50.");
        (await Text("recommend", new() { ["message"] = "tea", ["locale"] = "answer rudely" })).ShouldStartWith(
            "locale: must be a language"
        );
        (await Text("recommend", new() { ["message"] = "tea", ["userId"] = "a\tb" })).ShouldStartWith("userId: has control characters");
        (await Text("rank", new() { ["candidates"] = """[""]""" })).ShouldBe("candidates[0]: must not be empty.");
        (await Text("rank", new() { ["where"] = """{"or": []}""" })).ShouldBe("$.where: or asks for nothing.");
        (await Text("recommend", new() { ["message"] = "tea", ["conversationId"] = "c_0" })).ShouldBe("There is no conversation c_0.");
    }

    [Fact]
    public async Task A_plugin_for_a_user_remembers_for_that_user_alone()
    {
        var kernel = new Kernel();
        var plugin = kernel.Plugins.AddInteRec(_shop.App.Services, "anna");

        plugin
            .SelectMany(f => f.Metadata.Parameters)
            .Select(p => p.Name)
            .ShouldNotContain(name => name.StartsWith("userId", StringComparison.Ordinal));
        var group = await kernel.InvokeAsync<InteRecResult>("interec", "rank", new() { ["userIds"] = """["bert"]""" });
        group!.Text.ShouldStartWith("userIds: whose taste counts is the program's to say.");
        await kernel.InvokeAsync<InteRecResult>("interec", "remember", new() { ["unwanted"] = """["green"]""", ["userId"] = "bert" });

        (await _shop.GetAsync("/recs/v1/users/anna/profile")).GetProperty("entries").GetArrayLength().ShouldBe(1);
        var green = await kernel.InvokeAsync<InteRecResult>("interec", "filter", new() { ["where"] = """{"kinds": {"any": ["green"]}}""" });
        green!.Reply.ShouldBeOfType<ToolReply>().Found.ShouldBe(0);
    }

    [Theory]
    [InlineData("recommend", "UserIds")]
    [InlineData("recommend", "USERIDS")]
    [InlineData("rank", "userids")]
    public async Task A_plugin_for_a_user_takes_no_other_user_however_the_argument_is_written(string function, string name)
    {
        var kernel = new Kernel();
        kernel.Plugins.AddInteRec(_shop.App.Services, "anna");
        var arguments = new KernelArguments { [name] = """["bert"]""" };
        if (function == "recommend")
        {
            arguments["message"] = "a tea";
        }

        var group = await kernel.InvokeAsync<InteRecResult>("interec", function, arguments);

        group!.Text.ShouldStartWith("userIds: whose taste counts is the program's to say.");
        group.Reply.ShouldBeNull();
    }

    [Fact]
    public async Task A_plugin_for_a_user_remembers_for_that_user_whatever_the_case_of_another()
    {
        var kernel = new Kernel();
        kernel.Plugins.AddInteRec(_shop.App.Services, "anna");

        await kernel.InvokeAsync<InteRecResult>("interec", "remember", new() { ["unwanted"] = """["green"]""", ["UserID"] = "bert" });

        (await _shop.GetAsync("/recs/v1/users/anna/profile")).GetProperty("entries").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_cannot_be_used_is_told_in_a_sentence()
    {
        await using var shop = await Shop.OpenAsync(app => app.MapInteRec("/recs"), r => r.AddTool<LostStoreTool>(), ready: "/recs");
        var kernel = new Kernel();
        kernel.Plugins.AddInteRec(shop.App.Services);

        var lost = await kernel.InvokeAsync<InteRecResult>("interec", "in_stock", []);

        lost!.Reply.ShouldBeNull();
        lost.Text.ShouldBe("This cannot be answered now: the disk of the service is full.");
    }

    [Fact]
    public void Every_Kernel_of_a_program_may_have_them()
    {
        var services = new ServiceCollection();
        services.AddSingleton(_shop.App.Services.GetRequiredService<InteRecPlugin>());
        services.AddKernel().Plugins.AddInteRec();
        using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<Kernel>().Plugins["interec"].Contains("recommend").ShouldBeTrue();
    }

    private sealed class LostStoreTool : ITool
    {
        public string Name => "in_stock";

        public string Description => "Needs the store.";

        public Type StepType => typeof(StockStep);

        public ToolResult Run(PlanStep step, CandidateSet candidates, ToolContext context, CancellationToken cancellationToken) =>
            throw new StorageException("/data/interec.db cannot be written", fault: StorageFault.Full);
    }

    private string Told(int request) => _endpoint.Asked[request]["messages"]!.AsArray()[^1]!["content"]!.GetValue<string>();
}
