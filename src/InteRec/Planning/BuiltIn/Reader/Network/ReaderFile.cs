using System.Runtime.InteropServices;
using System.Text.Json;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>
/// The trained network as one file: a mark, the length of a header, the header as JSON (sizes, vocabulary, outcomes), and the values of all
/// parameters in their order: the transformer's weights as <see cref="ByteMatrix"/>, piece and position embeddings as
/// <see cref="ByteTable"/>, both with their scales before the bytes, everything else in float32; little-endian.
/// </summary>
internal static class ReaderFile
{
    private static readonly byte[] MarkOfFormat = "InteRec reader 1"u8.ToArray();

    public static void Save(ReaderNetwork network, string path)
    {
        var header = new Header(
            network.Parameters.Shape,
            network.Vocabulary.Pieces,
            network.Outcomes.All,
            network.Outcomes.OfSlot,
            network.Temperatures
        );
        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        using var stream = File.Create(path);
        stream.Write(MarkOfFormat);
        stream.Write(BitConverter.GetBytes(json.Length));
        stream.Write(json);
        foreach (var parameter in network.Parameters.All)
        {
            switch (EncodingOf(parameter, network.Parameters))
            {
                case Encoding.Matrix:
                    Write(stream, ByteMatrix.Quantise(parameter));
                    break;
                case Encoding.Table:
                    Write(stream, ByteTable.Quantise(parameter));
                    break;
                default:
                    stream.Write(MemoryMarshal.AsBytes<float>(parameter.Value));
                    break;
            }
        }
    }

    /// <exception cref="InvalidDataException">It is no such file, or was cut off.</exception>
    public static ReaderModel Load(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var at = MarkOfFormat.Length + sizeof(int);
        if (bytes.Length < at || !bytes.AsSpan(0, MarkOfFormat.Length).SequenceEqual(MarkOfFormat))
        {
            throw new InvalidDataException($"{path} is no trained reader");
        }

        var length = BitConverter.ToInt32(bytes, MarkOfFormat.Length);
        try
        {
            var header =
                JsonSerializer.Deserialize<Header>(bytes.AsSpan(at, length)) ?? throw new InvalidDataException($"{path} has no header");
            return Read(header, new Values(bytes, at + length));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is not whole: {e.Message}", e);
        }
    }

    private static ReaderModel Read(Header header, Values values)
    {
        var parameters = new ReaderParameters(header.Shape);
        var matrices = new Dictionary<Parameter, (float[] Scales, ReadOnlyMemory<byte> Blocks)>();
        var tables = new Dictionary<Parameter, ByteTable>();
        foreach (var parameter in parameters.All)
        {
            switch (EncodingOf(parameter, parameters))
            {
                case Encoding.Matrix:
                    matrices[parameter] = (values.Singles(parameter.Columns), values.Bytes(parameter.Size));
                    break;
                case Encoding.Table:
                    var scales = values.Singles(parameter.Rows);
                    tables[parameter] = new ByteTable(values.Bytes(parameter.Size), scales);
                    break;
                default:
                    values.Singles(parameter.Size).CopyTo(parameter.Value, 0);
                    break;
            }
        }

        ByteMatrix Dense(DenseLayer layer) =>
            new(layer.Weights.Rows, matrices[layer.Weights].Blocks, matrices[layer.Weights].Scales, layer.Bias.Value);
        return new ReaderModel(
            new ReaderVocabulary(header.Pieces),
            new OutcomeTable(header.Outcomes, header.OfSlot),
            header.Temperatures,
            parameters
        )
        {
            Pieces = tables[parameters.Pieces],
            Positions = tables[parameters.Positions],
            Layers =
            [
                .. parameters.Layers.Select(l => new ByteLayer(Dense(l.Attention), Dense(l.AttentionOut), Dense(l.Up), Dense(l.Down))),
            ],
        };
    }

    private static Encoding EncodingOf(Parameter parameter, ReaderParameters parameters) =>
        parameter == parameters.Pieces || parameter == parameters.Positions ? Encoding.Table
        : parameter.Kind == ParameterKind.Weights && parameter.Index < parameters.OfEncoder ? Encoding.Matrix
        : Encoding.Single;

    private static void Write(Stream stream, (byte[] Bytes, float[] Scales) values)
    {
        stream.Write(MemoryMarshal.AsBytes<float>(values.Scales));
        stream.Write(values.Bytes);
    }

    private enum Encoding
    {
        Single,
        Matrix,
        Table,
    }

    private sealed record Header(
        NetworkShape Shape,
        IReadOnlyList<string> Pieces,
        IReadOnlyList<Outcome> Outcomes,
        IReadOnlyDictionary<string, int[]> OfSlot,
        Temperatures Temperatures
    );

    /// <summary>Values one after another.</summary>
    private sealed class Values(byte[] bytes, int at)
    {
        private int _at = at;

        public float[] Singles(int count) => MemoryMarshal.Cast<byte, float>(Bytes(count * sizeof(float)).Span).ToArray();

        public ReadOnlyMemory<byte> Bytes(int count)
        {
            var slice = bytes.AsMemory(_at, count);
            _at += count;
            return slice;
        }
    }
}
