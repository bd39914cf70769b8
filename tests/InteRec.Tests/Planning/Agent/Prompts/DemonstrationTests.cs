using System.Text.Json;
using InteRec.Planning;
using InteRec.Planning.Agent.Prompts;
using InteRec.Planning.Agent.Reading;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Agent.Prompts;

public sealed class DemonstrationTests
{
    private static readonly Demonstrations Films = Demonstrations.Load(Path.Combine(AppContext.BaseDirectory, "prompts"), "movies");

    private static IEnumerable<DemonstratedTurn> Turns => Films.All.SelectMany(d => d.Turns);

    [Fact]
    public async Task Every_plan_is_valid_and_every_name_in_it_is_the_catalogues()
    {
        var serving = await BundledFilms.ServingAsync();
        var validator = new PlanValidator(serving.Catalog.Schema, new PlanLimits());

        foreach (var turn in Turns)
        {
            validator.Validate(turn.Plan).ShouldBeEmpty(turn.Say);
            PlanGrounding.Ground(turn.Plan, serving).Notices.ShouldBeEmpty(turn.Say);
        }
    }

    [Fact]
    public void What_a_model_is_shown_reads_back_as_the_same_plan()
    {
        foreach (var turn in Turns)
        {
            var (plan, problem) = PlanReader.Read(PlanShort.Write(turn.Plan));

            problem.ShouldBeNull();
            JsonSerializer.Serialize(plan, PlanJson.Options).ShouldBe(JsonSerializer.Serialize(turn.Plan, PlanJson.Options));
        }
    }

    [Fact]
    public void A_dataset_without_demonstrations_has_none_in_its_rules()
    {
        Demonstrations.Load(AppContext.BaseDirectory, "nowhere").Text.ShouldBeEmpty();
        Films.Text.ShouldContain($"> {Turns.First().Say}\n{{\"intent\"");
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_told_with_its_number()
    {
        using var folder = new InteRec.Tests.Support.TemporaryFolder();
        File.WriteAllText(Path.Combine(folder, "demonstrations.x.jsonl"), "\n{\"turns\": [}\n");

        Should.Throw<PromptException>(() => Demonstrations.Load(folder, "x")).Message.ShouldContain("demonstrations.x.jsonl, line 2");
    }
}
