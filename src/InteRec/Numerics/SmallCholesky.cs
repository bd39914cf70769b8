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

    /// <summary>Overwrites a factor made by <see cref="Factor"/> by L^-1; what is above the diagonal stays as it is.</summary>
    public static void InvertTriangle(Span<double> l, int n)
    {
        var factors = new double[n];
        for (var i = 0; i < n; i++)
        {
            // Row i of the inverse X: (e_i - sum_(k < i) l_ik X_k) / l_ii.
            var row = l.Slice(i * n, i + 1);
            row.CopyTo(factors);
            row.Clear();
            for (var k = 0; k < i; k++)
            {
                TensorPrimitives.MultiplyAdd(l.Slice(k * n, k + 1), -factors[k], row[..(k + 1)], row[..(k + 1)]);
            }

            row[i] = 1;
            TensorPrimitives.Divide(row, factors[i], row);
        }
    }
}
