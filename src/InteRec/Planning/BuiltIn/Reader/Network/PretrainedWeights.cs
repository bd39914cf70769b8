using System.Numerics.Tensors;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>Puts the tensors of a published encoder into the parameters of the reader.</summary>
internal static class PretrainedWeights
{
    public static void Copy(PretrainedEncoder from, ReaderVocabulary vocabulary, ReaderParameters to)
    {
        CopyPieces(from, vocabulary, to.Pieces);
        Fill(to.Positions, from.Tensor("embeddings.position_embeddings.weight"));
        Fill(to.Types, from.Tensor("embeddings.token_type_embeddings.weight"));
        Norm(to.EmbeddingNorm, from, "embeddings.LayerNorm");
        for (var i = 0; i < to.Layers.Count; i++)
        {
            var (layer, name) = (to.Layers[i], $"encoder.layer.{i}.");
            Attention(layer.Attention, from, $"{name}attention.self.");
            Dense(layer.AttentionOut, from, $"{name}attention.output.dense.bias");
            Norm(layer.AttentionNorm, from, $"{name}attention.output.LayerNorm");
            Dense(layer.Up, from, $"{name}intermediate.dense.bias");
            Dense(layer.Down, from, $"{name}output.dense.bias");
            Norm(layer.OutNorm, from, $"{name}output.LayerNorm");
        }
    }

    /// <summary>A piece of our own begins as the mean of the words that say what it stands for.</summary>
    private static void CopyPieces(PretrainedEncoder from, ReaderVocabulary vocabulary, Parameter to)
    {
        var source = from.Tensor("embeddings.word_embeddings.weight");
        var rows = from.Pieces.Select((piece, row) => (piece, row)).ToDictionary(p => p.piece, p => p.row, StringComparer.Ordinal);
        for (var id = 0; id < vocabulary.Pieces.Count; id++)
        {
            var piece = vocabulary.Pieces[id];
            var said = rows.ContainsKey(piece) ? [piece] : ReaderVocabulary.WordsOf(piece).Where(rows.ContainsKey).ToArray();
            var target = to.Value.AsSpan(id * to.Columns, to.Columns);
            target.Clear();
            foreach (var word in said)
            {
                TensorPrimitives.MultiplyAdd(source.AsSpan(rows[word] * to.Columns, to.Columns), 1f / said.Length, target, target);
            }
        }
    }

    private static void Attention(DenseLayer to, PretrainedEncoder from, string name)
    {
        var width = to.Weights.Rows;
        foreach (var (part, place) in new[] { ("query", 0), ("key", 1), ("value", 2) })
        {
            var bias = $"{name}{part}.bias";
            from.Tensor(bias).CopyTo(to.Bias.Value.AsSpan(place * width));
            var weights = from.FactorOf(bias);
            for (var row = 0; row < width; row++)
            {
                weights.AsSpan(row * width, width).CopyTo(to.Weights.Value.AsSpan((row * 3 * width) + (place * width)));
            }
        }
    }

    private static void Dense(DenseLayer to, PretrainedEncoder from, string bias)
    {
        Fill(to.Bias, from.Tensor(bias));
        Fill(to.Weights, from.FactorOf(bias));
    }

    private static void Norm(NormLayer to, PretrainedEncoder from, string name)
    {
        Fill(to.Gain, from.Tensor($"{name}.weight"));
        Fill(to.Bias, from.Tensor($"{name}.bias"));
    }

    private static void Fill(Parameter to, float[] values)
    {
        if (values.Length != to.Value.Length)
        {
            throw new InvalidDataException($"the model has {values.Length} values for {to}");
        }

        values.CopyTo(to.Value, 0);
    }
}
