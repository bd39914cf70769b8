namespace InteRec.Search;

/// <summary>
/// The vectors of the items as the rankers read them: widened to floats once, because a training reads every one many times.
/// </summary>
internal sealed class ContentVectors : IContentVectors
{
    private readonly float[] _rows;

    public ContentVectors(ItemVectors vectors)
    {
        (Count, Dimensions) = (vectors.Count, vectors.Dimensions);
        _rows = new float[checked(Count * Dimensions)];
        for (var item = 0; item < Count; item++)
        {
            vectors.CopyTo(item, _rows.AsSpan(item * Dimensions, Dimensions));
        }
    }

    public int Count { get; }

    public int Dimensions { get; }

    public ReadOnlySpan<float> Vector(int item) => _rows.AsSpan(item * Dimensions, Dimensions);
}
