using InteRec.Numerics;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Numerics;

public class SolverTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(33)]
    public void A_small_system_is_solved_and_its_factor_inverted(int n)
    {
        var a = Reference.PositiveDefinite(n, n);
        double[] factor = [.. a],
            b = Reference.Doubles(Reference.Random(2, n)),
            x = [.. b];

        SmallCholesky.Factor(factor, n);
        SmallCholesky.Solve(factor, n, x);

        var l = Lower(factor, n);
        Reference.Difference(Reference.Product(l, Reference.Transposed(l, n, n), n, n, n), a).ShouldBeLessThan(1e-9 * (n + 1));
        Reference.Difference(Reference.Product(a, x, n, n, 1), b).ShouldBeLessThan(1e-9 * (n + 1));

        SmallCholesky.InvertTriangle(factor, n);
        Reference.Difference(Reference.Product(Lower(factor, n), l, n, n, n), Identity(n)).ShouldBeLessThan(1e-9);
    }

    // Blocks are 192 rows, chunks three of them.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(192)]
    [InlineData(193)]
    [InlineData(400)]
    public void A_large_matrix_is_inverted_by_blocks_whatever_the_threads(int n)
    {
        var a = Reference.PositiveDefinite(n, n);
        float[] one = Array.ConvertAll(a, v => (float)v),
            two = [.. one];

        BlockCholesky.Invert(one, n, 1, null, CancellationToken.None);
        BlockCholesky.Invert(two, n, 2, null, CancellationToken.None);

        var inverse = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                inverse[(i * n) + j] = inverse[(j * n) + i] = one[(i * n) + j];
                two[(i * n) + j].ShouldBe(one[(i * n) + j]);
            }
        }

        Reference.Difference(Reference.Product(a, inverse, n, n, n), Identity(n)).ShouldBeLessThan(1e-3);
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_is_refused()
    {
        Should.Throw<ArithmeticException>(() => SmallCholesky.Factor([1, 0, 2, 1], 2));
        Should.Throw<ArithmeticException>(() => SmallCholesky.Factor([double.NaN], 1));
        Should.Throw<ArithmeticException>(() => BlockCholesky.Invert([1, 0, 2, 1], 2, 1, null, CancellationToken.None));
        Should.Throw<ArithmeticException>(() => BlockCholesky.Invert([0], 1, 1, null, CancellationToken.None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(34)]
    public void Eigenvectors_are_orthogonal_and_give_the_matrix_back(int d)
    {
        var m = Reference.Doubles(Reference.Random(d, d * d));
        var symmetric = m.Zip(Reference.Transposed(m, d, d), (x, y) => x + y).ToArray();

        var (values, q) = SymmetricEigen.Decompose([.. symmetric], d);

        var scaled = q.Select((v, i) => v * values[i % d]).ToArray();
        Reference.Difference(Reference.Product(scaled, Reference.Transposed(q, d, d), d, d, d), symmetric).ShouldBeLessThan(1e-6);
        Reference.Difference(Reference.Product(Reference.Transposed(q, d, d), q, d, d, d), Identity(d)).ShouldBeLessThan(1e-9);
    }

    [Fact]
    public void A_matrix_of_zeros_has_the_eigenvalue_zero_only() => SymmetricEigen.Decompose(new double[9], 3).Values.ShouldBe([0, 0, 0]);

    private static double[] Lower(double[] matrix, int n) => [.. matrix.Select((v, i) => i % n <= i / n ? v : 0)];

    private static double[] Identity(int n) => [.. Enumerable.Range(0, n * n).Select(i => i % n == i / n ? 1.0 : 0)];
}
