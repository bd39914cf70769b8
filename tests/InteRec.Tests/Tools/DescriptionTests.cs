using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Planning.Agent.Dialogues;
using InteRec.Profiles;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Tools;

/// <summary>What an item is about in prose: told on request, its topics where it has none, and handed to a model with the facts.</summary>
public sealed class DescriptionTests
{
    private static readonly CatalogSnapshot Catalog = CatalogSnapshot.Build(
        new DatasetSchema
        {
            Name = "books",
            Attributes =
            [
                new AttributeDefinition
                {
                    Name = "title",
                    Type = AttributeType.Text,
                    Role = AttributeRole.Title,
                    Filterable = false,
                },
                new AttributeDefinition
                {
                    Name = "blurb",
                    Type = AttributeType.Text,
                    Role = AttributeRole.Description,
                    Filterable = false,
                },
                new AttributeDefinition
                {
                    Name = "authors",
                    Type = AttributeType.Categories,
                    Role = AttributeRole.People,
                    Label = "author",
                },
                new AttributeDefinition
                {
                    Name = "tags",
                    Type = AttributeType.Categories,
                    Role = AttributeRole.Topic,
                    Label = "tag",
                },
            ],
        },
        [
            Book("a", "Dune", blurb: "A boy comes to a desert planet", authors: ["Frank Herbert", "Another"], tags: ["desert", "spice"]),
            Book("b", "Emma", blurb: null, authors: ["Jane Austen"], tags: ["matchmaking"]),
            Book("c", "Blank", blurb: null, authors: ["Nobody"], tags: []),
        ]
    );

    private readonly ToolContext _context = new(new ServingState(Catalog), Profile.Empty);

    [Fact]
    public void A_description_that_an_item_lacks_is_told_by_its_topics()
    {
        Facts("a").Select(Said).ShouldBe(["blurb: A boy comes to a desert planet"]);
        Facts("b").Select(Said).ShouldBe(["tags: matchmaking"]);
        Facts("c").Select(Said).ShouldBe(["blurb: "]);
    }

    [Theory]
    [InlineData("a", "Dune: A boy comes to a desert planet.")]
    [InlineData("b", "Emma: tag matchmaking.")]
    [InlineData("c", "I don\u2019t know the blurb of Blank.")]
    public void A_description_is_said_as_a_sentence(string id, string sentence)
    {
        var step = new LookupStep { Items = [id], Attributes = ["blurb"] };
        var plan = new Plan { Intent = Intent.Lookup, Lists = [new PlanList { Steps = [step] }] };

        new FactSentences(Catalog, plan).Write(Facts(id)).ShouldBe([sentence]);
    }

    [Fact]
    public void A_description_follows_the_facts() =>
        new FactSentences(Catalog, new Plan { Intent = Intent.Lookup })
            .Write(Facts("a", "blurb", "authors"))
            .ShouldBe(["Dune: authors Frank Herbert, Another. A boy comes to a desert planet."]);

    [Fact]
    public void A_model_chooses_among_candidates_by_facts_and_description()
    {
        var lines = CandidateText.Of([0, 1], 1, Catalog).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines[0].ShouldBe("[1] Dune (): Frank Herbert, Another; desert, spice; A boy comes to a desert planet");
        lines[1].ShouldBe("[2] Emma (): Jane Austen; matchmaking");
    }

    private static string Said(Fact fact) => $"{fact.Attribute}: {string.Join(", ", fact.Values)}";

    private IReadOnlyList<Fact> Facts(string id, params string[] attributes)
    {
        var step = new LookupStep { Items = [id], Attributes = attributes is [] ? ["blurb"] : attributes };
        return new ToolBox().Of(step).Run(step, CandidateSet.Of(Catalog.Available.Copy(), Catalog), _context, default).Facts;
    }

    private static Item Book(string id, string title, string? blurb, string[] authors, string[] tags) =>
        new(
            id,
            new Dictionary<string, IReadOnlyList<string>>
            {
                ["title"] = [title],
                ["blurb"] = blurb is null ? [] : [blurb],
                ["authors"] = authors,
                ["tags"] = tags,
            }
        );
}
