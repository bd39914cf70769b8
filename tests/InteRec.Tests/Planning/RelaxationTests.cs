using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning;

public sealed class RelaxationTests
{
    private static readonly ElementaryCondition Bo = Any("makers", "Bo Jones");
    private static readonly ElementaryCondition Green = Any("kinds", "Green");
    private static readonly ElementaryCondition Round = Any("kinds", "Round");
    private readonly ServingState _serving = new(SmallCatalog.Snapshot);

    // Nothing green is by Bo Jones: without Bo Jones there is one thing, without green there are three.
    [Fact]
    public void The_way_out_that_leaves_most_comes_first()
    {
        var options = Find(1, Bo, Green);

        options.Select(o => o.Dropped.Single()).ShouldBe([Green, Bo]);
        options.Select(o => o.Count).ShouldBe([3, 1]);
        Find(1, Green, Bo).Select(o => o.Dropped.Single()).ShouldBe([Green, Bo], "the order of the conditions does not decide");
    }

    [Fact]
    public void A_way_out_that_leaves_too_little_is_none()
    {
        Find(2, Bo, Green).Select(o => o.Dropped.Single()).ShouldBe([Green]);
        Find(4, Bo, Green).Single().Dropped.ShouldBe([Bo, Green], "only without both are there four");
    }

    [Fact]
    public void Fewer_conditions_are_dropped_before_more()
    {
        var options = Find(1, Bo, Green, Round);

        // Without Green two things are left, without any other single condition none.
        options.Select(o => (string.Join('+', o.Dropped.Select(d => d.Values[0])), o.Count)).ShouldBe([("Green", 2)]);
    }

    private List<RelaxationOption> Find(int enough, params ElementaryCondition[] conditions) =>
        Relaxation.Find(_serving, _serving.Catalog.Available.Copy(), conditions, enough, CancellationToken.None);

    private static ElementaryCondition Any(string attribute, string value) => new(attribute, ConditionKind.Any) { Values = [value] };
}
