using System.Buffers;
using System.Numerics.Tensors;
using InteRec.Numerics;

namespace InteRec.Ranking;

/// <summary>The linear system of one history (see <see cref="FoldInRule"/>), solved the cheaper way for its length.</summary>
internal readonly ref struct FoldInSystem(IalsRanker ranker, ReadOnlySpan<SignedItem> history, FactorMatrix table)
{
    private readonly ReadOnlySpan<SignedItem> _history = history;

    /// <summary>x = D^-1 V' (C^-1 + V D^-1 V')^-1 (b / a): n x n for n past items.</summary>
    public void SolveDual(Span<float> user)
    {
        var n = 0;
        Span<int> rows = _history.Length <= 256 ? stackalloc int[_history.Length] : new int[_history.Length];
        for (var j = 0; j < _history.Length; j++)
        {
            if (_history[j].Weight != 0)
            {
                rows[n++] = j;
            }
        }

        var stride = table.Stride;
        var inverse = ArrayPool<float>.Shared.Rent((n + 1) * stride);
        var kernel = ArrayPool<double>.Shared.Rent((n * n) + n);
        var d = InverseDiagonal(inverse.AsSpan(0, stride));
        var right = kernel.AsSpan(n * n, n);
        for (var i = 0; i < n; i++)
        {
            var scaled = inverse.AsSpan((i + 1) * stride, stride);
            TensorPrimitives.Multiply(table.Row(_history[rows[i]].Item), d, scaled);
            for (var j = 0; j <= i; j++)
            {
                kernel[(i * n) + j] = VectorMath.Dot(scaled, table.Row(_history[rows[j]].Item));
            }

            var (a, b) = ranker.Rule.Terms(_history[rows[i]].Weight);
            kernel[(i * n) + i] += 1.0 / a;
            right[i] = b / a;
        }

        SmallCholesky.Factor(kernel, n);
        SmallCholesky.Solve(kernel, n, right);
        for (var i = 0; i < n; i++)
        {
            VectorMath.AddScaled(user, (float)right[i], inverse.AsSpan((i + 1) * stride, stride));
        }

        ArrayPool<float>.Shared.Return(inverse);
        ArrayPool<double>.Shared.Return(kernel);
    }

    /// <summary>Dimensions x dimensions: for histories longer than the factors.</summary>
    public void SolvePrimal(Span<float> user)
    {
        var d = ranker.Items.Dimensions;
        var right = ArrayPool<double>.Shared.Rent(d);
        var sum = right.AsSpan(0, d);
        sum.Clear();
        foreach (var (item, weight) in _history)
        {
            var vector = table.Vector(item);
            var target = weight == 0 ? 0 : ranker.Rule.Terms(weight).Target;
            for (var k = 0; k < d; k++)
            {
                sum[k] += target * vector[k];
            }
        }

        Solve(sum);
        for (var k = 0; k < d; k++)
        {
            user[k] = (float)sum[k];
        }

        ArrayPool<double>.Shared.Return(right);
    }

    private void Solve(Span<double> right)
    {
        var d = ranker.Items.Dimensions;
        var matrix = ArrayPool<double>.Shared.Rent(d * d);
        Factor(matrix);
        SmallCholesky.Solve(matrix, d, right);
        ArrayPool<double>.Shared.Return(matrix);
    }

    /// <summary>Writes the Cholesky factor of the system, for <see cref="SmallCholesky.Solve"/>.</summary>
    /// <param name="matrix">At least dimensions x dimensions.</param>
    public void Factor(double[] matrix)
    {
        int d = ranker.Items.Dimensions,
            stride = table.Stride;
        var accumulated = ArrayPool<float>.Shared.Rent(stride * stride);
        var sum = accumulated.AsSpan(0, stride * stride);
        sum.Clear();
        foreach (var (item, weight) in _history)
        {
            if (weight != 0)
            {
                var row = table.Row(item);
                var a = ranker.Rule.Terms(weight).Weight;
                for (var k = 0; k < d; k++)
                {
                    // Only the part up to the diagonal is read, in whole registers.
                    var length = FactorMatrix.StrideOf(k + 1);
                    VectorMath.AddScaled(sum.Slice(k * stride, length), a * row[k], row[..length]);
                }
            }
        }

        var regularization = ranker.Rule.Regularization(_history);
        var spectrum = ranker.Spectrum.Span;
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                matrix[(i * d) + j] = sum[(i * stride) + j];
            }

            matrix[(i * d) + i] += spectrum[i] + regularization;
        }

        SmallCholesky.Factor(matrix, d);
        ArrayPool<float>.Shared.Return(accumulated);
    }

    private Span<float> InverseDiagonal(Span<float> inverse)
    {
        var regularization = ranker.Rule.Regularization(_history);
        var spectrum = ranker.Spectrum.Span;
        inverse.Clear();
        for (var k = 0; k < spectrum.Length; k++)
        {
            inverse[k] = (float)(1 / (spectrum[k] + regularization));
        }

        return inverse;
    }
}
