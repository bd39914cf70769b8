using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using InteRec.Numerics;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>Dense layers, normalisation and the activation, forward and backward, over rows one after another.</summary>
internal static class Layers
{
    private const float Epsilon = 1e-12f;

    // So few are not worth putting the weights into another order for.
    private const int FewRows = 3;

    /// <summary>A buffer of at least this length; its contents are anything.</summary>
    public static float[] Sized(ref float[] buffer, int length) =>
        buffer.Length >= length ? buffer : buffer = new float[length + (length / 4)];

    /// <summary>y = x W + b.</summary>
    public static void Dense(float[] x, int rows, DenseLayer layer, float[] y)
    {
        var columns = layer.Weights.Columns;
        for (var r = 0; r < rows; r++)
        {
            layer.Bias.Value.CopyTo(y.AsSpan(r * columns));
        }

        Product(x, rows, layer.Weights, y);
    }

    /// <summary>y += x W.</summary>
    public static void Product(float[] x, int rows, Parameter weights, float[] y)
    {
        if (rows > FewRows)
        {
            AddProduct(
                MatrixView.Of(y, rows, weights.Columns),
                MatrixView.Of(x, rows, weights.Rows),
                MatrixView.Of(weights.Value, weights.Rows, weights.Columns)
            );
            return;
        }

        var columns = weights.Columns;
        for (var k = 0; k < weights.Rows; k++)
        {
            var row = weights.Value.AsSpan(k * columns, columns);
            for (var r = 0; r < rows; r++)
            {
                var sum = y.AsSpan(r * columns, columns);
                TensorPrimitives.MultiplyAdd(row, x[(r * weights.Rows) + k], sum, sum);
            }
        }
    }

    /// <summary>Gradients of a dense layer; <paramref name="dx"/> is added to.</summary>
    public static void DenseBack(float[] x, int rows, DenseLayer layer, float[] dy, float[]? dx, Gradients gradients)
    {
        var bias = gradients.Of(layer.Bias).AsSpan();
        for (var r = 0; r < rows; r++)
        {
            TensorPrimitives.Add(bias, dy.AsSpan(r * bias.Length, bias.Length), bias);
        }

        ProductBack(x, rows, layer.Weights, dy, dx, gradients);
    }

    /// <summary>Gradients of a product; <paramref name="dx"/> is added to.</summary>
    public static void ProductBack(float[] x, int rows, Parameter weights, float[] dy, float[]? dx, Gradients gradients)
    {
        var (inputs, outputs) = (MatrixView.Of(x, rows, weights.Rows), MatrixView.Of(dy, rows, weights.Columns));
        var gradient = MatrixView.Of(gradients.Of(weights), weights.Rows, weights.Columns);
        AddProduct(gradient, inputs.Transposed, outputs);
        if (dx is not null)
        {
            AddProduct(
                MatrixView.Of(dx, rows, weights.Rows),
                outputs,
                MatrixView.Of(weights.Value, weights.Rows, weights.Columns).Transposed
            );
        }
    }

    /// <summary>y = gain (x - mean) / deviation + bias, by row; what lies between is kept for the way back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Norm(float[] x, int rows, NormLayer layer, float[] normal, float[] inverse, float[] y)
    {
        var width = layer.Gain.Columns;
        for (var r = 0; r < rows; r++)
        {
            var row = x.AsSpan(r * width, width);
            var hat = normal.AsSpan(r * width, width);
            TensorPrimitives.Subtract(row, TensorPrimitives.Sum<float>(row) / width, hat);
            inverse[r] = 1 / MathF.Sqrt((TensorPrimitives.SumOfSquares<float>(hat) / width) + Epsilon);
            TensorPrimitives.Multiply(hat, inverse[r], hat);
            TensorPrimitives.MultiplyAdd(hat, layer.Gain.Value, layer.Bias.Value, y.AsSpan(r * width, width));
        }
    }

