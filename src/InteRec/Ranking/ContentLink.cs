using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using InteRec.Search;

namespace InteRec.Ranking;

/// <summary>
/// Plain likeness of content: the cosine of an item's vector to the history's profile (the signed sum of its vectors), standardised by the
/// mean and deviation of the cosine of two items of this catalogue, which are estimated once on a fixed sample.
/// </summary>
internal sealed class ContentLink : IChainLink
{
    public const string Name = "content";
    private const int SamplePairs = 2000;
    private readonly IContentVectors _content;
    private readonly Standardization _scale;

    public ContentLink(IContentVectors content, IChainLink next)
    {
        _content = content;
        _scale = SampleScale(content);
        Next = next;
    }

    public RankerLink Kind => RankerLink.Content;

    public string Ranker => Name;

    public IChainLink Next { get; }

    public int? Score(in BoundHistory history, ReadOnlySpan<int> items, Span<float> scores, bool leads)
    {
        using var profile = ProfileOf(history.Items);
        if (leads && profile.IsZero)
        {
            return null;
        }

        var scored = 0;
        for (var i = 0; i < items.Length; i++)
        {
            var vector = _content.Vector(items[i]);
            if (leads || (float.IsNaN(scores[i]) && vector.ContainsAnyExcept(0f)))
            {
                scores[i] = _scale.Apply(TensorPrimitives.Dot(profile.Direction, vector));
                scored++;
            }
        }

        return scored;
    }

    /// <summary>share_j = w_j c_j'c_i / |profile| / deviation.</summary>
    public void Attribute(in BoundHistory history, ReadOnlySpan<int> items, Span<float> shares)
    {
        using var profile = ProfileOf(history.Items);
        for (var i = 0; i < items.Length && !profile.IsZero; i++)
        {
            for (var j = 0; j < history.Items.Length; j++)
            {
                var (past, weight) = history.Items[j];
                shares[(i * history.Items.Length) + j] =
                    weight * TensorPrimitives.Dot(_content.Vector(past), _content.Vector(items[i])) / profile.Norm / _scale.Deviation;
            }
        }
    }

    private Profile ProfileOf(ReadOnlySpan<SignedItem> history)
    {
        var rented = ArrayPool<float>.Shared.Rent(_content.Dimensions);
        var profile = rented.AsSpan(0, _content.Dimensions);
        profile.Clear();
        foreach (var (item, weight) in history)
        {
            TensorPrimitives.MultiplyAdd(_content.Vector(item), weight, profile, profile);
        }

        var norm = TensorPrimitives.Norm<float>(profile);
        if (norm > 0)
        {
            TensorPrimitives.Divide(profile, norm, profile);
        }

        return new Profile(rented, _content.Dimensions, norm);
    }

    private static Standardization SampleScale(IContentVectors content)
    {
        if (content.Count == 0)
        {
            return new Standardization(0, 1);
        }

        var random = new Random(1);
        var cosines = new float[SamplePairs];
        for (var k = 0; k < cosines.Length; k++)
        {
            cosines[k] = TensorPrimitives.Dot(content.Vector(random.Next(content.Count)), content.Vector(random.Next(content.Count)));
        }

        return Standardization.Of(cosines);
    }

    /// <summary>What a history is about: its direction, and how long the sum was.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly struct Profile(float[] memory, int dimensions, float norm) : IDisposable
    {
        public bool IsZero => !(norm > 0);

        public float Norm => norm;

        public ReadOnlySpan<float> Direction => memory.AsSpan(0, dimensions);

        public void Dispose() => ArrayPool<float>.Shared.Return(memory);
    }
}
