using System.Numerics.Tensors;
using InteRec.Numerics;
using InteRec.Ranking;
using InteRec.Search;

namespace InteRec.Training;

/// <summary>
/// Ridge regression from content vectors to item factors, <c>(C' N C + lambda I) W = C' N V</c>, each item weighted by the number of its
/// likes (up to a cap): the factors of an item that few like are mostly regularisation, and would teach the map to say nothing.
/// </summary>
internal static class ContentMapTrainer
{
    private const int LikesCap = 20;

    /// <param name="factors">Item factors by training item.</param>
    /// <param name="likes">Number of likes of each training item.</param>
    /// <param name="content">Content vectors by catalogue item.</param>
    /// <param name="catalogItem">Catalogue item of each training item, -1 where the catalogue does not have it.</param>
    /// <param name="ridge">lambda, relative to the mean weight of an item. Default 10.</param>
    /// <returns>The map, or null where fewer items than content dimensions have both.</returns>
    public static ContentMap? Train(
        FactorMatrix factors,
        ReadOnlySpan<int> likes,
        IContentVectors content,
        ReadOnlySpan<int> catalogItem,
        double ridge = 10
    )
    {
        var system = new NormalEquations(content.Dimensions + 1, factors.Dimensions);
        for (var item = 0; item < factors.Rows; item++)
        {
            if (catalogItem[item] >= 0 && content.Vector(catalogItem[item]) is var vector && vector.ContainsAnyExcept(0f))
            {
                system.Add(Math.Min(likes[item], LikesCap), vector, factors.Vector(item));
            }
        }

        return system.Count < content.Dimensions + 1 ? null : new ContentMap(content.Dimensions, factors.Dimensions, system.Solve(ridge));
    }

    /// <summary>The sums C' N C and C' N V, where the last input of every item is the constant 1.</summary>
    private sealed class NormalEquations(int inputs, int outputs)
    {
        private readonly double[] _left = new double[inputs * inputs];
        private readonly double[] _right = new double[outputs * inputs];
        private readonly double[] _input = new double[inputs];
        private double _totalWeight;

        /// <summary>Items added.</summary>
        public int Count { get; private set; }

        public void Add(int weight, ReadOnlySpan<float> content, ReadOnlySpan<float> target)
        {
            Count++;
            _totalWeight += weight;
            TensorPrimitives.ConvertChecked(content, _input.AsSpan());
            _input[^1] = 1;
            for (var k = 0; k < inputs; k++)
            {
                var row = _left.AsSpan(k * inputs, k + 1);
                TensorPrimitives.MultiplyAdd<double>(_input.AsSpan(0, k + 1), weight * _input[k], row, row);
            }

            for (var k = 0; k < outputs; k++)
            {
                var row = _right.AsSpan(k * inputs, inputs);
                TensorPrimitives.MultiplyAdd<double>(_input, weight * target[k], row, row);
            }
        }

        /// <summary>W, an input a row. It overwrites the sums.</summary>
        public float[] Solve(double ridge)
        {
            // The constant is not regularised.
            for (var k = 0; k < inputs - 1; k++)
            {
                _left[(k * inputs) + k] += ridge * _totalWeight / Count;
            }

            SmallCholesky.Factor(_left, inputs);
            var weights = new float[inputs * outputs];
            for (var output = 0; output < outputs; output++)
            {
                var column = _right.AsSpan(output * inputs, inputs);
                SmallCholesky.Solve(_left, inputs, column);
                for (var k = 0; k < inputs; k++)
                {
                    weights[(k * outputs) + output] = (float)column[k];
                }
            }

            return weights;
        }
    }
}
