using System.Numerics.Tensors;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>A trained network as it is served: the weights of the transformer and the embeddings as bytes, the rest in float32.</summary>
internal sealed class ReaderModel(
    ReaderVocabulary vocabulary,
    OutcomeTable outcomes,
    Temperatures temperatures,
    ReaderParameters parameters
)
{
    public ReaderVocabulary Vocabulary { get; } = vocabulary;

    public OutcomeTable Outcomes { get; } = outcomes;

    public Temperatures Temperatures { get; } = temperatures;

    /// <summary>Those that are not bytes have their values.</summary>
    public ReaderParameters Parameters { get; } = parameters;

    public required ByteTable Pieces { get; init; }

    public required ByteTable Positions { get; init; }

    public required IReadOnlyList<ByteLayer> Layers { get; init; }

    /// <summary>The sums of the embeddings of each piece.</summary>
    public void Embed(ReaderSequence sequence, float[] sums)
    {
        var width = Parameters.Shape.Hidden;
        for (var p = 0; p < sequence.Pieces.Length; p++)
        {
            var sum = sums.AsSpan(p * width, width);
            Parameters.Types.Value.AsSpan(p < sequence.MessageStart ? 0 : width, width).CopyTo(sum);
            Pieces.AddTo(sum, sequence.Pieces[p]);
            Positions.AddTo(sum, p);
            foreach (var feature in sequence.Features[p])
            {
                TensorPrimitives.Add(sum, Parameters.Features.Value.AsSpan(feature * width, width), sum);
            }
        }
    }
}

/// <summary>The dense layers of a transformer layer, as in <see cref="TransformerLayer"/>.</summary>
internal sealed record ByteLayer(ByteMatrix Attention, ByteMatrix AttentionOut, ByteMatrix Up, ByteMatrix Down);
