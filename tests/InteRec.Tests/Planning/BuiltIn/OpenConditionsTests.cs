using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn;

/// <summary>Conditions that another planner left open, or that are more than one range, in the hands of the built-in planner.</summary>
public sealed class OpenConditionsTests
{
    private static readonly ItemFilter Either = ItemFilter.Empty.WithOr([
        [Any("directors", "Clint Eastwood"), Any("cast", "Clint Eastwood")],
    ]);

    [Theory]
    [InlineData("make them westerns")]
    [InlineData("only from the 1990s")]
    [InlineData("nothing with Morgan Freeman")]
    [InlineData("shorter ones please")]
    [InlineData("more")]
    public async Task Alternatives_hold_until_they_are_taken_back(string message)
    {
        var where = await AfterAsync(message, Either);

        where.Or.Single().Select(a => a.Conditions.Keys.Single()).ShouldBe(["directors", "cast"]);
    }

    [Fact]
    public async Task What_is_no_condition_of_an_attribute_holds_too()
    {
        var open = new OpenRequest
        {
            Where = ItemFilter.Empty.With("genres", new AttributeCondition { All = ["Western"] }),
            Unlike = ["tt0105695"],
            ExcludeSeries = ["The Magnificent Seven"],
            Novelty = 0.7,
        };

        var steps = (await PlanAsync("only from the 1960s", open)).Lists.Single().Steps;

        var filter = steps.OfType<FilterStep>().Single();
        filter.Where!["genres"]!.All.ShouldBe(["Western"]);
        filter.Exclude.ShouldNotBeNull().ShouldContain("tt0105695");
        filter.ExcludeSeries.ShouldBe(["The Magnificent Seven"]);
        steps.OfType<RankStep>().Single().Novelty.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Alternatives_are_forgotten_by_name() =>
        (await AfterAsync("forget Clint Eastwood", Either.With("genres", new AttributeCondition { All = ["Western"] }))).Or.ShouldBeEmpty();

    [Theory]
    [InlineData("westerns, but not from the 1960s")]
    [InlineData("a western that is not from the sixties")]
    public async Task A_time_that_is_not_wanted_is_left_out(string message) =>
        (await AfterAsync(message, ItemFilter.Empty))["year"]!.Outside.ShouldBe([new NumberRange(1960, 1969)]);

    [Theory]
    [InlineData("westerns from the 1950s or the 1970s")]
    [InlineData("a western from the seventies or from the fifties")]
    public async Task Times_that_do_not_touch_are_ranges(string message) =>
        (await AfterAsync(message, ItemFilter.Empty))["year"]!.Ranges.ShouldBe([new NumberRange(1950, 1959), new NumberRange(1970, 1979)]);

    [Fact]
    public async Task Times_that_touch_are_one_range() =>
        (await AfterAsync("westerns from the 1960s or the 1970s", ItemFilter.Empty))["year"]!.ShouldSatisfyAllConditions(
            y => y.From.ShouldBe(1960),
            y => y.To.ShouldBe(1979),
            y => y.Ranges.ShouldBeNull()
        );

    [Fact]
    public async Task A_time_that_is_wanted_after_all_is_no_longer_left_out()
    {
        var before = ItemFilter
            .Empty.With("genres", new AttributeCondition { All = ["Western"] })
            .With("year", new AttributeCondition { Outside = [new NumberRange(1960, 1969)] });

        var year = (await AfterAsync("actually from the 1960s", before))["year"]!;

        year.ShouldSatisfyAllConditions(y => y.From.ShouldBe(1960), y => y.To.ShouldBe(1969), y => y.Outside.ShouldBeNull());
        (await AfterAsync("forget the decade", before))["year"].ShouldBeNull();
    }

    private static async Task<ItemFilter> AfterAsync(string message, ItemFilter open) =>
        (await PlanAsync(message, open.IsEmpty ? null : new OpenRequest { Where = open }))
            .Lists.SelectMany(l => l.Steps)
            .OfType<FilterStep>()
            .Select(f => f.Where)
            .OfType<ItemFilter>()
            .Aggregate(ItemFilter.Empty, ItemFilter.Both);

    private static async Task<Plan> PlanAsync(string message, OpenRequest? open)
    {
        var state = open is null
            ? ConversationState.Empty
            : new ConversationState
            {
                Turn = 1,
                Requests = [open],
                LastItems = ["tt0105695"],
                Shown = ["tt0105695"],
            };
        return (
            await ShippedReader.Planner.PlanAsync(new PlanningInput(message, null, state, Profile.Empty, Movies.Serving), default)
        ).Plan;
    }

    private static ItemFilter Any(string attribute, string value) =>
        ItemFilter.Empty.With(attribute, new AttributeCondition { Any = [value] });
}
