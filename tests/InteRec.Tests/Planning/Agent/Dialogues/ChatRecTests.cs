using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Planning.Agent.Model;
using InteRec.Profiles;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Agent.Dialogues;

public sealed class ChatRecTests
{
    private const string Query =
        """{"intent":"recommend","lists":[{"count":2,"steps":[{"tool":"filter","where":{"year":{"from":1950}}},{"tool":"rank","by":"year"}]}]}""";
    private static readonly LlmOptions Options = new() { Mode = LlmMode.ChatRec };

    [Fact]
    public async Task The_model_says_what_to_retrieve_and_its_choice_keeps_its_order()
    {
        var chat = new ScriptedChatClient(Query, """{"choose":[6, 99, 6, 2, -1, 3]}""");

        var result = await PlanAsync(chat);

        result.Planner.ShouldBe("llm");
        chat.Calls.Count.ShouldBe(2);
        chat.Calls[1][^1].Text.ShouldContain("list, 2 to choose:\n[1] Blueberry (2004)");
        chat.Calls[1][^1].Text.ShouldNotContain("Hidden Fruit");
        Titles(result.Plan).ShouldBe(["Old Apple", "Cherry"]);
        Titles(result.Plan).ShouldBe(Titles(result.Plan));
        result.Plan.Lists.Single().Where()["year"]!.From.ShouldBe(1950);
    }

    [Fact]
    public async Task Of_several_lists_each_gets_its_choice_and_one_without_a_choice_stays()
    {
        const string Lists = """
            {"intent":"recommend","lists":[
            {"label":"old","count":1,"steps":[{"tool":"filter","where":{"year":{"to":1960}}},{"tool":"rank"}]},
            {"label":"red","count":5,"steps":[{"tool":"filter","where":{"kinds":{"any":["Red"]}}},{"tool":"rank"}]},
            {"label":"blue","count":1,"steps":[{"tool":"filter","where":{"kinds":{"any":["Blue"]}}},{"tool":"rank","by":"year","order":"asc"}]}]}
            """;
        var chat = new ScriptedChatClient(Lists, """{"choose":[5, 2]}""");

        var plan = (await PlanAsync(chat)).Plan;

        plan.Lists.Select(l => l.Steps.OfType<FilterStep>().Count(f => f.Items is { Count: 1 })).ShouldBe([1, 0, 1]);
        Titles(plan)[^1].ShouldBe("Blueberry");
    }

    [Fact]
    public async Task Where_nothing_is_to_be_chosen_one_call_is_enough()
    {
        var chat = new ScriptedChatClient("""{"intent":"lookup","lists":[{"steps":[{"tool":"lookup","question":"count"}]}]}""");

        (await PlanAsync(chat)).Plan.Intent.ShouldBe(Intent.Lookup);
        chat.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_choice_of_nothing_leaves_the_turn_to_the_built_in_planner() =>
        (await PlanAsync(new ScriptedChatClient(Query, "I like them all"))).Notices.Single().Code.ShouldBe(NoticeCodes.PlannerFallback);

    [Fact]
    public async Task Later_turns_go_on_with_what_was_asked_and_not_with_what_was_chosen()
    {
        var result = await PlanAsync(new ScriptedChatClient(Query, """{"choose":[6, 2]}"""));
        var execution = Run(result.Plan);

        var state = NextState.After(
            "old things",
            ConversationState.Empty,
            result,
            result.Plan,
            execution,
            "x",
            SmallCatalog.Snapshot.Schema,
            hasUser: false
        );

        state.Exchanges.Single().Plan.Lists.Single().Steps.Select(s => s.ToolName).ShouldBe(["filter", "rank"]);
        state.Requests.Single().Items.ShouldBeNull();
        state.Requests.Single().By.ShouldBe("year");
    }

    [Fact]
    public async Task An_item_that_is_chosen_twice_is_given_once_and_the_next_candidate_fills_its_place()
    {
        const string Same =
            """{"label":"NAME","count":2,"steps":[{"tool":"filter","where":{"year":{"from":1950}}},{"tool":"rank","by":"year"}]}""";
        var lists = $$"""{"intent":"recommend","lists":[{{Same.Replace("NAME", "a")}},{{Same.Replace("NAME", "b")}}]}""";
        var chat = new ScriptedChatClient(lists, """{"choose":[1, 2, 7, 12]}""");

        var titles = Titles((await PlanAsync(chat)).Plan);

        titles.ShouldBe(["Blueberry", "Cherry", "Old Apple", "Apple Returns"]);
    }

    [Fact]
    public async Task A_list_for_which_nothing_is_chosen_stays_as_planned()
    {
        const string Lists = """
            {"intent":"recommend","lists":[
            {"label":"red","count":1,"steps":[{"tool":"filter","where":{"kinds":{"any":["Red"]}}},{"tool":"rank"}]},
            {"label":"blue","count":1,"steps":[{"tool":"filter","where":{"kinds":{"any":["Blue"]}}},{"tool":"rank"}]}]}
            """;

        var result = await PlanAsync(new ScriptedChatClient(Lists, """{"choose":[2]}"""));

        result.Planner.ShouldBe("llm");
        result.Plan.Lists.Select(l => l.Steps.Count).ShouldBe([4, 2]);
    }

    [Fact]
    public async Task No_more_candidates_are_asked_for_than_a_list_may_have()
    {
        var runner = new PlanRunner(
            new ToolBox(),
            Microsoft.Extensions.Options.Options.Create(new PlanLimits { Count = 5 }),
            TimeProvider.System
        );
        var chat = new ScriptedChatClient(Query, """{"choose":[5, 1]}""");

        var result = await LlmTurns
            .Planner(chat, LlmTurns.Reading(), Options, runner: runner)
            .PlanAsync(LlmTurns.Input("old things"), default);

        result.Planner.ShouldBe("llm");
        chat.Calls[1][^1].Text.ShouldNotContain("[6]");
    }

    private static async Task<PlanningResult> PlanAsync(ScriptedChatClient chat) =>
        await LlmTurns.Planner(chat, LlmTurns.Reading(), Options).PlanAsync(LlmTurns.Input("old things"), default);

    private static ExecutionResult Run(Plan plan)
    {
        var serving = LlmTurns.Input("x").Serving;
        return LlmTurns.Runner.Run(LlmTurns.Runner.Prepare(plan, serving), serving, Profile.Empty, [], default);
    }

    private static List<string> Titles(Plan plan) =>
        [.. Run(plan).Lists.SelectMany(l => l.Items.Items.ToArray()).Select(i => SmallCatalog.Snapshot.Title(i))];
}
