using System.Text.RegularExpressions;
using FsCheck.Fluent;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Tests.Support;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Microsoft.Extensions.Options;
using Xunit;

namespace InteRec.Tests.Planning;

/// <summary>What the caller sets holds, whatever the catalogue, the profile, the conditions and the plan.</summary>
public sealed partial class CallerConditionProperties
{
    private const int Runs = 300;
    private readonly PlanRunner _runner = new(new ToolBox(), Options.Create(new PlanLimits { Lists = 16 }), TimeProvider.System);

    [Fact]
    public void No_item_outside_is_in_a_list_or_a_fact() =>
        ForAll(
            (world, inside, plan) =>
            {
                var result = Run(inside, world, plan);
                var ids = result
                    .Lists.SelectMany(l => l.Items.Items.ToArray())
                    .Select(world.Serving.Catalog.ItemId)
                    .Concat((result.Facts ?? []).Select(f => f.ItemId).OfType<string>());
                return result.Critic is { Unwanted: 0, Broken: 0 } && ids.All(id => IsInside(world, inside.Scope, id));
            }
        );

    [Fact]
    public void No_text_names_an_item_outside() =>
        ForAll(
            (world, inside, plan) =>
            {
                var result = Run(inside, world, plan);
                string?[] texts =
                [
                    .. result.Notices.Select(n => n.Text),
                    .. result.Trace.Select(t => t.Note),
                    .. (result.Facts ?? []).SelectMany(f => f.Values),
                    result.FollowUp?.Question,
                    .. result.FollowUp?.Options.SelectMany(o => (string[])[o.Label, o.Message]) ?? [],
                    .. result.Lists.SelectMany(l => Enumerable.Range(0, l.Items.Count).SelectMany(l.Items.ReasonsAt)).Select(r => r.Text),
                ];
                return texts
                    .OfType<string>()
                    .SelectMany(t => Titles().Matches(t))
                    .All(m => IsInside(world, inside.Scope, $"i{m.Groups["number"].Value.PadLeft(3, '0')}"));
            }
        );

    [Fact]
    public void Everything_is_as_if_what_is_outside_were_hidden() =>
        ForAll(
            (world, inside, plan) =>
            {
                var items = world.Items.Select(i => i with { Hidden = i.Hidden || !IsInside(world, inside.Scope, i.ItemId) });
                var hidden = new ServingState(CatalogSnapshot.Build(SmallCatalog.Schema, items));
                return Told(Run(inside, world, plan)) == Told(Run(hidden, world, plan));
            }
        );

    [Fact]
    public void What_is_told_of_them_can_be_set_again() =>
        ForAll(
            (world, inside, plan) =>
            {
                var again = _runner.Scope(inside.Scope.Told, world.Serving).Of(world.Serving);
                return Told(Run(again, world, plan)) == Told(Run(inside, world, plan));
            }
        );

    private static bool IsInside(RandomWorld world, CallerScope scope, string id) =>
        world.Serving.Catalog.IndexOf(id) is >= 0 and var item
        && world.Serving.Catalog.Available[item]
        && scope.Where.All(part => world.Serving.Filters.Meets(item, part))
        && !(scope.Conditions.Exclude ?? []).Contains(id);

    private static string Told(ExecutionResult result) =>
        string.Join(
            '\n',
            (string[])
                [
                    .. result.Lists.Select(l =>
                        $"{l.Label} {l.Found} {string.Join(',', l.Items.Items.ToArray())} {string.Join(',', l.Items.Scores.ToArray())}"
                    ),
                    .. (result.Facts ?? []).Select(f =>
                        $"{f.ItemId} {f.Attribute} {string.Join(',', f.Values)} {string.Join(',', f.Counts ?? [])} {f.Of}"
                    ),
                    .. result.Notices.Select(n => n.Text),
                    .. result.FollowUp?.Options.Select(o => o.Label) ?? [],
                    result.FollowUp?.Question ?? "",
                ]
        );

    private ExecutionResult Run(ServingState serving, RandomWorld world, Plan plan) =>
        _runner.Run(_runner.Prepare(plan, serving), serving, world.Profile, [], default);

    private void ForAll(Func<RandomWorld, ServingState, Plan, bool> holds) =>
        Seeded.Check(
            Prop.ForAll(
                Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
                seed =>
                {
                    var world = new RandomWorld(seed);
                    var conditions = new CallerConditions
                    {
                        Where = Known(world, world.Filter()),
                        Exclude = [world.ItemId(), world.ItemId()],
                    };
                    var plan = world.Plan();
                    plan = plan with { Lists = [.. plan.Lists, .. world.Questions()] };
                    return holds(world, _runner.Scope(conditions, world.Serving).Of(world.Serving), plan);
                }
            ),
            Runs
        );

    /// <summary>The conditions on values that the world has: others are refused.</summary>
    private static ItemFilter Known(RandomWorld world, ItemFilter filter) =>
        filter.Select(
            (name, condition) =>
                (condition.Any ?? [])
                    .Concat(condition.All ?? [])
                    .Concat(condition.None ?? [])
                    .All(v => world.Serving.Catalog.Categories(name)!.ValueId(v) >= 0)
                    ? condition
                    : null
        );

    [GeneratedRegex("(Apple|Pear) (?<number>[0-9]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Titles();
}
