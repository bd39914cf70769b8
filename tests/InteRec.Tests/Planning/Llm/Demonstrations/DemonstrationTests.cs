using System.Text.Json;
using InteRec.Planning;
using InteRec.Planning.Grounding;
using InteRec.Planning.Llm;
using InteRec.Planning.Llm.Demonstrations;
using InteRec.Search.Embeddings;
using InteRec.Tests.Search.Embeddings;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Llm.Demonstrations;

public sealed class DemonstrationTests
{
    private static readonly IReadOnlyList<Demonstration> All = DemonstrationFile.Load(Path.Combine(AppContext.BaseDirectory, "prompts"), "movies");

    [Fact]
    public void There_are_at_least_150_and_none_twice()
    {
        All.Count.ShouldBeGreaterThanOrEqualTo(150);
        All.Select(d => d.Request).Distinct().Count().ShouldBe(All.Count);
    }

    [Fact]
    public void They_show_every_intent_and_every_tool()
    {
        All.Select(d => d.Plan.Intent).Distinct().Order().ShouldBe(Enum.GetValues<Intent>().Order());
        All.SelectMany(d => d.Plan.Lists).SelectMany(l => l.Steps).Select(s => s.ToolName).Distinct().Order().ShouldBe(["explain", "filter", "lookup", "rank", "search", "similar"]);
        All.ShouldContain(d => d.Plan.Lists.Count > 1);
        All.ShouldContain(d => d.Plan.Remember != null);
        All.ShouldContain(d => d.Plan.Forget != null);
        All.ShouldContain(d => d.Plan.Ask != null);
    }

    [Fact]
    public async Task Every_plan_is_valid_and_every_name_in_it_is_the_catalogues()
    {
        var serving = await BundledFilms.ServingAsync();
        var validator = new PlanValidator(serving.Catalog.Schema, new PlanLimits());

        foreach (var demonstration in All)
        {
            validator.Validate(demonstration.Plan).ShouldBeEmpty(demonstration.Request);
            PlanGrounding.Ground(demonstration.Plan with { Remember = null, Forget = null }, serving).Notices.Where(n => n.Code != NoticeCodes.UnknownItem).ShouldBeEmpty(demonstration.Request);
        }
    }

    [Fact]
    public async Task Every_title_in_a_plan_is_one_of_the_catalogue()
    {
        var catalog = (await BundledFilms.ServingAsync()).Catalog;
        var titles = Enumerable.Range(0, catalog.Count).Select(catalog.Title).ToHashSet();

        All.SelectMany(d => d.Plan.Lists).SelectMany(l => l.Steps).SelectMany(Titles).Where(t => !titles.Contains(t)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Titles(PlanStep step) => step switch
    {
        FilterStep filter => (filter.Items ?? []).Concat(filter.Exclude ?? []),
        SimilarStep similar => similar.To.Concat(similar.Unlike ?? []),
        LookupStep lookup => lookup.Items ?? [],
        ExplainStep explain => explain.Items,
        _ => [],
    };

    [Fact]
    public void What_a_model_is_shown_reads_back_as_the_same_plan()
    {
        foreach (var demonstration in All)
        {
            var (plan, problem) = PlanReader.Read(demonstration.Answer);

            problem.ShouldBeNull();
            JsonSerializer.Serialize(plan, PlanJson.Options).ShouldBe(JsonSerializer.Serialize(demonstration.Plan, PlanJson.Options));
        }
    }

    [Fact]
    public void The_nearest_stands_last_and_the_others_bring_other_tools()
    {
        var chooser = new DemonstrationChooser(All, StaticEmbeddingModel.Load(BundledModel.Folder));

        var chosen = chooser.Choose("films like Inception", inConversation: false, DemonstrationMode.Dynamic, 4);

        chosen.Count.ShouldBe(4);
        chosen[^1].Request.ShouldBe("movies like Inception");
        chosen.SelectMany(d => d.Kinds).Distinct().Count().ShouldBeGreaterThan(chosen[^1].Kinds.Count());
        chosen.ShouldAllBe(d => d.Conversation == null);
    }

    [Fact]
    public void Without_embeddings_shared_words_are_near()
    {
        new DemonstrationChooser(All, null).Choose("who directed Alien?", inConversation: false, DemonstrationMode.Dynamic, 3)[^1].Request.ShouldBe("who directed Heat?");
    }

    [Fact]
    public void Zero_gives_none_and_fixed_always_the_same()
    {
        var chooser = new DemonstrationChooser(All, null);

        chooser.Choose("x", inConversation: true, DemonstrationMode.Zero, 4).ShouldBeEmpty();
        chooser.Choose("x", inConversation: true, DemonstrationMode.Fixed, 2).ShouldBe([All[1], All[0]]);
    }
}
