using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning;

public sealed class PlanExecutorTests
{
    private readonly ServingState _serving = new(SmallCatalog.Snapshot);

    [Fact]
    public void A_filter_gives_only_items_that_meet_it_the_well_known_first()
    {
        var result = Run(List(new FilterStep { Where = Where("kinds", "Red") }));

        Ids(result).ShouldBe(["i05", "i02", "i01"]);
        result.Trace.Select(t => t.Tool).ShouldBe(["filter", "rank"]);
    }

    [Fact]
    public void What_the_person_does_not_want_or_knows_is_not_listed()
    {
        var profile = new Profile("u", [Entry(ProfileKinds.Unwanted, "i05"), Entry(ProfileKinds.Seen, "i02")], []);

        Ids(Run(List(new FilterStep { Where = Where("kinds", "Red") }), profile)).ShouldBe(["i01"]);
    }

    [Fact]
    public void An_item_that_the_plan_names_is_listed_although_it_was_seen()
    {
        var profile = new Profile("u", [Entry(ProfileKinds.Seen, "i02")], []);

        Ids(Run(List(new FilterStep { Items = ["i02", "i01"] }, new RankStep { By = "year", Order = "asc" }), profile))
            .ShouldBe(["i01", "i02"]);
    }

    [Fact]
    public void Two_lists_of_a_reply_share_no_item()
    {
        var red = new PlanList { Count = 2, Steps = [new FilterStep { Where = Where("kinds", "Red") }] };

        Ids(Run(new Plan { Lists = [red, red] })).ShouldBe(["i05", "i02", "i01"]);
    }

    [Fact]
    public void Conditions_that_leave_nothing_are_told_with_the_cheapest_way_out()
    {
        var where = Where("kinds", "Round").With("year", new AttributeCondition { From = 1950, To = 1959 });

        var result = Run(List(new FilterStep { Where = where }));

        result.Lists.Single().Items.Count.ShouldBe(0);
        result
            .Notices.Single()
            .ShouldBe(new Notice(NoticeCodes.Relaxed, "No round things from the 1950s; without round there are 3, without the decade 3."));
        result.FollowUp!.Options[0].Message.ShouldBe("forget round");
    }

    [Fact]
    public void Alternatives_are_told_dropped_and_given_as_reasons_like_any_condition()
    {
        var either = ItemFilter.Empty.WithOr([
            [Where("makers", "Dee Adams"), Where("kinds", "Green")],
        ]);
        var found = Run(List(new FilterStep { Where = either }));
        Ids(found).ShouldBe(["i04", "i06"], ignoreOrder: true);
        found.Lists.Single().Items.ReasonsAt(0)[0].Text.ShouldBe("green from 1958");

        var none = Run(
            List(
                new FilterStep
                {
                    Where = either.With(
                        "year",
                        new AttributeCondition { Ranges = [new NumberRange(1960, 1969), new NumberRange(1990, 1999)] }
                    ),
                }
            )
        );
        none.Notices.Single()
            .Text.ShouldBe(
                "No things from the 1960s or the 1990s with Dee Adams or green; without the decade there are 2, without \"with Dee Adams "
                    + "or green\" 2."
            );
        none.FollowUp!.Options.Select(o => o.Message).ShouldBe(["forget the decade", "forget Dee Adams and green"]);
    }

    [Fact]
    public void A_list_of_which_all_that_was_asked_is_unknown_offers_no_way_out()
    {
        var result = Run(List(new FilterStep { Where = Where("makers", "Zorblax") }));

        result.Lists.Single().Items.Count.ShouldBe(0);
        result.Notices.ShouldBeEmpty();
        result.FollowUp.ShouldBeNull();
    }

    [Fact]
    public void A_filter_behind_a_likeness_still_finds_what_it_asks_for()
    {
        var result = Run(List(new SimilarStep { To = ["i01"], Keep = 1 }, new FilterStep { Where = Where("kinds", "Green") }));

        Ids(result).ShouldBe(["i04"]);
    }

    [Fact]
    public void A_plan_that_is_cancelled_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Should.Throw<OperationCanceledException>(() => Run(List(new FilterStep()), stop: cancelled.Token));
    }

    private static Plan List(params PlanStep[] steps) => new() { Lists = [new PlanList { Steps = steps }] };

    private static ItemFilter Where(string attribute, string value) =>
        ItemFilter.Empty.With(attribute, new AttributeCondition { All = [value] });

    private static ProfileEntry Entry(string kind, string itemId) => new(kind, itemId, null, null, DateTimeOffset.UnixEpoch, "chat");

    private static IEnumerable<string> Ids(ExecutionResult result) =>
        result.Lists.SelectMany(l => l.Items.Items.ToArray().Select(i => l.Items.Catalog.ItemId(i)));

    private ExecutionResult Run(Plan plan, Profile? profile = null, CancellationToken stop = default)
    {
        var context = new ToolContext(_serving, profile ?? Profile.Empty);
        return new PlanExecutor(new ToolBox(), context, TimeProvider.System, new PlanLimits(), stop).Execute(plan, []);
    }
}