    /// <summary>dx = (g - mean(g) - normal mean(g normal)) / deviation with g = dy gain; in place.</summary>
    public static void NormBack(float[] dy, int rows, NormLayer layer, float[] normal, float[] inverse, Gradients gradients)
    {
        var width = layer.Gain.Columns;
        var gain = gradients.Of(layer.Gain).AsSpan();
        var bias = gradients.Of(layer.Bias).AsSpan();
        for (var r = 0; r < rows; r++)
        {
            var row = dy.AsSpan(r * width, width);
            var hat = normal.AsSpan(r * width, width);
            TensorPrimitives.Add(bias, row, bias);
            TensorPrimitives.MultiplyAdd(row, hat, gain, gain);
            TensorPrimitives.Multiply(row, layer.Gain.Value, row);
            var (mean, along) = (TensorPrimitives.Sum<float>(row) / width, TensorPrimitives.Dot<float>(row, hat) / width);
            TensorPrimitives.Subtract(row, mean, row);
            TensorPrimitives.MultiplyAdd(hat, -along, row, row);
            TensorPrimitives.Multiply(row, inverse[r], row);
        }
    }

    /// <summary>
    /// GELU(x) = x P(X &lt;= x) of a standard normal X, in place, and its slope. The error function is formula 7.1.26 of Abramowitz and
    /// Stegun, off by at most 1.5e-7; its exponential is also the density that the slope needs.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gelu(Span<float> values, Span<float> slopes)
    {
        const float RootHalf = 0.70710678f,
            Density = 0.39894228f;
        Span<float> padded = stackalloc float[Vector512<float>.Count];
        for (var i = 0; i < values.Length; i += Vector512<float>.Count)
        {
            var whole = i + Vector512<float>.Count <= values.Length;
            if (!whole)
            {
                padded.Clear();
                values[i..].CopyTo(padded);
            }

            var x = Vector512.Create<float>(whole ? values[i..] : padded);
            var t = Vector512<float>.One / (Vector512<float>.One + (Vector512.Abs(x) * (0.3275911f * RootHalf)));
            var bell = Exp(x * x * -0.5f);
            var tail = ((((t * 1.061405429f) - Vector512.Create(1.453152027f)) * t) + Vector512.Create(1.421413741f)) * t;
            tail = (((tail - Vector512.Create(0.284496736f)) * t) + Vector512.Create(0.254829592f)) * t * bell * 0.5f;
            var below = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), tail, Vector512<float>.One - tail);
            var (value, slope) = (x * below, below + (x * bell * Density));
            if (whole)
            {
                value.CopyTo(values[i..]);
                slope.CopyTo(slopes.IsEmpty ? padded : slopes[i..]);
                continue;
            }

            for (var j = 0; i + j < values.Length; j++)
            {
                values[i + j] = value[j];
                if (!slopes.IsEmpty)
                {
                    slopes[i + j] = slope[j];
                }
            }
        }
    }

    /// <summary>
    /// e^x for x from -87 to 88, to a relative 2e-7; below it the least of these. 2^n times a Taylor polynomial of what is left: the
    /// framework's own calculates in float64 and takes four times as long.
    /// </summary>
    public static Vector512<float> Exp(Vector512<float> x)
    {
        x = Vector512.Max(x, Vector512.Create(-87f));
        var n = Vector512.Round(x * 1.44269504f);
        var r = x - (n * 0.693359375f) + (n * 2.12194440e-4f);
        var p = (r * (1f / 720)) + Vector512.Create(1f / 120);
        p = (p * r) + Vector512.Create(1f / 24);
        p = (p * r) + Vector512.Create(1f / 6);
        p = (p * r) + Vector512.Create(0.5f);
        p = (p * r * r) + r + Vector512<float>.One;
        return (p.AsInt32() + (Vector512.ConvertToInt32(n) << 23)).AsSingle();
    }

    /// <summary>The greatest of sixteen numbers, by halves.</summary>
    public static float Greatest(Vector512<float> values)
    {
        var eight = Vector256.MaxNative(values.GetLower(), values.GetUpper());
        var four = Vector128.MaxNative(eight.GetLower(), eight.GetUpper());
        four = Vector128.MaxNative(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(four, Vector128.Shuffle(four, Vector128.Create(1, 0, 3, 2)))[0];
    }

    private static void AddProduct(MatrixView c, MatrixView a, MatrixView b)
    {
        if (c.Rows > 0 && a.Columns > 0)
        {
            MatrixProduct.Add(c, a, b, 1, lowerOnly: false, threads: 1, CancellationToken.None);
        }
    }
}
