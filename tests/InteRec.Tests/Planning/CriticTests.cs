using InteRec.Catalog;
using InteRec.Interactions;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning;

/// <summary>The critic on its own, given candidates that no tool should have let through.</summary>
public sealed class CriticTests
{
    private readonly ServingState _serving = new(SmallCatalog.Snapshot);

    [Theory]
    [InlineData(ProfileKinds.Seen)]
    [InlineData(ProfileKinds.Liked)]
    public void What_the_person_knows_is_taken_out_and_the_next_moves_up(string kind)
    {
        var (ids, report) = Review(new Profile("u", [Entry(kind, "i02")], []), new PlanList(), "i02", "i01", "i03");

        ids.ShouldBe(["i01", "i03"]);
        (report.Known, report.Unwanted, report.Short, report.Checked).ShouldBe((1, 0, 0, 3));
    }

    [Theory]
    [InlineData(-1f, true)]
    [InlineData(0f, true)]
    [InlineData(0.49f, false)]
    [InlineData(0.5f, true)]
    public void What_was_used_is_taken_out_and_what_was_only_looked_at_is_not(float weight, bool isKnown)
    {
        var profile = new Profile("u", [], [new HistoryEntry("i02", weight, DateTimeOffset.UnixEpoch)]);

        Review(profile, new PlanList(), "i02", "i01", "i03").Ids[0].ShouldBe(isKnown ? "i01" : "i02");
    }

    [Fact]
    public void What_was_used_stays_where_it_may_be_recommended_again()
    {
        var profile = new Profile("u", [], [new HistoryEntry("i02", 1, DateTimeOffset.UnixEpoch) { MayRepeat = true }]);

        Review(profile, new PlanList(), "i02", "i01", "i03").Ids.ShouldContain("i02");
    }

    [Fact]
    public void What_the_plan_names_may_be_known_but_not_unwanted()
    {
        var named = new PlanList { Steps = [new FilterStep { Items = ["i02", "i03"] }] };
        var profile = new Profile("u", [Entry(ProfileKinds.Seen, "i02"), Entry(ProfileKinds.Disliked, "i03")], []);

        var (ids, report) = Review(profile, named, "i02", "i03");

        ids.ShouldBe(["i02"]);
        (report.Known, report.Unwanted, report.Short).ShouldBe((0, 1, 1));
    }

    [Fact]
    public void What_is_hidden_excluded_or_against_a_condition_is_taken_out()
    {
        var red = ItemFilter.Empty.With("kinds", new AttributeCondition { Any = ["Red"] });
        var list = new PlanList { Steps = [new FilterStep { Where = red, Exclude = ["i01"] }] };

        var (ids, report) = Review(Profile.Empty, list, "i07", "i01", "i03", "i02");

        ids.ShouldBe(["i02"]);
        (report.Unwanted, report.Broken).ShouldBe((1, 2));
    }

    [Fact]
    public void An_item_of_one_list_is_not_in_the_next()
    {
        var critic = new Critic(_serving, Profile.Empty);
        critic.Review(Candidates("i01"), new ListReading(new PlanList()), 1);

        var (items, report) = critic.Review(Candidates("i01", "i02"), new ListReading(new PlanList()), 2);

        items.Items.ToArray().Select(_serving.Catalog.ItemId).ShouldBe(["i02"]);
        (report.Repeated, report.Short).ShouldBe((1, 1));
    }

    private (List<string> Ids, CriticReport Report) Review(Profile profile, PlanList list, params string[] candidates)
    {
        var (items, report) = new Critic(_serving, profile).Review(Candidates(candidates), new ListReading(list), 2);
        return ([.. items.Items.ToArray().Select(_serving.Catalog.ItemId)], report);
    }

    private CandidateSet Candidates(params string[] ids) =>
        new(_serving.Catalog, [.. ids.Select(_serving.Catalog.IndexOf)], new float[ids.Length], isOrdered: true);

    private static ProfileEntry Entry(string kind, string item) => new(kind, item, null, null, DateTimeOffset.UnixEpoch, "chat");
}
