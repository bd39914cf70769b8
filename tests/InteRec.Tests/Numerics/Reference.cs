namespace InteRec.Tests.Numerics;

/// <summary>What every numeric operation is held against: the definition, written down in double, element by element.</summary>
internal static class Reference
{
    public static float[] Random(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 4) - 2))];
    }

    public static double[] Doubles(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), v => (double)v);

    /// <summary>A B for A m x k and B k x n, row-major.</summary>
    public static double[] Product(double[] a, double[] b, int m, int k, int n)
    {
        var product = new double[m * n];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                product[(i * n) + j] = Enumerable.Range(0, k).Sum(x => a[(i * k) + x] * b[(x * n) + j]);
            }
        }

        return product;
    }

    public static double[] Transposed(double[] a, int rows, int columns)
    {
        var transposed = new double[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            transposed[((i % columns) * rows) + (i / columns)] = a[i];
        }

        return transposed;
    }

    /// <summary>M M' + n I for a random M: positive definite, and no element of it is special.</summary>
    public static double[] PositiveDefinite(int seed, int n)
    {
        var m = Doubles(Random(seed, n * n));
        var matrix = Product(m, Transposed(m, n, n), n, n, n);
        for (var i = 0; i < n; i++)
        {
            matrix[(i * n) + i] += n;
        }

        return matrix;
    }

    /// <summary>The greatest difference of two arrays; no number counts as infinitely far.</summary>
    public static double Difference(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        var greatest = left.Count == right.Count ? 0.0 : double.PositiveInfinity;
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            var difference = Math.Abs(left[i] - right[i]);
            greatest = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(greatest, difference);
        }

        return greatest;
    }
}
