using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning;

public sealed class PlanValidatorTests
{
    private readonly PlanValidator _validator = new(SmallCatalog.Schema, new PlanLimits());

    [Fact]
    public void A_plan_that_can_run_has_no_problems() =>
        _validator
            .Validate(
                Plan(
                    new FilterStep
                    {
                        Where = ItemFilter
                            .Empty.With("kinds", new AttributeCondition { Any = ["Red"] })
                            .With("year", new AttributeCondition { From = 1950, To = 1950 }),
                    },
                    new SearchStep { Text = "apples" },
                    new RankStep { By = "Year", Order = "asc" }
                )
            )
            .ShouldBeEmpty();

    [Fact]
    public void All_problems_are_told_at_once_each_with_its_place()
    {
        var where = ItemFilter
            .Empty.With("colour", new AttributeCondition { Any = ["Red"] })
            .With("kinds", new AttributeCondition { From = 1 })
            .With("title", new AttributeCondition { Has = true })
            .With("year", new AttributeCondition { Any = ["1950"], From = double.NaN });

        var problems = _validator.Validate(
            new Plan
            {
                Lists =
                [
                    new PlanList
                    {
                        Count = 0,
                        Steps =
                        [
                            new FilterStep { Where = where },
                            new RankStep
                            {
                                By = "nothing",
                                Order = "up",
                                Diversity = 2,
                            },
                            new SearchStep { Text = " " },
                        ],
                    },
                ],
                Ask = "colour",
            }
        );

        problems
            .Select(p => p.Path)
            .ShouldBe([
                "lists[0].count",
                "lists[0].steps[0].where.colour",
                "lists[0].steps[0].where.kinds",
                "lists[0].steps[0].where.title",
                "lists[0].steps[0].where.year",
                "lists[0].steps[0].where.year.from",
                "lists[0].steps[1].by",
                "lists[0].steps[1].order",
                "lists[0].steps[1].diversity",
                "lists[0].steps[2].text",
                "ask",
            ]);
    }

    [Fact]
    public void Alternatives_and_ranges_are_checked_where_they_stand()
    {
        var year = new AttributeCondition
        {
            Ranges = [new NumberRange(1990, 1980), new NumberRange()],
            Outside = [new NumberRange(double.PositiveInfinity)],
        };
        var where = ItemFilter
            .Empty.With("year", year)
            .With("kinds", new AttributeCondition { Outside = [new NumberRange(1)] })
            .WithOr([
                [
                    ItemFilter.Empty.With("colour", new AttributeCondition { Any = ["Red"] }),
                    ItemFilter.Empty,
                    ItemFilter.Empty.WithOr([
                        [ItemFilter.Empty],
                    ]),
                ],
            ]);

        var problems = _validator.Validate(Plan(new FilterStep { Where = where }));

        problems
            .Select(p => p.Path["lists[0].steps[0].where.".Length..])
            .ShouldBe(["kinds", "year.ranges[0]", "year.ranges[1]", "year.outside[0].from", "or[0].colour", "or[1]", "or[2]"]);
        problems[^1].Text.ShouldContain("or within an or");
    }

    [Fact]
    public void Limits_hold()
    {
        var list = new PlanList { Steps = [new RankStep()] };
        _validator.Validate(new Plan { Lists = [list, list, list, list, list] }).Single().Path.ShouldBe("lists");
        _validator
            .Validate(new Plan { Lists = [list with { Steps = [.. Enumerable.Repeat(new RankStep(), 13)] }] })
            .Single()
            .Path.ShouldBe("lists[0].steps");
        _validator.Validate(new Plan { Lists = [list with { Count = 51 }] }).Single().Text.ShouldContain("1 to 50");
        _validator.Validate(new Plan { Lists = [list with { Steps = [] }] }).Single().Path.ShouldBe("lists[0].steps");
    }

    [Fact]
    public void Nulls_where_json_may_put_them_are_problems_not_exceptions()
    {
        _validator.Validate((Plan?)null).Single().Path.ShouldBe("");
        _validator.Validate(new Plan { Lists = null! }).Single().Path.ShouldBe("lists");
        _validator.Validate(new Plan { Lists = [null!] }).Single().Path.ShouldBe("lists[0]");
        _validator.Validate(Plan((PlanStep)null!)).Single().Path.ShouldBe("lists[0].steps[0]");
        _validator.Validate(Plan(new SimilarStep { To = [null!] })).Single().Path.ShouldBe("lists[0].steps[0].to[0]");
        _validator.Validate(Plan(new RankStep { By = null! })).Single().Path.ShouldBe("lists[0].steps[0].by");
    }

    private static Plan Plan(params PlanStep[] steps) => new() { Lists = [new PlanList { Steps = steps }] };
}
