using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tests.Support;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning;

/// <summary>What every reply promises, whatever the catalogue, the profile and the plan.</summary>
public sealed class GuaranteeProperties
{
    private const int Runs = 300;
    private readonly PlanRunner _runner = new(new ToolBox(), Options.Create(new PlanLimits()), TimeProvider.System);

    [Fact]
    public void No_item_comes_twice_in_a_reply() => ForAll((_, _, result) => Items(result).Count == Items(result).Distinct().Count());

    [Fact]
    public void No_item_is_hidden_unwanted_or_disliked() =>
        ForAll(
            (world, _, result) =>
                Items(result)
                    .TrueForAll(item =>
                        world.Serving.Catalog.Available[item]
                        && !result.Profile.Entries.Any(e =>
                            e.Kind is ProfileKinds.Unwanted or ProfileKinds.Disliked && Names(world, e, item)
                        )
                    )
        );

    [Fact]
    public void No_item_is_known_to_the_person_unless_the_plan_names_it() =>
        ForAll(
            (world, plan, result) =>
                Items(result)
                    .TrueForAll(item =>
                        plan.Lists.SelectMany(l => new ListReading(l).Items).Contains(world.Serving.Catalog.ItemId(item))
                        || (
                            !result.Profile.Entries.Any(e =>
                                e.Kind is ProfileKinds.Seen or ProfileKinds.Liked && e.ItemId == world.Serving.Catalog.ItemId(item)
                            ) && !result.Profile.History.Any(h => Guarantees.IsUse(h) && h.ItemId == world.Serving.Catalog.ItemId(item))
                        )
                    )
        );

    [Fact]
    public void A_group_gets_nothing_that_one_of_its_members_does_not_want_or_knows() =>
        Seeded.Check(
            Prop.ForAll(
                Seeds,
                seed =>
                {
                    var world = new RandomWorld(seed);
                    var members = Enumerable.Range(0, 1 + (seed % 4)).Select(i => world.Person($"m{i}")).ToList();
                    var group = (seed % 2 == 0 ? members[0] : Profile.Empty) with { Company = seed % 2 == 0 ? members[1..] : members };
                    var plan = world.Plan() with { Remember = null };
                    var together = _runner.Run(_runner.Prepare(plan, world.Serving), world.Serving, group, [], default);
                    return together.Critic is { Unwanted: 0, Known: 0 }
                        && members.TrueForAll(member =>
                        {
                            var own = new Critic(world.Serving, member);
                            return together
                                .Lists.Select(
                                    (list, i) =>
                                        own.Review(list.Items, new ListReading(plan.Lists[i]), list.Items.Count).Items.Count
                                        == list.Items.Count
                                )
                                .All(holds => holds);
                        });
                }
            ),
            Runs
        );

    [Fact]
    public void Every_item_meets_every_hard_condition_and_exclusion() =>
        ForAll(
            (world, plan, result) =>
                result
                    .Lists.Select(
                        (list, i) =>
                        {
                            var reading = new ListReading(plan.Lists[i]);
                            return list
                                .Items.Items.ToArray()
                                .All(item =>
                                    reading.Where.All(c => world.Serving.Filters.Meets(item, c))
                                    && !reading.Exclude.Contains(world.Serving.Catalog.ItemId(item))
                                    && !(
                                        reading.ExcludeSeries.Count > 0
                                        && world.Serving.Catalog.Title(item).StartsWith("Apple", StringComparison.Ordinal)
                                    )
                                );
                        }
                    )
                    .All(holds => holds)
        );

    [Fact]
    public void The_critic_finds_nothing_because_the_tools_obey() =>
        ForAll((_, _, result) => result.Critic is { Broken: 0, Repeated: 0, Unwanted: 0, Known: 0 });

    [Fact]
    public void No_list_is_longer_than_asked_and_scores_fall_from_at_most_one() =>
        ForAll(
            (_, plan, result) =>
                result
                    .Lists.Select(
                        (list, i) =>
                            list.Items.Count <= plan.Lists[i].Count
                            && list.Items.Scores.ToArray() is var scores
                            && scores.All(s => s is >= 0 and <= 1)
                            && scores.SequenceEqual(scores.OrderDescending())
                    )
                    .All(holds => holds)
        );

    [Fact]
    public void Every_reply_can_be_written_as_JSON_whatever_the_columns_hold() =>
        ForAll((_, _, result) => result.Lists.All(list => JsonSerializer.Serialize(ListedItems.Of(list.Items)).Length > 0));

    [Fact]
    public void How_well_known_and_liked_an_item_is_lies_between_nothing_and_one() =>
        Seeded.Check(
            Prop.ForAll(
                Seeds,
                seed =>
                {
                    var catalog = new RandomWorld(seed).Serving.Catalog;
                    var random = new Random(seed);
                    float[] extremes = [0, -3, 2, float.NaN, float.PositiveInfinity, float.MinValue];
                    var uses = Enumerable
                        .Range(0, random.Next(2) * catalog.Count)
                        .Select(_ => extremes[random.Next(extremes.Length)])
                        .ToArray();
                    var standing = ItemStanding.Of(catalog, uses);
                    return standing.Popularity.Concat(standing.Quality).Concat(standing.Overall).All(part => part is >= 0 and <= 1)
                        && !float.IsNaN(standing.HighPopularity + standing.HighQuality);
                }
            ),
            Runs
        );

