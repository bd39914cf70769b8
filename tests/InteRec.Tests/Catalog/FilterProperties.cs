using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Tests.Support;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Xunit;

namespace InteRec.Tests.Catalog;

/// <summary>Random filters against a reading of the items' own values that knows no column, no set and no elementary condition.</summary>
public sealed class FilterProperties
{
    private const int Runs = 500;

    private static Arbitrary<int> Seeds => Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    [Fact]
    public void A_filter_keeps_exactly_the_items_that_meet_it() =>
        ForAll(
            (world, filter) =>
                world.Serving.Filters.Apply(Bitmap.All(world.Items.Count), filter).ToArray().SequenceEqual(Meeting(world, filter))
        );

    [Fact]
    public void Both_of_two_filters_is_met_by_what_meets_each() =>
        ForAll(
            (world, filter) =>
            {
                var other = world.Filter(6);
                return world
                    .Serving.Filters.Apply(Bitmap.All(world.Items.Count), ItemFilter.Both(filter, other))
                    .ToArray()
                    .SequenceEqual(Meeting(world, filter).Intersect(Meeting(world, other)));
            }
        );

    [Fact]
    public void A_filter_written_and_read_again_is_the_same() =>
        ForAll(
            (_, filter) =>
            {
                var json = JsonSerializer.Serialize(filter, PlanJson.Options);
                return JsonSerializer.Serialize(JsonSerializer.Deserialize<ItemFilter>(json, PlanJson.Options), PlanJson.Options) == json;
            }
        );

    private static void ForAll(Func<RandomWorld, ItemFilter, bool> holds) =>
        Seeded.Check(
            Prop.ForAll(
                Seeds,
                seed =>
                {
                    var world = new RandomWorld(seed);
                    return holds(world, world.Filter(6));
                }
            ),
            Runs
        );

    private static IEnumerable<int> Meeting(RandomWorld world, ItemFilter filter) =>
        Enumerable.Range(0, world.Items.Count).Where(i => Meets(world.Items[i], filter));

    private static bool Meets(Item item, ItemFilter filter) =>
        filter.Conditions.All(c => Meets(item, c.Key, c.Value)) && filter.Or.All(group => group.Any(a => Meets(item, a)));

    private static bool Meets(Item item, string attribute, AttributeCondition condition)
    {
        var values = item.Values.GetValueOrDefault(attribute) ?? [];
        double? number =
            values.Count > 0 && double.TryParse(values[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : null;
        return (condition.Any is not { Count: > 0 } any || any.Any(values.Contains))
            && (condition.All ?? []).All(values.Contains)
            && !(condition.None ?? []).Any(values.Contains)
            && (condition.From is null || number >= condition.From)
            && (condition.To is null || number <= condition.To)
            && (condition.Ranges is not { Count: > 0 } ranges || ranges.Any(r => Within(number, r)))
            && !(condition.Outside ?? []).Any(r => Within(number, r))
            && (condition.Has is not { } has || values.Count > 0 == has);
    }

    private static bool Within(double? number, NumberRange range) => number is not null && !(number < range.From) && !(number > range.To);
}
