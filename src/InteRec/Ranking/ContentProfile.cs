using System.Buffers;
using System.Numerics.Tensors;

namespace InteRec.Ranking;

/// <summary>
/// Cosine of an item's content to the history's profile (the signed sum of its vectors), standardised by the mean and deviation of the
/// cosine of two items of this catalogue, which are estimated once on a fixed sample.
/// </summary>
internal sealed class ContentProfile
{
    private const int SamplePairs = 2000;
    private readonly IContentVectors _content;
    private readonly Standardization _scale;

    public ContentProfile(IContentVectors content)
    {
        _content = content;
        _scale = SampleScale(content);
    }

    /// <summary>Adds up the profile of one history. Dispose it to give its memory back.</summary>
    public Opened Open(ReadOnlySpan<SignedItem> history)
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

        return new Opened(this, rented, norm);
    }

    /// <summary>share_j = w_j c_j'c_i / |profile| / deviation.</summary>
    public void Attribute(ReadOnlySpan<SignedItem> history, int item, Span<float> shares)
    {
        using var profile = Open(history);
        for (var j = 0; j < history.Length; j++)
        {
            shares[j] = profile.IsZero ? 0 : history[j].Weight * TensorPrimitives.Dot(_content.Vector(history[j].Item), _content.Vector(item)) / profile.Norm / _scale.Deviation;
        }
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

    /// <summary>The profile of one history.</summary>
    public sealed class Opened(ContentProfile owner, float[] profile, float norm) : IDisposable
    {
        public bool IsZero => !(norm > 0);

        public float Norm => norm;

        /// <summary>Whether anything is known of what the item is about.</summary>
        public bool Has(int item) => owner._content.Vector(item).ContainsAnyExcept(0f);

        public float Score(int item) => owner._scale.Apply(TensorPrimitives.Dot(profile.AsSpan(0, owner._content.Dimensions), owner._content.Vector(item)));

        public void Dispose() => ArrayPool<float>.Shared.Return(profile);
    }
}
