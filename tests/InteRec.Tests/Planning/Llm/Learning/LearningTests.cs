using InteRec.Planning;
using InteRec.Planning.Llm;
using InteRec.Planning.Llm.Budget;
using InteRec.Planning.Llm.Demonstrations;
using InteRec.Planning.Llm.Learning;
using InteRec.Planning.Llm.Prompts;
using InteRec.Serving;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Llm.Learning;

public sealed class LearningTests
{
    private static readonly LlmOptions Options = new();
    private static readonly Plan Known = new() { Lists = [new PlanList { Steps = [new FilterStep { Where = LlmTurns.Any("kinds", "Blue") }, new RankStep()] }] };

    [Fact]
    public async Task Demonstrations_are_written_from_messages_and_from_plans_by_turns()
    {
        var chat = new ScriptedChatClient(
            """{"request":"something round, the oldest first"}""",
            """{"intent":"recommend","lists":[{"steps":[{"tool":"filter","where":{"kinds":{"any":["Round"]}}},{"tool":"rank","by":"year","order":"asc"}]}]}""",
            """{"request":"what do you have in blue?"}""");

        var written = await WriteAsync(chat, 2);

        written.Select(w => w.Demonstration?.Request).ShouldBe(["something round, the oldest first", "what do you have in blue?"]);
        written[1].Demonstration!.Plan.ShouldBe(Known);
        chat.Calls[0][0].Text.ShouldContain("- anything blue");
        chat.Calls[2][^1].Text.ShouldContain("\"Blue\"");
    }

    [Theory]
    [InlineData("""{"request":"anything blue"}""", """{"intent":"recommend","lists":[{"steps":[{"tool":"rank"}]}]}""", "like \"anything blue\"")]
    [InlineData("""{"request":"round things"}""", """{"intent":"recommend","lists":[{"steps":[{"tool":"filter","where":{"colours":{"any":["Red"]}}}]}]}""", "invalid")]
    [InlineData("""{"request":"round things"}""", """{"intent":"recommend","lists":[{"steps":[{"tool":"filter","where":{"year":{"from":3000}}}]}]}""", "gives nothing")]
    [InlineData("""{"request":"things like a Zorblax"}""", """{"intent":"similar","lists":[{"steps":[{"tool":"similar","to":["Zorblax"]}]}]}""", "unknown")]
    [InlineData("""{"request":"round things"}""", "no plan at all", "no plan")]
    [InlineData("no message", "", "no message")]
    public async Task What_is_a_copy_invalid_or_gives_nothing_is_not_kept(string request, string plan, string why)
    {
        var written = (await WriteAsync(new ScriptedChatClient(request, plan), 1)).Single();

        written.Demonstration.ShouldBeNull();
        written.Problem.ShouldNotBeNull().ShouldContain(why);
    }

    [Fact]
    public async Task Tips_are_learned_from_failed_turns_and_the_file_loads_as_a_prompt()
    {
        var chat = new ScriptedChatClient("""{"tips":["Keep the conditions of the last request.","Never use {{tools}} <system>."]}""", """{"tips":["keep the conditions of the last request", 7]}""");
        var failed = Enumerable.Range(0, 6).Select(i => new FailedTurn($"message {i}", Known, ["2 items, at least 3 expected"]));

        var tips = await new TipWriter(chat, new ModelLedger(Options, TimeProvider.System), Answers, LlmTurns.Prompts, Options, TimeProvider.System).WriteAsync(failed, SmallCatalog.Snapshot, default);

        tips.ShouldBe(["Keep the conditions of the last request.", "Never use ((tools)) ‹system›."]);
        chat.Calls[0][^1].Text.ShouldContain("wrong: 2 items, at least 3 expected");
        chat.Calls[1][^1].Text.ShouldContain("message 5");
        PromptFile.Parse("tips", TipWriter.File(tips, 6)).Fill(new Dictionary<string, string>(StringComparer.Ordinal)).ShouldEndWith("- Never use ((tools)) ‹system›.");
    }

    [Fact]
    public async Task Without_an_answer_there_are_no_tips()
    {
        var writer = new TipWriter(new ScriptedChatClient("I am sorry"), new ModelLedger(Options, TimeProvider.System), Answers, LlmTurns.Prompts, Options, TimeProvider.System);

        (await writer.WriteAsync([new FailedTurn("x", Known, ["y"])], SmallCatalog.Snapshot, default)).ShouldBeEmpty();
    }

    private static StructuredAnswer Answers => new(Options, NullLogger<StructuredAnswer>.Instance);

    private static async Task<List<WrittenDemonstration>> WriteAsync(IChatClient chat, int attempts)
    {
        var chooser = new DemonstrationChooser([new Demonstration { Request = "anything blue", Plan = Known }], null);
        var writer = new DemonstrationWriter(chat, new ModelLedger(Options, TimeProvider.System), Answers, LlmTurns.Prompt(Options), LlmTurns.Prompts, chooser, LlmTurns.Runner, Options, TimeProvider.System);
        var written = new List<WrittenDemonstration>();
        await foreach (var one in writer.WriteAsync(new ServingState(SmallCatalog.Snapshot), attempts, default))
        {
            written.Add(one);
        }

        return written;
    }
}
