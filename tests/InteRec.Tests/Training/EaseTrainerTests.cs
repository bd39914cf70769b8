using InteRec.Numerics;
using InteRec.Ranking;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Training;

public class EaseTrainerTests
{
    [Theory]
    [InlineData(40, 25)] // Direct: more users than items.
    [InlineData(12, 60)] // Dual: few users.
    [InlineData(300, 260)] // More than one block of the Cholesky factorisation.
    public void Weights_equal_the_closed_form_computed_plainly(int users, int items)
    {
        var data = TrainingData.Build(TrainingData.Random(7, users, items, 6));
        data = data.With(
            new ItemFacts(
                data.ItemIds,
                [
                    [0, 3, 5],
                    [1],
                    [2, 3, 4, 7, 8],
                    [6, 9],
                ]
            )
        );
        var options = new EaseOptions
        {
            Regularization = 3,
            Dropout = 0.4,
            NeutralWeight = 0.6,
            DislikeWeight = 0.2,
            FactWeight = 1.5,
            Facts = 2,
            KeptPerItem = 0,
        };

        var ranker = EaseTrainer.Train(data, options, 2).Ranker;

        var expected = PlainEase(data, options);
        var scores = new float[data.ItemCount];
        for (var j = 0; j < data.ItemCount; j++)
        {
            ranker.Score([new SignedItem(j, 1)], scores);
            for (var i = 0; i < data.ItemCount; i++)
            {
                ((double)scores[i]).ShouldBe(expected[j, i], 1e-4);
            }
        }
    }

    [Fact]
    public void Pruned_rows_keep_the_largest_weights()
    {
        var data = TrainingData.Build(TrainingData.Random(7, 60, 40, 6));
        var whole = EaseTrainer.Train(data, new EaseOptions { Regularization = 3, KeptPerItem = 0 }).Ranker.Weights;
        var pruned = EaseTrainer.Train(data, new EaseOptions { Regularization = 3, KeptPerItem = 5 }).Ranker.Weights;

        for (var row = 0; row < pruned.RowCount; row++)
        {
            pruned.Length(row).ShouldBe(5);
            var kept = pruned.Values(row).ToArray().Min(Math.Abs);
            whole.Values(row).ToArray().Count(v => Math.Abs(v) > kept).ShouldBeLessThan(5);
        }
    }

    [Fact]
    public void Weights_are_bit_equal_for_one_and_two_threads()
    {
        var options = new EaseOptions();
        var one = EaseTrainer.Train(TrainingData.Movies, options, 1).Ranker.Weights;
        var two = EaseTrainer.Train(TrainingData.Movies, options, 2).Ranker.Weights;

        one.AllColumns.SequenceEqual(two.AllColumns).ShouldBeTrue();
        one.AllValues.SequenceEqual(two.AllValues).ShouldBeTrue();
    }

    [Fact]
    public void Where_items_do_not_fit_the_most_liked_are_trained_and_it_says_so()
    {
        var data = TrainingData.Build(TrainingData.Random(7, 4000, 900, 6));

        var (ranker, warning) = EaseTrainer.Train(data, new EaseOptions { MemoryLimitMiB = 1 }, 2);

        warning.ShouldNotBeNull().ShouldContain("trained on the 512 items with the most likes");
        Enumerable.Range(0, data.ItemCount).Count(i => ranker.Weights.Length(i) > 0).ShouldBe(512);
    }

    private static double[,] PlainEase(InteractionMatrix data, EaseOptions options)
    {
        var n = data.ItemCount;
        var g = new double[n, n];
        foreach (var row in Rows(data, options))
        {
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    g[i, j] += row[i] * row[j];
                }
            }
        }

        for (var i = 0; i < n; i++)
        {
            g[i, i] += options.Regularization!.Value + (options.Dropout * g[i, i]);
        }

        var p = Invert(g, n);
        var b = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                b[i, j] = i == j ? 0 : -p[i, j] / p[j, j];
            }
        }

        return b;
    }

    /// <summary>The users, then the two facts that most items share: the first and the third of the test.</summary>
    private static IEnumerable<double[]> Rows(InteractionMatrix data, EaseOptions options)
    {
        (SparseRows Rows, double Weight)[] parts =
        [
            (data.Likes, 1),
            (data.Neutral, options.NeutralWeight),
            (data.Dislikes, options.DislikeWeight),
        ];
        for (var user = 0; user < data.UserCount; user++)
        {
            var row = new double[data.ItemCount];
            foreach (var (rows, weight) in parts)
            {
                foreach (var item in rows.Columns(user))
                {
                    row[item] = weight;
                }
            }

            yield return row;
        }

        foreach (var fact in new[] { 0, 2 })
        {
            var row = new double[data.ItemCount];
            foreach (var item in data.Facts.Columns(fact))
            {
                row[item] = options.FactWeight;
            }

            yield return row;
        }
    }

    /// <summary>Gauss and Jordan without pivoting: the matrix is positive definite.</summary>
    private static double[,] Invert(double[,] a, int n)
    {
        var inverse = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            inverse[i, i] = 1;
        }

        for (var c = 0; c < n; c++)
        {
            var pivot = a[c, c];
            for (var j = 0; j < n; j++)
            {
                a[c, j] /= pivot;
                inverse[c, j] /= pivot;
            }

            for (var r = 0; r < n; r++)
            {
                var factor = r == c ? 0 : a[r, c];
                for (var j = 0; factor != 0 && j < n; j++)
                {
                    a[r, j] -= factor * a[c, j];
                    inverse[r, j] -= factor * inverse[c, j];
                }
            }
        }

        return inverse;
    }
}
