using System.Numerics.Tensors;

namespace InteRec.Numerics;

/// <summary>Cholesky solves of small dense systems (a user's fold-in, a ridge regression), in double.</summary>
internal static class SmallCholesky
{
    /// <summary>Overwrites the lower triangle of a symmetric positive definite n x n matrix (row-major) by L with L L' = A.</summary>
    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    public static void Factor(Span<double> a, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var rowI = a.Slice(i * n, n);
            for (var j = 0; j < i; j++)
            {
                var rowJ = a.Slice(j * n, n);
                rowI[j] = (rowI[j] - TensorPrimitives.Dot<double>(rowI[..j], rowJ[..j])) / rowJ[j];
            }

            var pivot = rowI[i] - TensorPrimitives.Dot<double>(rowI[..i], rowI[..i]);
            if (!(pivot > 0))
            {
                throw new ArithmeticException("The matrix is not positive definite: raise the regularisation.");
            }

            rowI[i] = Math.Sqrt(pivot);
        }
    }

    /// <summary>Solves L L' x = b in place for a factor made by <see cref="Factor"/>.</summary>
    public static void Solve(ReadOnlySpan<double> l, int n, Span<double> b)
    {
        for (var i = 0; i < n; i++)
        {
            b[i] = (b[i] - TensorPrimitives.Dot(l.Slice(i * n, i), b[..i])) / l[(i * n) + i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            b[i] /= l[(i * n) + i];
            TensorPrimitives.MultiplyAdd(l.Slice(i * n, i), -b[i], b[..i], b[..i]);
        }
    }

    /// <summary>L^-1 (lower triangular, zeros above) of a factor made by <see cref="Factor"/>.</summary>
    public static double[] InvertTriangle(ReadOnlySpan<double> l, int n)
    {
        var x = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            // Row i of X: (e_i - sum_(k < i) l_ik X_k) / l_ii.
            var row = x.AsSpan(i * n, i + 1);
            for (var k = 0; k < i; k++)
            {
                TensorPrimitives.MultiplyAdd(x.AsSpan(k * n, k + 1), -l[(i * n) + k], row[..(k + 1)], row[..(k + 1)]);
            }

            row[i] = 1;
            TensorPrimitives.Divide(row, l[(i * n) + i], row);
        }

        return x;
    }
}
