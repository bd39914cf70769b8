using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tools;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Tools;

/// <summary>Questions about the catalogue and about what earlier steps left.</summary>
public sealed class LookupOfCandidatesTests
{
    private readonly PlanRunner _runner = new(new ToolBox(), Options.Create(new PlanLimits()), TimeProvider.System);
    private readonly ServingState _serving = new(SmallCatalog.Snapshot);

    [Fact]
    public void The_catalogue_is_counted_whole_whatever_the_person_knows_or_was_listed_before()
    {
        var seen = new Profile("u", [new ProfileEntry(ProfileKinds.Seen, "i02", null, null, DateTimeOffset.UnixEpoch, "chat")], []);
        var plan = new Plan
        {
            Lists = [new PlanList { Steps = [new RankStep()] }, new PlanList { Steps = [new LookupStep { Question = "count" }] }],
        };

        var facts = Run(plan, seen).Facts!;

        facts.Single().ShouldSatisfyAllConditions(f => f.Values.ShouldBe(["7"]), f => f.Question.ShouldBe("count"));
        Say(plan, facts).ShouldBe("There are 7 things.");
    }

    [Fact]
    public void A_range_goes_from_the_least_to_the_greatest_of_the_candidates()
    {
        var all = Asked(new LookupStep { Question = "range" });
        all.Facts.Single().Values.ShouldBe(["1950", "2004"]);
        all.Text.ShouldBe("The year goes from 1950 to 2004.");

        var red = Asked(new FilterStep { Where = Where("kinds", "Red") }, new LookupStep { Question = "range", Attributes = ["size"] });
        red.Text.ShouldBe("The size goes from 2 cm to 12 cm.");
    }

    [Fact]
    public void Values_are_told_with_their_counts_and_years_by_decade()
    {
        Asked(new LookupStep { Question = "values", Attributes = ["kinds"] })
            .Text.ShouldBe("Kinds: Red (3), Round (3), Blue (2), Green (1).");
        Asked(new LookupStep { Question = "values", Attributes = ["year"] })
            .Text.ShouldBe("Years: 1950-1959 (3), 1960-1969 (1), 1990-1999 (1), 2000-2009 (1).");
    }

    [Fact]
    public void Two_questions_of_one_plan_are_each_answered_in_their_own_words()
    {
        Asked(new LookupStep { Question = "count" }, new LookupStep { Question = "range" })
            .Text.ShouldBe("There are 7 things. The year goes from 1950 to 2004.");
    }

    [Fact]
    public void A_question_about_an_unknown_item_has_no_answer_and_lists_nothing()
    {
        var grounded = PlanGrounding.Ground(
            new Plan { Lists = [new PlanList { Steps = [new LookupStep { Items = ["Zorblax 9"] }] }] },
            _serving
        );

        var result = _runner.Run(grounded, _serving, Profile.Empty, [], default);

        result.Facts.ShouldBe([]);
        result.Lists.ShouldBeEmpty();
        grounded.Unknown.ShouldBe(["Zorblax 9"]);
    }

    [Fact]
    public void Facts_without_items_are_those_of_the_first_of_an_ordered_list()
    {
        var plan = new Plan
        {
            Lists = [new PlanList { Count = 1, Steps = [new RankStep { By = "year" }, new LookupStep { Attributes = ["makers"] }] }],
        };

        Run(plan, Profile.Empty).Facts!.Single().ItemId.ShouldBe("i06");
    }

    private (IReadOnlyList<Fact> Facts, string Text) Asked(params PlanStep[] steps)
    {
        var plan = new Plan { Intent = Intent.Lookup, Lists = [new PlanList { Steps = steps }] };
        var facts = Run(plan, Profile.Empty).Facts!;
        return (facts, Say(plan, facts));
    }

    private ExecutionResult Run(Plan plan, Profile profile) => _runner.Run(_runner.Prepare(plan, _serving), _serving, profile, [], default);

    private static string Say(Plan plan, IReadOnlyList<Fact> facts) =>
        string.Join(' ', new FactSentences(SmallCatalog.Snapshot, plan).Write(facts));

    private static ItemFilter Where(string attribute, string value) =>
        ItemFilter.Empty.With(attribute, new AttributeCondition { All = [value] });
}
