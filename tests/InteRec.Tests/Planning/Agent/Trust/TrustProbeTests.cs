using InteRec.Planning;
using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Trust;
using InteRec.Profiles;
using InteRec.Tests.Planning.BuiltIn;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace InteRec.Tests.Planning.Agent.Trust;

public sealed class TrustProbeTests(ITestOutputHelper output)
{
    private static readonly LlmOptions Options = new()
    {
        Endpoint = new Uri("http://127.0.0.1:9/v1"),
        Model = "m",
        TokensPerTurn = long.MaxValue,
    };

    [Fact]
    public async Task There_are_about_twenty_checks_of_the_films_always_the_same()
    {
        var serving = await BundledFilms.ServingAsync();

        var checks = PlanningChecks.Of(serving);

        checks.Count.ShouldBeInRange(18, 25);
        checks.Select(c => c.Name).ShouldBeUnique();
        PlanningChecks.Of(serving).Select(c => c.Message).ShouldBe(checks.Select(c => c.Message));
    }

    [Fact]
    public async Task A_planner_that_knows_the_films_passes_most_and_one_that_answers_anything_passes_few()
    {
        var serving = await BundledFilms.ServingAsync();
        var good = await ProbeAsync(serving, new ScriptedChatClient(AsTheBuiltIn(serving)));
        var poor = await ProbeAsync(serving, new ScriptedChatClient("""{"intent":"recommend","lists":[{"steps":[{"tool":"rank"}]}]}"""));
        var silly = await ProbeAsync(serving, new ScriptedChatClient("I would love to help!"));

        output.WriteLine($"{good.Passed} of {good.Checks}: {string.Join(", ", good.Failed)}; {poor.Passed}; {silly.Passed}");
        good.Share.ShouldBeGreaterThan(0.75);
        poor.Share.ShouldBeLessThan(0.2);
        silly.Passed.ShouldBe(0);
    }

    [Fact]
    public async Task A_dataset_with_little_to_ask_about_has_fewer_checks_and_no_failure()
    {
        var serving = new ServingState(SmallCatalog.Snapshot);

        (await ProbeAsync(serving, new ScriptedChatClient("{}"))).Checks.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_says_nothing_of_the_model()
    {
        var chat = new ScriptedChatClient((_, _) => throw new ModelException(ModelFailure.Unreachable, "no"));

        await Should.ThrowAsync<ModelException>(() => ProbeAsync(new ServingState(SmallCatalog.Snapshot), chat));
    }

    [Fact]
    public async Task A_probe_that_broke_off_goes_on_where_it_stopped()
    {
        var calls = 0;
        var chat = new ScriptedChatClient(
            (_, _) =>
                ++calls == 4
                    ? throw new ModelException(ModelFailure.Unreachable, "no")
                    : ScriptedChatClient.Says("""{"intent":"chitchat"}""")
        );
        var probe = Probe(chat);
        var serving = new ServingState(SmallCatalog.Snapshot);

        await Should.ThrowAsync<ModelException>(() => probe.RunAsync(serving, default));
        var verdict = await probe.RunAsync(serving, default);

        calls.ShouldBe(verdict.Checks + 1);
    }

    [Fact]
    public async Task Answers_that_come_too_late_are_counted_apart()
    {
        var verdict = await ProbeAsync(
            new ServingState(SmallCatalog.Snapshot),
            new ScriptedChatClient((_, _) => throw new ModelException(ModelFailure.TimedOut, "late"))
        );

        verdict.Passed.ShouldBe(0);
        verdict.TooLate.ShouldBe(verdict.Checks);
    }

    [Theory]
    [InlineData(15, 20, true)]
    [InlineData(14, 20, false)]
    public void A_model_plans_from_the_threshold_on(int passed, int checks, bool plans)
    {
        var trust = new ModelTrust(Options);
        trust.Plans.ShouldBeTrue();

        trust.Learn(new TrustVerdict(passed, checks, []));

        trust.Plans.ShouldBe(plans);
        trust.Sentence.ShouldBe(
            $"m passes {passed} of {checks} planning checks: {(plans ? "it plans" : "the built-in planner plans, the model writes")}"
        );
    }

    private static Task<TrustVerdict> ProbeAsync(ServingState serving, IChatClient chat) => Probe(chat).RunAsync(serving, default);

    private static TrustProbe Probe(IChatClient chat) =>
        new(
            chat,
            new ModelLedger(Options, TimeProvider.System),
            ShippedReader.Planner,
            LlmTurns.Dialogue(Options, looks: false),
            LlmTurns.Runner,
            Options,
            TimeProvider.System
        );

    /// <summary>A model that plans as the built-in planner does: it finds the check again by its message.</summary>
    private static Func<IReadOnlyList<ChatMessage>, ChatOptions?, ChatResponse> AsTheBuiltIn(ServingState serving)
    {
        var checks = PlanningChecks.Of(serving);
        return (messages, _) =>
        {
            var check = checks.First(c => messages[^1].Text.Contains($"<message>\n{c.Message}\n</message>", StringComparison.Ordinal));
            var input = new PlanningInput(check.Message, null, check.Before, Profile.Empty, serving);
            return ScriptedChatClient.Says(LlmTurns.Json(ShippedReader.Planner.PlanAsync(input, default).Result.Plan));
        };
    }
}
