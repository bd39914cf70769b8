using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using InteRec.Numerics;

namespace InteRec.Training;

/// <summary>
/// Solves one row of iALS: <c>(diag(s) + reg I + sum_j c_j f_j f_j') x = sum_j c_j t_j f_j</c>.
/// <para>
/// The Gram matrix of all items, which every row's system contains, is diagonal here, because the trainer rotates the factors into its
/// eigenbasis first (scores do not change under a joint rotation). That is what makes rows cheap: a row with few interactions is a
/// diagonal plus a low rank and is solved exactly in the dual (Woodbury, n x n), and for the others the diagonal is so good a
/// preconditioner that a handful of conjugate-gradient steps, started from the last sweep's solution, suffice. A Cholesky factorisation a
/// row, dimensions x dimensions, was measured beside it: the same quality at 4-10 times the cost.
/// </para>
/// </summary>
internal sealed class IalsRowSolver
{
    // Above this many interactions conjugate gradients are faster than the exact n x n solve.
    private const int DualLimit = 20;

    // Relative residual at which further steps change nothing that float32 scores can show.
    private const float ResidualTolerance = 1e-4f;

    private readonly int _steps;
    private readonly float _dislikeTarget;
    private readonly float[] _diagonal;
    private readonly float[] _inverse;
    private readonly float[] _residual;
    private readonly float[] _preconditioned;
    private readonly float[] _direction;
    private readonly float[] _image;
    private readonly float[] _scaledRows;
    private readonly double[] _kernel = new double[DualLimit * DualLimit];
    private readonly double[] _dual = new double[DualLimit];

    public IalsRowSolver(int stride, int steps, float dislikeTarget)
    {
        _steps = steps;
        _dislikeTarget = dislikeTarget;
        _diagonal = new float[stride];
        _inverse = new float[stride];
        _residual = new float[stride];
        _preconditioned = new float[stride];
        _direction = new float[stride];
        _image = new float[stride];
        _scaledRows = new float[DualLimit * stride];
    }

    /// <param name="factors">The fixed side, one row an item (or user), in the eigenbasis.</param>
    /// <param name="spectrum">s: the weighted Gram matrix's diagonal, padded with ones.</param>
    /// <param name="regularization">reg, above 0.</param>
    /// <param name="columns">The row's items.</param>
    /// <param name="evidence">c, above 0 for a like, below 0 (with its weight as size) for a dislike.</param>
    /// <param name="x">In: the last sweep's solution. Out: the solution.</param>
    public void Solve(
        FactorMatrix factors,
        ReadOnlySpan<float> spectrum,
        float regularization,
        ReadOnlySpan<int> columns,
        ReadOnlySpan<float> evidence,
        Span<float> x
    )
    {
        for (var k = 0; k < _diagonal.Length; k++)
        {
            _diagonal[k] = spectrum[k] + regularization;
        }

        if (columns.Length == 0)
        {
            x.Clear();
        }
        else if (columns.Length <= DualLimit)
        {
            SolveDual(factors, columns, evidence, x);
        }
        else
        {
            SolveConjugateGradients(factors, columns, evidence, x);
        }
    }

    /// <summary>x = D^-1 F' (C^-1 + F D^-1 F')^-1 t.</summary>
    private void SolveDual(FactorMatrix factors, ReadOnlySpan<int> columns, ReadOnlySpan<float> evidence, Span<float> x)
    {
        int n = columns.Length,
            stride = x.Length;
        for (var k = 0; k < stride; k++)
        {
            _inverse[k] = 1f / _diagonal[k];
        }

        for (var i = 0; i < n; i++)
        {
            var scaled = _scaledRows.AsSpan(i * stride, stride);
            TensorPrimitives.Multiply(factors.Row(columns[i]), _inverse, scaled);
            for (var j = 0; j <= i; j++)
            {
                _kernel[(i * n) + j] = VectorMath.Dot(scaled, factors.Row(columns[j]));
            }

            _kernel[(i * n) + i] += 1.0 / Math.Abs(evidence[i]);
            _dual[i] = evidence[i] > 0 ? 1 : _dislikeTarget;
        }

        SmallCholesky.Factor(_kernel, n);
        SmallCholesky.Solve(_kernel, n, _dual.AsSpan(0, n));
        x.Clear();
        for (var i = 0; i < n; i++)
        {
            VectorMath.AddScaled(x, (float)_dual[i], _scaledRows.AsSpan(i * stride, stride));
        }
    }

