using InteRec.Ranking;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Training;

public class IalsTrainerTests
{
    [Fact]
    public void Factors_are_bit_equal_for_one_and_two_threads()
    {
        var data = TrainingData.Movies;
        var options = new IalsOptions
        {
            Dimensions = 24,
            Epochs = 2,
            DislikeWeight = 0.5,
        };

        var one = IalsTrainer.Train(data, options, threads: 1);
        var two = IalsTrainer.Train(data, options, threads: 2);

        one.Items.Data.SequenceEqual(two.Items.Data).ShouldBeTrue();
        one.Spectrum.Span.SequenceEqual(two.Spectrum.Span).ShouldBeTrue();
    }

    [Fact]
    public void On_the_bundled_log_it_finds_a_third_of_the_held_out_films()
    {
        var split = HashSplit.Create(TrainingData.Movies);
        var ranker = IalsTrainer.Train(split.Training, new IalsOptions(), threads: 2);

        var metrics = RankingMetrics.Measure(ranker, split.Test, 2, CancellationToken.None);

        metrics.Average(m => m.Recall20).ShouldBeGreaterThan(0.28);
        metrics.Average(m => m.Ndcg100).ShouldBeGreaterThan(0.31);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    public void A_folded_in_user_satisfies_the_normal_equations(int historyLength)
    {
        var ranker = IalsTrainer.Train(TrainingData.Movies, new IalsOptions { Dimensions = 20, Epochs = 3 }, threads: 2);
        var history = Enumerable.Range(0, historyLength).Select(j => new SignedItem((j * 37) + 5, j % 4 == 3 ? -1f : 1f)).ToArray();

        var user = ranker.Fold(history, ranker.Items).Vector;

        // (S + sum a v v' + reg I) x - sum b v = 0, written out without the solver.
        var regularization = ranker.Rule.Regularization(history);
        for (var k = 0; k < 20; k++)
        {
            double left = (ranker.Spectrum.Span[k] + regularization) * user[k],
                right = 0;
            foreach (var (item, weight) in history)
            {
                var (a, b) = ranker.Rule.Terms(weight);
                var v = ranker.Items.Vector(item);
                double dot = 0;
                for (var l = 0; l < 20; l++)
                {
                    dot += v[l] * user[l];
                }

                left += a * dot * v[k];
                right += b * v[k];
            }

            left.ShouldBe(right, 1e-3);
        }
    }

    [Fact]
    public void Cancelling_stops_the_training()
    {
        using var source = new CancellationTokenSource();
        var progress = new CancelAtFirstReport(source);

        Should.Throw<OperationCanceledException>(() =>
            IalsTrainer.Train(TrainingData.Movies, new IalsOptions(), 2, progress, cancellationToken: source.Token)
        );
    }

    private sealed class CancelAtFirstReport(CancellationTokenSource source) : IProgress<double>
    {
        public void Report(double value) => source.Cancel();
    }
}
