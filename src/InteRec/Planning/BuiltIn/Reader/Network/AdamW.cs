using System.Runtime.Intrinsics;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter, 2019): m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2,
/// w -= rate (m' / (sqrt(v') + e) + decay w). Rows of tables move only when a batch has touched them.
/// </summary>
internal sealed class AdamW(IReadOnlyList<Parameter> parameters, float decay)
{
    private const float First = 0.9f;
    private const float Second = 0.999f;
    private const float Epsilon = 1e-8f;
    private readonly float[][] _means = [.. parameters.Select(p => new float[p.Size])];
    private readonly float[][] _squares = [.. parameters.Select(p => new float[p.Size])];
    private int _steps;

    /// <param name="gradients">Of the loss.</param>
    /// <param name="scale">Factor on the gradients.</param>
    /// <param name="rates">Of each parameter.</param>
    /// <param name="threads">At most so many; the result does not depend on it.</param>
    public void Step(Gradients gradients, float scale, float[] rates, int threads)
    {
        _steps++;
        var ofMean = 1 / (1 - MathF.Pow(First, _steps));
        var ofSquare = 1 / (1 - MathF.Pow(Second, _steps));
        Parallel.For(
            0,
            parameters.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            i =>
            {
                var parameter = parameters[i];
                var factors = (scale, ofMean, ofSquare, rates[i], parameter.Kind == ParameterKind.Weights ? decay : 0);
                if (parameter.Kind != ParameterKind.Table)
                {
                    Move(parameter, gradients.Of(parameter), 0, parameter.Value.Length, factors);
                    return;
                }

                foreach (var row in gradients.Touched(parameter))
                {
                    Move(parameter, gradients.Of(parameter), row * parameter.Columns, parameter.Columns, factors);
                }
            }
        );
    }

    private void Move(
        Parameter parameter,
        float[] gradient,
        int start,
        int length,
        (float Scale, float OfMean, float OfSquare, float Rate, float Decay) by
    )
    {
        var g = gradient.AsSpan(start, length);
        var w = parameter.Value.AsSpan(start, length);
        var m = _means[parameter.Index].AsSpan(start, length);
        var v = _squares[parameter.Index].AsSpan(start, length);
        var i = 0;
        for (; i + Vector256<float>.Count <= length; i += Vector256<float>.Count)
        {
            var d = Vector256.Create<float>(g[i..]) * by.Scale;
            var mean = (Vector256.Create<float>(m[i..]) * First) + (d * (1 - First));
            var square = (Vector256.Create<float>(v[i..]) * Second) + (d * d * (1 - Second));
            mean.CopyTo(m[i..]);
            square.CopyTo(v[i..]);
            var old = Vector256.Create<float>(w[i..]);
            var step = (mean * by.OfMean / (Vector256.Sqrt(square * by.OfSquare) + Vector256.Create(Epsilon))) + (old * by.Decay);
            (old - (step * by.Rate)).CopyTo(w[i..]);
        }

        for (; i < length; i++)
        {
            var d = g[i] * by.Scale;
            m[i] = (m[i] * First) + (d * (1 - First));
            v[i] = (v[i] * Second) + (d * d * (1 - Second));
            w[i] -= by.Rate * ((m[i] * by.OfMean / (MathF.Sqrt(v[i] * by.OfSquare) + Epsilon)) + (w[i] * by.Decay));
        }
    }
}