    private void SolveConjugateGradients(FactorMatrix factors, ReadOnlySpan<int> columns, ReadOnlySpan<float> evidence, Span<float> x)
    {
        Span<float> r = _residual,
            z = _preconditioned,
            p = _direction,
            image = _image;
        var target = StartResidual(factors, columns, evidence, x);
        TensorPrimitives.Multiply(r, _inverse, z);
        z.CopyTo(p);
        var rz = VectorMath.Dot(r, z);
        for (var step = 0; step < _steps && VectorMath.Dot(r, r) > target; step++)
        {
            Apply(factors, columns, evidence, p, image);
            var alpha = rz / VectorMath.Dot(p, image);
            VectorMath.AddScaled(x, alpha, p);
            VectorMath.AddScaled(r, -alpha, image);
            TensorPrimitives.Multiply(r, _inverse, z);
            var next = VectorMath.Dot(r, z);
            TensorPrimitives.MultiplyAdd(p, next / rz, z, p);
            rz = next;
        }
    }

    /// <summary>
    /// r = sum_j c_j (t_j - f_j'x) f_j - D x, and the preconditioner 1 / (D_k + sum_j c_j f_jk^2).
    /// </summary>
    /// <returns>The squared residual norm at which to stop.</returns>
    private float StartResidual(FactorMatrix factors, ReadOnlySpan<int> columns, ReadOnlySpan<float> evidence, ReadOnlySpan<float> x)
    {
        Span<float> r = _residual,
            right = _image,
            diagonal = _inverse;
        TensorPrimitives.Multiply(x, _diagonal, r);
        TensorPrimitives.Negate(r, r);
        right.Clear();
        _diagonal.CopyTo(diagonal);
        for (var j = 0; j < columns.Length; j++)
        {
            ReadOnlySpan<float> f = factors.Row(columns[j]);
            var c = Math.Abs(evidence[j]);
            var t = evidence[j] > 0 ? 1 : _dislikeTarget;
            AddRow(r, right, diagonal, f, c * (t - VectorMath.Dot(f, x)), c * t, c);
        }

        for (var k = 0; k < diagonal.Length; k++)
        {
            diagonal[k] = 1f / diagonal[k];
        }

        return ResidualTolerance * ResidualTolerance * VectorMath.Dot(right, right);
    }

    private static void AddRow(
        Span<float> residual,
        Span<float> right,
        Span<float> diagonal,
        ReadOnlySpan<float> f,
        float error,
        float target,
        float weight
    )
    {
        var width = Vector<float>.Count;
        var (e, t, w) = (new Vector<float>(error), new Vector<float>(target), new Vector<float>(weight));
        ref var pr = ref MemoryMarshal.GetReference(residual);
        ref var pb = ref MemoryMarshal.GetReference(right);
        ref var pd = ref MemoryMarshal.GetReference(diagonal);
        ref var pf = ref MemoryMarshal.GetReference(f);
        for (var k = 0; k < f.Length; k += width)
        {
            var v = VectorMath.Load(ref pf, k);
            VectorMath.Store(Vector.FusedMultiplyAdd(e, v, VectorMath.Load(ref pr, k)), ref pr, k);
            VectorMath.Store(Vector.FusedMultiplyAdd(t, v, VectorMath.Load(ref pb, k)), ref pb, k);
            VectorMath.Store(Vector.FusedMultiplyAdd(w * v, v, VectorMath.Load(ref pd, k)), ref pd, k);
        }
    }

    /// <summary>image = D p + sum_j c_j (f_j'p) f_j.</summary>
    private void Apply(
        FactorMatrix factors,
        ReadOnlySpan<int> columns,
        ReadOnlySpan<float> evidence,
        ReadOnlySpan<float> p,
        Span<float> image
    )
    {
        TensorPrimitives.Multiply(p, _diagonal, image);
        var j = 0;
        for (; j + 4 <= columns.Length; j += 4)
        {
            ReadOnlySpan<float> a = factors.Row(columns[j]),
                b = factors.Row(columns[j + 1]),
                c = factors.Row(columns[j + 2]),
                d = factors.Row(columns[j + 3]);
            var s = VectorMath.Dot4(p, a, b, c, d);
            VectorMath.AddScaled4(
                image,
                (
                    s.A * Math.Abs(evidence[j]),
                    s.B * Math.Abs(evidence[j + 1]),
                    s.C * Math.Abs(evidence[j + 2]),
                    s.D * Math.Abs(evidence[j + 3])
                ),
                a,
                b,
                c,
                d
            );
        }

        for (; j < columns.Length; j++)
        {
            ReadOnlySpan<float> f = factors.Row(columns[j]);
            VectorMath.AddScaled(image, Math.Abs(evidence[j]) * VectorMath.Dot(f, p), f);
        }
    }
}
