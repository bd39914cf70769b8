using InteRec.Api;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Architecture;

/// <summary>The layers of <c>src/README.md</c>: each folder uses only those before it, and no way leads back.</summary>
public sealed class LayerTests
{
    private static readonly string[] Library =
    [
        "Numerics",
        "Settings",
        "Storage",
        "Import",
        "Catalog",
        "Interactions",
        "Profiles",
        "Languages",
        "Search",
        "Ranking",
        "Training",
        "Tools",
        "Planning",
        "Conversations",
        "Serving",
        "Evaluation",
        ".",
    ];

    private static readonly string[] Api =
    [
        "Json",
        "Problems",
        "Contracts",
        "Security",
        "Limits",
        "OpenApi",
        "Web",
        "Endpoints",
        "OpenAi",
        "Mcp",
        "Startup",
        "Hosting",
        "Commands",
        ".",
    ];

    [Fact]
    public void Each_folder_of_the_library_uses_only_those_before_it() =>
        Uses(typeof(Recommender), "InteRec").Against(Library).ShouldBeEmpty();

    [Fact]
    public void No_folders_of_the_library_use_each_other_in_a_round() => Uses(typeof(Recommender), "InteRec").Cycles().ShouldBeEmpty();

    [Fact]
    public void Each_folder_of_the_web_host_uses_only_those_before_it() =>
        Uses(typeof(Program), "InteRec.Api").Against(Api).ShouldBeEmpty();

    [Fact]
    public void No_folders_of_the_web_host_use_each_other_in_a_round() => Uses(typeof(Program), "InteRec.Api").Cycles().ShouldBeEmpty();

    [Fact]
    public void A_use_against_the_order_is_found_and_told()
    {
        var graph = new FolderGraph();
        graph.Add("Tools", "Catalog", "FilterTool uses Item");
        graph.Add("Catalog.Import", "Tools.Text", "Item uses FilterTool");

        graph.Against(["Catalog", "Tools"]).ShouldBe(["Catalog.Import uses Tools.Text: Item uses FilterTool"]);
        graph.Against(["Catalog"]).ShouldContain("Tools is in no layer");
    }

    [Fact]
    public void A_way_round_is_found_and_told_with_its_links()
    {
        var graph = new FolderGraph();
        graph.Add("A", "B", "x uses y");
        graph.Add("B", "A.Part", "y uses z");
        graph.Add("A.Part", "A", "z uses x");
        graph.Add("A", "C", "x uses w");

        graph.Cycles().ShouldBe(["A -> B (x uses y); B -> A.Part (y uses z); A.Part -> A (z uses x)"]);
    }

    private static FolderGraph Uses(Type inAssembly, string root) => FolderGraph.Of(inAssembly.Assembly, root);
}
