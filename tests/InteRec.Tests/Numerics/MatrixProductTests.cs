using InteRec.Numerics;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Numerics;

public class MatrixProductTests
{
    // Tiles are 6 rows by two registers, blocks 144 rows by 256 deep: below, at and beyond each of these edges.
    public static TheoryData<int, int, int> Shapes =>
        new()
        {
            { 0, 3, 4 },
            { 3, 0, 4 },
            { 3, 4, 0 },
            { 1, 1, 1 },
            { 6, 1, 16 },
            { 7, 5, 17 },
            { 5, 257, 3 },
            { 13, 300, 33 },
            { 145, 20, 31 },
            { 300, 3, 1 },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_product_is_added_as_the_definition_says_whatever_the_threads(int m, int k, int n)
    {
        float[] a = Reference.Random(1, m * k),
            b = Reference.Random(2, k * n),
            before = Reference.Random(3, m * n);
        float[] one = [.. before],
            three = [.. before];

        var (left, right) = (MatrixView.Of(a, m, k), MatrixView.Of(b, k, n));
        MatrixProduct.Add(MatrixView.Of(one, m, n), left, right, -0.5f, false, 1, CancellationToken.None);
        MatrixProduct.Add(MatrixView.Of(three, m, n), left, right, -0.5f, false, 3, CancellationToken.None);

        var product = Reference.Product(Reference.Doubles(a), Reference.Doubles(b), m, k, n);
        Reference.Difference(Reference.Doubles(one), [.. product.Select((p, i) => before[i] - (0.5 * p))]).ShouldBeLessThan(1e-2);
        three.ShouldBe(one);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Views_may_be_transposed_and_cut_out_of_larger_arrays(int m, int k, int n)
    {
        // Each stands within an array with a margin of 2 rows above and 3 columns to the left, A and B transposed.
        float[] a = Reference.Random(4, (k + 2) * (m + 3)),
            b = Reference.Random(5, (n + 2) * (k + 3));
        float[] c = Reference.Random(6, (m + 2) * (n + 3)),
            before = [.. c];
        var left = MatrixView.Of(a, k + 2, m + 3).Block(2, 3, k, m).Transposed;
        var right = MatrixView.Of(b, n + 2, k + 3).Block(2, 3, n, k).Transposed;

        MatrixProduct.Add(MatrixView.Of(c, m + 2, n + 3).Block(2, 3, m, n), left, right, 1, false, 2, CancellationToken.None);

        for (var row = 0; row < m + 2; row++)
        {
            for (var column = 0; column < n + 3; column++)
            {
                var at = (row * (n + 3)) + column;
                var (i, j) = (row - 2, column - 3);
                double Term(int x) => (double)a[((x + 2) * (m + 3)) + i + 3] * b[((j + 2) * (k + 3)) + x + 3];
                var sum = i < 0 || j < 0 ? 0 : Enumerable.Range(0, k).Sum(Term);
                ((double)c[at]).ShouldBe(before[at] + sum, 1e-2, $"row {row}, column {column}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(160)]
    public void The_lower_triangle_alone_is_that_of_the_whole_product(int n)
    {
        float[] a = Reference.Random(7, n * 9),
            lower = new float[n * n];

        var rows = MatrixView.Of(a, n, 9);
        MatrixProduct.Add(MatrixView.Of(lower, n, n), rows, rows.Transposed, 1, true, 2, CancellationToken.None);

        var product = Reference.Product(Reference.Doubles(a), Reference.Transposed(Reference.Doubles(a), n, 9), n, 9, n);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                ((double)lower[(i * n) + j]).ShouldBe(product[(i * n) + j], 1e-3);
            }
        }
    }

    // Chunks of 512 rows are summed apart; a group is 32 chunks.
    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 1)]
    [InlineData(511, 5)]
    [InlineData(512, 16)]
    [InlineData(1030, 33)]
    [InlineData(16390, 2)]
    public void The_Gram_matrix_is_that_of_the_definition_whatever_the_threads(int rows, int dimensions)
    {
        var factors = Factors(rows, dimensions);
        var dense = Dense(factors);

        var gram = GramMatrix.Compute(factors, 1, CancellationToken.None);

        Reference
            .Difference(gram, Reference.Product(Reference.Transposed(dense, rows, dimensions), dense, dimensions, rows, dimensions))
            .ShouldBeLessThan(1e-5 * (rows + 100));
        GramMatrix.Compute(factors, 3, CancellationToken.None).ShouldBe(gram);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 1)]
    [InlineData(3, 17)]
    [InlineData(6, 16)]
    [InlineData(259, 20)]
    public void A_rotation_is_the_product_with_every_row_whatever_the_threads(int rows, int dimensions)
    {
        FactorMatrix one = Factors(rows, dimensions),
            three = Factors(rows, dimensions);
        var q = Reference.Doubles(Reference.Random(8, dimensions * dimensions));
        var expected = Reference.Product(Dense(one), q, rows, dimensions, dimensions);

        GramMatrix.Rotate(one, q, 1, CancellationToken.None);
        GramMatrix.Rotate(three, q, 3, CancellationToken.None);

        Reference.Difference(Dense(one), expected).ShouldBeLessThan(1e-3);
        three.Data.ToArray().ShouldBe(one.Data.ToArray());
        for (var row = 0; row < rows; row++)
        {
            one.Row(row)[dimensions..].ContainsAnyExcept(0f).ShouldBeFalse("the padding stays zero");
        }
    }

    private static FactorMatrix Factors(int rows, int dimensions)
    {
        var factors = new FactorMatrix(rows, dimensions);
        for (var row = 0; row < rows; row++)
        {
            Reference.Random(row, dimensions).CopyTo(factors.Vector(row));
        }

        return factors;
    }

    private static double[] Dense(FactorMatrix factors) =>
        [.. Enumerable.Range(0, factors.Rows).SelectMany(row => Reference.Doubles(factors.Vector(row)))];
}
