namespace InteRec.Search;

/// <summary>
/// A feature vector for every catalogue item (sentence embeddings of its texts and facets), L2-normalised. It gives items without
/// interactions a place among the others.
/// </summary>
public interface IContentVectors
{
    /// <summary>Number of catalogue items.</summary>
    int Count { get; }

    /// <summary>Length of every vector.</summary>
    int Dimensions { get; }

    /// <summary>The vector of a catalogue item; all zeros where nothing is known of it.</summary>
    ReadOnlySpan<float> Vector(int item);
}