    [Fact]
    public void The_same_plan_gives_the_same_reply() =>
        ForAll(
            (world, plan, result) =>
            {
                var again = Run(new RandomWorld(world.Seed).Serving, world, plan);
                return again
                        .Lists.Select(l => (l.Label, string.Join(',', l.Items.Items.ToArray()), string.Join(',', l.Items.Scores.ToArray())))
                        .SequenceEqual(
                            result.Lists.Select(l =>
                                (l.Label, string.Join(',', l.Items.Items.ToArray()), string.Join(',', l.Items.Scores.ToArray()))
                            )
                        ) && again.Notices.SequenceEqual(result.Notices);
            }
        );

    [Fact]
    public void Conditions_as_sets_say_the_same_as_the_items_own_values() =>
        Seeded.Check(
            Prop.ForAll(
                Seeds,
                seed =>
                {
                    var world = new RandomWorld(seed);
                    var parts = ElementaryCondition.Of(world.Filter(6));
                    return parts.TrueForAll(p =>
                        Enumerable
                            .Range(0, world.Serving.Catalog.Count)
                            .All(i => world.Serving.Filters.Meeting(p)[i] == world.Serving.Filters.Meets(i, p))
                    );
                }
            ),
            Runs
        );

    [Fact]
    public void Any_plan_is_refused_with_reasons_or_runs() =>
        Seeded.Check(
            Prop.ForAll(
                Seeds,
                seed =>
                {
                    var world = new RandomWorld(seed);
                    foreach (var plan in new[] { world.Plan(), world.Broken() })
                    {
                        var problems = _runner.Validate(plan, world.Serving);
                        if (problems.Count == 0)
                        {
                            Run(world.Serving, world, plan).ShouldNotBeNull();
                        }
                        else
                        {
                            problems.ShouldAllBe(p => p.Path.Length > 0 && p.Text.Length < 500);
                        }
                    }
                }
            ),
            Runs
        );

    [Fact]
    public void The_ways_out_are_the_smallest_and_their_counts_are_true() =>
        Seeded.Check(
            Prop.ForAll(
                Seeds,
                seed =>
                {
                    var world = new RandomWorld(seed);
                    var parts = ElementaryCondition.Of(world.Filter(6));
                    var start = new Guarantees(world.Serving, world.Profile).Start(new ListReading(new PlanList()));
                    if (parts.Count == 0 || Left(world, start, parts) > 0)
                    {
                        return true;
                    }

                    var options = Relaxation.Find(world.Serving, start, parts, 1, default);
                    var counts = Enumerable
                        .Range(0, 1 << parts.Count)
                        .Select(set => (Size: int.PopCount(set), Left: Left(world, start, parts.Where((_, i) => (set >> i & 1) == 0))))
                        .ToList();
                    var smallest = counts.Where(c => c.Left > 0 && c.Size <= 4).Select(c => c.Size).DefaultIfEmpty(0).Min();
                    return smallest == 0
                        ? options.Count == 0
                        : options.Count == counts.Count(c => c.Size == smallest && c.Left > 0)
                            && options.TrueForAll(o =>
                                o.Dropped.Count == smallest && o.Count == Left(world, start, parts.Except(o.Dropped))
                            );
                }
            ),
            Runs
        );

    private static Arbitrary<int> Seeds => Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    private void ForAll(Func<RandomWorld, Plan, ExecutionResult, bool> holds) =>
        Seeded.Check(
            Prop.ForAll(
                Seeds,
                seed =>
                {
                    var world = new RandomWorld(seed);
                    var plan = world.Plan();
                    return holds(world, plan, Run(world.Serving, world, plan));
                }
            ),
            Runs
        );

    private ExecutionResult Run(ServingState serving, RandomWorld world, Plan plan) =>
        _runner.Run(_runner.Prepare(plan, serving), serving, world.Profile, [], default);

    private static List<int> Items(ExecutionResult result) => [.. result.Lists.SelectMany(l => l.Items.Items.ToArray())];

    private static bool Names(RandomWorld world, ProfileEntry entry, int item) =>
        entry.ItemId is { } id
            ? world.Serving.Catalog.ItemId(item) == id
            : world.Serving.Catalog.Column(entry.Attribute!)!.Texts(item).Contains(entry.Value);

    private static int Left(RandomWorld world, Bitmap start, IEnumerable<ElementaryCondition> parts)
    {
        var set = start.Copy();
        foreach (var part in parts)
        {
            world.Serving.Filters.Apply(set, part);
        }

        return set.Count();
    }
}
