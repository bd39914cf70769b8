using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tests.Planning.BuiltIn;
using InteRec.Tools;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Tools;

/// <summary>Searches over the bundled films, and what is done with what they find.</summary>
public sealed class SearchedFilmsTests
{
    private readonly PlanRunner _runner = new(new ToolBox(), Options.Create(new PlanLimits()), TimeProvider.System);

    [Theory]
    [InlineData("a toy cowboy is jealous of a space ranger", "Toy Story")]
    [InlineData("a man relives the same day over and over", "Groundhog Day")]
    [InlineData("shark attacks beach town", "Jaws")]
    public void A_question_about_what_a_search_surely_finds_is_answered_for_that_item_alone(string text, string title)
    {
        var result = Run(new SearchStep { Text = text }, new LookupStep { Attributes = ["directors"] });

        result.Facts!.Single().Title.ShouldBe(title);
        result
            .Notices.Single()
            .ShouldSatisfyAllConditions(n => n.Code.ShouldBe(NoticeCodes.Corrected), n => n.Text.ShouldStartWith($"I take {title} ("));
    }

    [Fact]
    public void Where_several_come_close_a_few_are_told_and_that_it_is_not_sure()
    {
        var result = Run(new SearchStep { Text = "a wedding" }, new LookupStep { Attributes = ["directors"] });

        result.Facts!.Select(f => f.ItemId).Distinct().Count().ShouldBeInRange(2, 3);
        result.Notices.Single().Text.ShouldStartWith("I am not sure which film that is");
    }

    [Theory]
    [InlineData("zxqv grmblfx")]
    [InlineData("submarine")]
    public void Words_order_what_conditions_left_and_take_nothing_away(string text)
    {
        var where = ItemFilter
            .Empty.With("languages", new AttributeCondition { Any = ["Icelandic"] })
            .With("genres", new AttributeCondition { All = ["Comedy"] });
        var all = Run(new FilterStep { Where = where }, new RankStep()).Lists.Single().Found;

        Run(new FilterStep { Where = where }, new SearchStep { Text = text }, new RankStep()).Lists.Single().Found.ShouldBe(all);
        Run(new SearchStep { Text = text, Keep = 5 }, new FilterStep { Where = where }, new RankStep()).Lists.Single().Found.ShouldBe(5);
    }

    [Fact]
    public void A_series_that_is_left_out_takes_its_sequels_along_and_the_trace_says_how()
    {
        var result = Run(
            new FilterStep
            {
                Where = ItemFilter.Empty.With("cast", new AttributeCondition { Any = ["Sylvester Stallone"] }),
                ExcludeSeries = ["First Blood"],
            }
        );

        result
            .Lists.Single()
            .Items.Items.ToArray()
            .Select(Movies.Serving.Catalog.Title)
            .ShouldNotContain(t => t == "Rambo" || t.StartsWith("Rambo ", StringComparison.Ordinal));
        result.Trace[0].Note.ShouldNotBeNull().ShouldContain("by kin Rambo III");
    }

    private ExecutionResult Run(params PlanStep[] steps)
    {
        var plan = new Plan { Lists = [new PlanList { Count = 50, Steps = steps }] };
        return _runner.Run(_runner.Prepare(plan, Movies.Serving), Movies.Serving, Profile.Empty, [], default);
    }
}
