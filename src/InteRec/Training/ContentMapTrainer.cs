using System.Numerics.Tensors;
using InteRec.Numerics;
using InteRec.Ranking;

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
    public static ContentMap? Train(FactorMatrix factors, ReadOnlySpan<int> likes, IContentVectors content, ReadOnlySpan<int> catalogItem, double ridge = 10)
    {
        int inputs = content.Dimensions + 1, outputs = factors.Dimensions, used = 0;
        var left = new double[inputs * inputs];
        var right = new double[outputs * inputs];
        var input = new double[inputs];
        input[^1] = 1;
        double totalWeight = 0;
        for (var item = 0; item < factors.Rows; item++)
        {
            if (catalogItem[item] < 0 || !content.Vector(catalogItem[item]).ContainsAnyExcept(0f))
            {
                continue;
            }

            used++;
            var weight = Math.Min(likes[item], LikesCap);
            totalWeight += weight;
            var vector = content.Vector(catalogItem[item]);
            for (var k = 0; k < vector.Length; k++)
            {
                input[k] = vector[k];
            }

            for (var k = 0; k < inputs; k++)
            {
                TensorPrimitives.MultiplyAdd<double>(input.AsSpan(0, k + 1), weight * input[k], left.AsSpan(k * inputs, k + 1), left.AsSpan(k * inputs, k + 1));
            }

            var target = factors.Vector(item);
            for (var k = 0; k < outputs; k++)
            {
                TensorPrimitives.MultiplyAdd<double>(input, weight * target[k], right.AsSpan(k * inputs, inputs), right.AsSpan(k * inputs, inputs));
            }
        }

        if (used < inputs)
        {
            return null;
        }

        // The last input is the constant: it is not regularised.
        for (var k = 0; k < inputs - 1; k++)
        {
            left[(k * inputs) + k] += ridge * totalWeight / used;
        }

        SmallCholesky.Factor(left, inputs);
        var weights = new float[inputs * outputs];
        for (var output = 0; output < outputs; output++)
        {
            var column = right.AsSpan(output * inputs, inputs);
            SmallCholesky.Solve(left, inputs, column);
            for (var k = 0; k < inputs; k++)
            {
                weights[(k * outputs) + output] = (float)column[k];
            }
        }

        return new ContentMap(content.Dimensions, outputs, weights);
    }
}
