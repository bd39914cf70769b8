using System.Numerics;

namespace InteRec.Numerics;

/// <summary>
/// Eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, 8.5). Jacobi is chosen over
/// tridiagonal QR because in iALS the matrix is nearly diagonal already: the factors were rotated one sweep ago, and two or three Jacobi
/// sweeps finish it.
/// </summary>
internal static class SymmetricEigen
{
    private const int MaximumSweeps = 30;

    // Rotations below float32 resolution of the factors change nothing.
    private const double Tolerance = 1e-8;

    /// <summary>Finds Q orthogonal with G = Q diag(values) Q'.</summary>
    /// <param name="matrix">G, d x d row-major, symmetric; overwritten by a nearly diagonal matrix.</param>
    /// <param name="d">Order of the matrix.</param>
    /// <returns>The eigenvalues, not sorted, and Q row-major with one eigenvector a column.</returns>
    public static (double[] Values, double[] Vectors) Decompose(double[] matrix, int d)
    {
        // Eigenvectors are kept as rows while rotating (contiguous), and transposed at the end.
        var rows = new double[d * d];
        for (var i = 0; i < d; i++)
        {
            rows[(i * d) + i] = 1;
        }

        for (var sweep = 0; sweep < MaximumSweeps && Sweep(matrix, rows, d); sweep++) { }

        var values = new double[d];
        var vectors = new double[d * d];
        for (var i = 0; i < d; i++)
        {
            values[i] = matrix[(i * d) + i];
            for (var j = 0; j < d; j++)
            {
                vectors[(i * d) + j] = rows[(j * d) + i];
            }
        }

        return (values, vectors);
    }

    private static bool Sweep(double[] g, double[] vectors, int d)
    {
        var rotated = false;
        for (var p = 0; p < d - 1; p++)
        {
            for (var q = p + 1; q < d; q++)
            {
                double off = g[(p * d) + q],
                    gpp = g[(p * d) + p],
                    gqq = g[(q * d) + q];
                if (Math.Abs(off) <= Tolerance * Math.Sqrt(Math.Abs(gpp * gqq)) || off == 0)
                {
                    continue;
                }

                rotated = true;
                var theta = (gqq - gpp) / (2 * off);
                var t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
                var c = 1 / Math.Sqrt((t * t) + 1);
                RotateRows(g, p, q, c, t * c, d);
                RotateRows(vectors, p, q, c, t * c, d);
                MirrorRows(g, p, q, d);
                g[(p * d) + p] = gpp - (t * off);
                g[(q * d) + q] = gqq + (t * off);
                g[(p * d) + q] = g[(q * d) + p] = 0;
            }
        }

        return rotated;
    }

    /// <summary>row p, row q := c p - s q, s p + c q.</summary>
    private static void RotateRows(double[] m, int p, int q, double c, double s, int d)
    {
        var x = m.AsSpan(p * d, d);
        var y = m.AsSpan(q * d, d);
        var width = Vector<double>.Count;
        var k = 0;
        for (; k + width <= d; k += width)
        {
            var a = new Vector<double>(x[k..]);
            var b = new Vector<double>(y[k..]);
            ((c * a) - (s * b)).CopyTo(x[k..]);
            ((s * a) + (c * b)).CopyTo(y[k..]);
        }

        for (; k < d; k++)
        {
            (x[k], y[k]) = ((c * x[k]) - (s * y[k]), (s * x[k]) + (c * y[k]));
        }
    }

    /// <summary>The columns p and q follow from symmetry: outside the 2 x 2 block they are the rotated rows.</summary>
    private static void MirrorRows(double[] g, int p, int q, int d)
    {
        for (var k = 0; k < d; k++)
        {
            g[(k * d) + p] = g[(p * d) + k];
            g[(k * d) + q] = g[(q * d) + k];
        }
    }
}
