using InteRec.Numerics;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Numerics;

public class SparseRowsTests
{
    public static TheoryData<int, int> Shapes =>
        new()
        {
            { 0, 0 },
            { 0, 4 },
            { 3, 0 },
            { 1, 1 },
            { 5, 3 },
            { 17, 29 },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Rows_are_sorted_counted_and_transposed(int rows, int columns)
    {
        var dense = Mask(1, rows, columns);
        var sparse = Sparse(dense, columns, reversed: true);

        Dense(sparse).ShouldBe(dense);
        Enumerable.Range(0, rows).ShouldAllBe(r => sparse.Columns(r).ToArray().SequenceEqual(sparse.Columns(r).ToArray().Order()));
        sparse.CountColumns().ShouldBe(Enumerable.Range(0, columns).Select(c => dense.Count(row => row[c] != 0)));
        sparse.Count.ShouldBe(dense.Sum(row => row.Count(v => v != 0)));
        var transposed = sparse.Transpose();
        (transposed.RowCount, transposed.ColumnCount).ShouldBe((columns, rows));
        Dense(transposed).ShouldBe(Enumerable.Range(0, columns).Select(c => dense.Select(row => row[c]).ToArray()));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Matrices_without_a_common_entry_are_joined_each_times_its_factor(int rows, int columns)
    {
        var whole = Mask(2, rows, columns);
        float[][] Part(int third) => [.. whole.Select(row => row.Select((v, c) => c % 3 == third ? v : 0).ToArray())];
        SparseRows[] parts = [Sparse(Part(2), columns), Sparse(Part(0), columns), Sparse(Part(1), columns)];

        var joined = SparseRows.Join((parts[0], 2), (parts[1], -0.5f), (parts[2], 0));

        Dense(joined)
            .ShouldBe(
                whole.Select(row =>
                    row.Select(
                            (v, c) =>
                                v
                                * (
                                    c % 3 == 2 ? 2
                                    : c % 3 == 0 ? -0.5f
                                    : 0
                                )
                        )
                        .ToArray()
                )
            );
        joined.Count.ShouldBe(parts[0].Count + parts[1].Count);
        Enumerable.Range(0, rows).ShouldAllBe(r => joined.Columns(r).ToArray().SequenceEqual(joined.Columns(r).ToArray().Order()));
    }

    [Fact]
    public void Chosen_rows_of_another_matrix_stand_below_its_own()
    {
        var (own, other) = (
            Sparse(
                [
                    [1, 0, 1],
                ],
                3
            ),
            Sparse(
                [
                    [0, 1, 0],
                    [0, 0, 0],
                    [1, 1, 1],
                ],
                3
            )
        );

        Dense(own.Above(other, [2, 1], 0.25f))
            .ShouldBe([
                [1, 0, 1],
                [0.25f, 0.25f, 0.25f],
                [0, 0, 0],
            ]);
    }

    [Fact]
    public void Arrays_that_do_not_belong_together_are_refused()
    {
        Should.Throw<ArgumentException>(() => new SparseRows(3, [], [], []));
        Should.Throw<ArgumentException>(() => new SparseRows(3, [1, 1], [0], [1]));
        Should.Throw<ArgumentException>(() => new SparseRows(3, [0, 2], [0], [1]));
        Should.Throw<ArgumentException>(() => new SparseRows(3, [0, 1], [0], []));
        var empty = SparseRows.Empty(2, 3);
        (empty.RowCount, empty.ColumnCount, empty.Count, empty.Length(1)).ShouldBe((2, 3, 0, 0));
    }

    private static float[][] Mask(int seed, int rows, int columns)
    {
        var random = new Random(seed);
        float[] Row() => [.. Enumerable.Range(0, columns).Select(_ => random.Next(3) == 0 ? 1f : 0f)];
        return [.. Enumerable.Range(0, rows).Select(_ => Row())];
    }

    private static SparseRows Sparse(float[][] dense, int columns, bool reversed = false)
    {
        var entries = dense.Select(row => Enumerable.Range(0, columns).Where(c => row[c] != 0));
        return SparseRows.FromLists([.. entries.Select(row => (reversed ? row.Reverse() : row).ToList())], columns);
    }

    private static float[][] Dense(SparseRows sparse) =>
        [
            .. Enumerable
                .Range(0, sparse.RowCount)
                .Select(r =>
                {
                    var row = new float[sparse.ColumnCount];
                    for (var k = 0; k < sparse.Length(r); k++)
                    {
                        row[sparse.Columns(r)[k]] = sparse.Values(r)[k];
                    }

                    return row;
                }),
        ];
}
