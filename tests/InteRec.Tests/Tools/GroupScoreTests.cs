using FsCheck.Fluent;
using InteRec.Tests.Support;
using InteRec.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Tools;

/// <summary>What is fair: nobody's worst leads, and nobody speaks louder than the others.</summary>
public sealed class GroupScoreTests
{
    [Fact]
    public void What_one_member_puts_at_the_very_bottom_does_not_lead() =>
        ForAll(members =>
        {
            var joined = GroupScore.Joined(members);
            var bottom = Enumerable.Range(0, joined.Length).Where(i => members.Any(m => m.Count(s => s <= m[i]) == 1)).ToList();
            var others = Enumerable.Range(0, joined.Length).Except(bottom).ToList();
            return bottom.TrueForAll(i => joined[i] == 0)
                && joined.All(s => s is >= 0 and <= 1)
                && (
                    bottom.Count == 0
                    || others.Count == 0
                    || others.Max(i => joined[i]) > 0
                    || members.TrueForAll(m => others.TrueForAll(i => m[i] == m.Min()))
                );
        });

    [Fact]
    public void Members_of_one_mind_get_what_each_of_them_would_get() =>
        ForAll(members =>
        {
            var one = members[0];
            var joined = GroupScore.Joined([.. Enumerable.Repeat(one, members.Count)]);
            return Enumerable
                .Range(0, one.Length)
                .All(i => Enumerable.Range(0, one.Length).All(j => one[i] <= one[j] || joined[i] >= joined[j]));
        });

    [Fact]
    public void A_member_with_a_larger_scale_does_not_speak_louder() =>
        ForAll(members =>
        {
            var louder = members.Select((m, i) => i == 0 ? Array.ConvertAll(m, s => 8 * s) : m).ToList();
            return GroupScore.Joined(louder).Zip(GroupScore.Joined(members)).All(s => Math.Abs(s.First - s.Second) < 1e-4f);
        });

    [Fact]
    public void A_majority_does_not_put_ones_worst_first()
    {
        float[] ann = [1, 0.6f, 0.5f, 0.1f, 0.2f, 0.3f],
            cy = [0, 0.9f, 0.8f, 0.5f, 0.4f, 0.3f];

        var joined = GroupScore.Joined([ann, ann, ann, ann, cy]);

        joined.Index().MaxBy(s => s.Item).Index.ShouldBe(1);
        joined[0].ShouldBe(0);
    }

    [Fact]
    public void Who_finds_all_alike_has_no_say()
    {
        float[] ann = [0.1f, 0.9f, 0.4f],
            all = [0.5f, 0.5f, 0.5f];

        ScoreOrder.Descending(GroupScore.Joined([ann, all])).ShouldBe([1, 2, 0]);
    }

    private static void ForAll(Func<List<float[]>, bool> holds) =>
        Seeded.Check(
            Prop.ForAll(
                Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
                seed =>
                {
                    var random = new Random(seed);
                    var (items, levels) = (random.Next(2, 60), random.Next(2, 100));
                    return holds([
                        .. Enumerable
                            .Range(0, random.Next(1, 21))
                            .Select(_ => Enumerable.Range(0, items).Select(_ => (float)random.Next(levels) / levels).ToArray()),
                    ]);
                }
            ),
            300
        );
}
