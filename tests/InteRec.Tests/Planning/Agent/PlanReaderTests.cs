using InteRec.Planning;
using InteRec.Planning.Agent.Reading;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Agent;

public sealed class PlanReaderTests
{
    [Theory]
    [InlineData("""{"intent":"similar","lists":[{"count":3,"steps":[{"tool":"similar","to":["Cherry"]}]}]}""")]
    [InlineData(
        "Sure!\n```json\n{\"intent\":\"similar\",\"lists\":[{\"count\":\"3\",\"steps\":[{\"to\":\"Cherry\",\"tool\":\"similar\"},]}]}\n```"
    )]
    [InlineData("""{"plan":{"intent":"similar","lists":{"count":3,"steps":{"tool":"similar","to":"Cherry","because":"it is nice"}}}}""")]
    [InlineData("""{"intent":"similar","lists":[{"count":3,"steps":[{"tool":"similar","to":["Cherry",""],"unlike":[" "]}]}]}""")]
    [InlineData(
        """{"intent":"similar", /* one list */ "lists":[{"count":3,"steps":[{"tool":"similar","to":["Cherry"]}]}],"remember":null}"""
    )]
    [InlineData(
        """I thought {about it}: {"intent":"similar","lists":[{"count":3,"steps":[{"tool":"similar","to":["Cherry"]}]}]} and {that} is it"""
    )]
    public void A_plan_is_read_through_what_models_put_around_it(string text)
    {
        var (plan, problem) = PlanReader.Read(text);

        problem.ShouldBeNull();
        plan!.Intent.ShouldBe(Intent.Similar);
        plan.Lists.Single().Count.ShouldBe(3);
        plan.Lists.Single().Steps.Single().ShouldBeOfType<SimilarStep>().To.ShouldBe(["Cherry"]);
    }

    [Fact]
    public void Steps_without_a_list_are_one_list()
    {
        var (plan, _) = PlanReader.Read("""{"intent":"recommend","steps":[{"tool":"search","text":"rain"}]}""");

        plan!.Lists.Single().Steps.Single().ShouldBeOfType<SearchStep>().Text.ShouldBe("rain");
    }

    [Theory]
    [InlineData("""{"intent":"Out of Scope"}""", Intent.OutOfScope)]
    [InlineData(
        """{"Intent":"recommend","Lists":[{"Count":"3","Steps":[{"name":"Rank","arguments":{"by":"year","Order":"DESC","diversity":"0.5","prefer":"{'kinds': 'Red'}"}}]}],"remember":{"liked":"Cherry","seen":null}}""",
        Intent.Recommend
    )]
    public void What_a_plan_is_declared_as_says_how_it_is_read(string text, Intent intent)
    {
        var (plan, problem) = PlanReader.Read(text);

        problem.ShouldBeNull();
        plan!.Intent.ShouldBe(intent);
        foreach (var list in plan.Lists)
        {
            list.Count.ShouldBe(3);
            var rank = list.Steps.Single().ShouldBeOfType<RankStep>();
            (rank.By, rank.Order, rank.Diversity).ShouldBe(("year", "desc", 0.5));
            rank.Prefer!["kinds"]!.Any.ShouldBe(["Red"]);
            (plan.Remember!.Liked.Single(), plan.Remember.Seen.Count).ShouldBe(("Cherry", 0));
        }
    }

    [Theory]
    [InlineData("items")]
    [InlineData("seen")]
    [InlineData("to")]
    [InlineData("count")]
    public void An_attribute_may_be_called_as_a_part_of_a_plan(string attribute)
    {
        const string Written =
            """{"intent":"recommend","lists":[{"steps":[{"tool":"filter","where":{"NAME":{"any":"Red"},"or":{"NAME":{"from":"3"}}}}]}]}""";

        var (plan, problem) = PlanReader.Read(Written.Replace("NAME", attribute, StringComparison.Ordinal));

        problem.ShouldBeNull();
        var where = plan!.Lists[0].Steps.OfType<FilterStep>().Single().Where!;
        where[attribute]!.Any.ShouldBe(["Red"]);
        where.Or.Single().Single()[attribute]!.From.ShouldBe(3);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no braces here")]
    [InlineData("""{"intent":"recommend","lists":[{"steps":[{"tool":"search","text":"rain"}""")]
    [InlineData("""{"intent":"destroy","lists":[]}""")]
    [InlineData("""{"intent":"recommend","lists":[{"steps":[{"tool":"delete_everything"}]}]}""")]
    [InlineData("""{"intent":"recommend","lists":[{"steps":[{"tool":"search"}]}]}""")]
    [InlineData("""{"intent":"recommend","intent":"more","lists":[{"count":1e400}]}""")]
    [InlineData("""{"intent":7,"lists":"none"}""")]
    public void What_is_no_plan_is_a_sentence(string text)
    {
        var (plan, problem) = PlanReader.Read(text);

        plan.ShouldBeNull();
        problem.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void A_deep_answer_is_a_sentence_and_no_crash()
    {
        PlanReader.Read(string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000)).Problem.ShouldNotBeNull();
    }
}
