using InteRec.Numerics;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Numerics;

public class RowParallelTests
{
    [Theory]
    [InlineData(0, 4, 3)]
    [InlineData(1, 4, 3)]
    [InlineData(8, 4, 3)]
    [InlineData(9, 4, 3)]
    [InlineData(100, 7, 2)]
    [InlineData(9, 4, 1)]
    public void Every_row_is_worked_on_once(int rows, int block, int threads)
    {
        var worked = new int[rows];
        RowParallel.For(
            rows,
            block,
            threads,
            () => new List<int>(),
            (scratch, start, end) =>
            {
                (end - start).ShouldBeInRange(1, block);
                scratch.Clear();
                scratch.AddRange(Enumerable.Range(start, end - start));
                scratch.ForEach(row => Interlocked.Increment(ref worked[row]));
            },
            CancellationToken.None
        );

        worked.ShouldAllBe(times => times == 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_sum_by_rows_does_not_depend_on_the_threads(int threads)
    {
        var values = Reference.Random(1, 1000);
        var sums = new float[100];

        RowParallel.For(
            100,
            3,
            threads,
            (start, end) =>
            {
                for (var row = start; row < end; row++)
                {
                    sums[row] = values.AsSpan(row * 10, 10).ToArray().Sum();
                }
            },
            CancellationToken.None
        );

        sums.ShouldBe(values.Chunk(10).Select(row => row.Sum()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Work_that_is_stopped_or_fails_says_so(int threads)
    {
        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => RowParallel.For(100, 1, threads, (_, _) => stop.Cancel(), stop.Token));
        void Fail() => RowParallel.For(100, 1, threads, (_, _) => throw new InvalidOperationException("row"), CancellationToken.None);
        Should.Throw<Exception>(Fail).GetBaseException().Message.ShouldBe("row");
    }

    [Theory]
    [InlineData(0, 10, 5, 0.5)]
    [InlineData(0, 10, -1, 0)]
    [InlineData(0, 10, 11, 1)]
    [InlineData(3, 3, 3, 0)]
    [InlineData(double.MinValue, double.MaxValue, 0, 0.5)]
    [InlineData(0, 10, double.NaN, 0)]
    [InlineData(double.NaN, 10, 5, 0)]
    [InlineData(0, double.PositiveInfinity, 5, 0)]
    public void A_place_within_bounds_is_always_from_0_to_1(double least, double greatest, double number, double expected) =>
        new UnitRange(least, greatest).Of(number).ShouldBe(expected, 1e-12);

    [Fact]
    public void Scores_that_are_no_numbers_count_as_0()
    {
        float[] scores = [1.5f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, -2];
        Finite.Scores(scores);

        scores.ShouldBe([1.5f, 0, 0, 0, -2]);
        (Finite.Score(1e300), Finite.Score(double.NaN), Finite.Score(-0.25)).ShouldBe((0f, 0f, -0.25f));
    }
}
