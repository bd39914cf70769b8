using InteRec.Search;

namespace InteRec.Tests.Ranking;

/// <summary>Content vectors that tell the group of an item by the first letter of its id, with a little of its own.</summary>
internal sealed class GroupContent(IReadOnlyList<string> itemIds) : IContentVectors
{
    private readonly float[][] _vectors = [.. itemIds.Select(Make)];

    public int Count => _vectors.Length;

    public int Dimensions => 4;

    public ReadOnlySpan<float> Vector(int item) => _vectors[item];

    private static float[] Make(string id)
    {
        var own = 0.1f * (id.Sum(c => c) % 7);
        float[] vector =
            id.StartsWith('a') ? [1, 0, own, 0.1f]
            : id.StartsWith("both", StringComparison.Ordinal) ? [0.7f, 0.7f, own, 0.1f]
            : id.StartsWith('b') ? [0, 1, own, 0.1f]
            : [0, 0, 0, 0];
        var norm = MathF.Sqrt(vector.Sum(v => v * v));
        return norm > 0 ? [.. vector.Select(v => v / norm)] : vector;
    }
}
