using System.Collections.Concurrent;
using InteRec.Import;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>Reads messages with the trained network. Safe for concurrent use: every call borrows a workplace of its own.</summary>
internal sealed class LearnedReader : IMessageReader
{
    private readonly SequenceBuilder _builder;
    private readonly OutcomeTable _outcomes;
    private readonly Temperatures _temperatures;
    private readonly Func<Workplace> _create;
    private readonly ConcurrentBag<Workplace> _free = [];

    private LearnedReader(ReaderVocabulary vocabulary, OutcomeTable outcomes, Temperatures temperatures, Func<Workplace> create)
    {
        _builder = new SequenceBuilder(vocabulary);
        (_outcomes, _temperatures, _create) = (outcomes, temperatures, create);
    }

    /// <summary>A reader in float32, as it was trained: slower, for measuring.</summary>
    public static LearnedReader InSingle(ReaderNetwork network) =>
        new(
            network.Vocabulary,
            network.Outcomes,
            network.Temperatures,
            () =>
            {
                var encoder = new EncoderPass(network.Parameters);
                return new Workplace(batch => encoder.Forward(batch, dropout: null), new ReaderHeads(network.Parameters));
            }
        );

    /// <summary>A reader with weights of bytes.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="portable">Not to use instructions that not every processor has.</param>
    public static LearnedReader Of(ReaderModel model, bool portable = false) =>
        new(
            model.Vocabulary,
            model.Outcomes,
            model.Temperatures,
            () => new Workplace(new ByteEncoder(model, portable).Forward, new ReaderHeads(model.Parameters))
        );

    /// <summary>The reader of a file.</summary>
    /// <exception cref="DatasetException">The file cannot be read, or is none.</exception>
    public static LearnedReader Load(string path)
    {
        try
        {
            return Of(ReaderFile.Load(path));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new DatasetException($"the trained reader {path} cannot be read: {e.Message}", e);
        }
    }

    public MessageLabels Read(ReaderInput input)
    {
        var workplace = _free.TryTake(out var free) ? free : _create();
        var batch = new ReaderBatch([_builder.Build(input)]);
        var scores = workplace.Heads.Forward(batch, workplace.Encode(batch));
        var labels = ReaderDecoder.Decode(input, workplace.Heads, scores, _outcomes, _temperatures);
        _free.Add(workplace);
        return labels;
    }

    /// <summary>Buffers for one call.</summary>
    private sealed record Workplace(Func<ReaderBatch, float[]> Encode, ReaderHeads Heads);
}
