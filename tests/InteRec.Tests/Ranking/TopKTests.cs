using FsCheck.Fluent;
using InteRec.Numerics;
using InteRec.Ranking;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Ranking;

public class TopKTests
{
    [Fact]
    public void It_equals_a_stable_sort_for_any_scores_and_any_k()
    {
        // Few distinct values, so that ties are the rule.
        var scores = Gen.Choose(-3, 3).Select(v => v == -3 ? float.NegativeInfinity : v * 0.5f).ArrayOf();
        Seeded.Check(
            Prop.ForAll(
                scores.ToArbitrary(),
                Gen.Choose(0, 40).ToArbitrary(),
                (values, k) =>
                {
                    var best = new ScoredItem[k];
                    var count = TopK.Select(values, best);
                    var expected = Enumerable
                        .Range(0, values.Length)
                        .Where(i => values[i] > float.NegativeInfinity)
                        .OrderByDescending(i => values[i])
                        .ThenBy(i => i)
                        .Take(k);
                    return best.Take(count).Select(b => b.Item).SequenceEqual(expected);
                }
            )
        );
    }

    [Fact]
    public void Only_allowed_items_are_selected()
    {
        Seeded.Check(
            Prop.ForAll(
                Gen.Choose(0, 1 << 30).ToArbitrary(),
                seed =>
                {
                    var random = new Random(seed);
                    var scores = Enumerable.Range(0, 150).Select(_ => (float)random.NextDouble()).ToArray();
                    ulong[] allowed = [(ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64()];
                    var best = new ScoredItem[10];
                    var count = TopK.Select(scores, best, allowed);
                    var expected = Enumerable
                        .Range(0, 150)
                        .Where(i => (allowed[i / 64] >> (i % 64) & 1) != 0)
                        .OrderByDescending(i => scores[i])
                        .Take(10);
                    return best.Take(count).Select(b => b.Item).SequenceEqual(expected);
                }
            )
        );
    }

    [Fact]
    public void Not_a_number_is_never_selected()
    {
        var best = new ScoredItem[3];
        TopK.Select([float.NaN, 1, float.NaN, 0], best).ShouldBe(2);
        best[0].Item.ShouldBe(1);
    }

    [Fact]
    public void Candidates_out_of_order_give_ties_to_the_smaller_item()
    {
        var best = new ScoredItem[2];
        TopK.Select([9, 4, 7], [1f, 1f, 1f], best).ShouldBe(2);
        best.Select(b => b.Item).ShouldBe([4, 7]);
    }

    [Fact]
    public void A_batched_scan_of_the_factors_equals_one_query_at_a_time()
    {
        var random = new Random(3);
        var items = Draw(random, 3000, 20);
        var queries = Draw(random, 5, 20);
        var batch = new ScoredItem[5 * 7];
        var counts = new int[5];

        FactorScan.TopBatch(items, queries, batch, counts);

        for (var q = 0; q < 5; q++)
        {
            var one = new ScoredItem[7];
            FactorScan.Top(items, queries.Row(q), [], one).ShouldBe(counts[q]);
            batch.Skip(q * 7).Take(7).ShouldBe(one);
        }
    }

    private static FactorMatrix Draw(Random random, int rows, int dimensions)
    {
        var matrix = new FactorMatrix(rows, dimensions);
        for (var r = 0; r < rows; r++)
        {
            foreach (ref var value in matrix.Vector(r))
            {
                value = random.NextSingle() - 0.5f;
            }
        }

        return matrix;
    }
}
