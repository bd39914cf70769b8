using System.Runtime.InteropServices;
using System.Text;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>
/// The tensors and nodes of an ONNX model: protobuf fields ModelProto.graph = 7; GraphProto.node = 1, initializer = 5; NodeProto.input = 1,
/// output = 2, op_type = 4; TensorProto.name = 8, raw_data = 9. Nothing else is read.
/// </summary>
internal sealed class OnnxFile
{
    private OnnxFile() { }

    /// <summary>The float32 values of each tensor by name, in row-major order.</summary>
    public Dictionary<string, float[]> Tensors { get; } = new(StringComparer.Ordinal);

    /// <summary>The nodes in order.</summary>
    public List<OnnxNode> Nodes { get; } = [];

    public static OnnxFile Parse(ReadOnlyMemory<byte> model)
    {
        var file = new OnnxFile();
        foreach (var (field, graph) in Fields(model))
        {
            if (field == 7)
            {
                file.ReadGraph(graph);
            }
        }

        return file;
    }

    private void ReadGraph(ReadOnlyMemory<byte> graph)
    {
        foreach (var (field, part) in Fields(graph))
        {
            if (field == 1)
            {
                var fields = Fields(part);
                Nodes.Add(new OnnxNode(Texts(fields, 4).FirstOrDefault() ?? "", Texts(fields, 1), Texts(fields, 2)));
            }
            else if (field == 5)
            {
                var fields = Fields(part);
                var data = fields.Where(f => f.Field == 9).Select(f => f.Value).FirstOrDefault();
                if (data.Length % sizeof(float) == 0)
                {
                    Tensors[Texts(fields, 8)[0]] = MemoryMarshal.Cast<byte, float>(data.Span).ToArray();
                }
            }
        }
    }

    private static string[] Texts(List<(int Field, ReadOnlyMemory<byte> Value)> fields, int field) =>
        [.. fields.Where(f => f.Field == field).Select(f => Encoding.UTF8.GetString(f.Value.Span))];

    /// <summary>The length-delimited fields of a message; the others are skipped.</summary>
    private static List<(int Field, ReadOnlyMemory<byte> Value)> Fields(ReadOnlyMemory<byte> message)
    {
        var fields = new List<(int, ReadOnlyMemory<byte>)>();
        for (var at = 0; at < message.Length; )
        {
            var key = Varint(message.Span, ref at);
            switch (key & 7)
            {
                case 0:
                    Varint(message.Span, ref at);
                    break;
                case 1:
                    at += sizeof(double);
                    break;
                case 2:
                    var length = (int)Varint(message.Span, ref at);
                    fields.Add(((int)(key >> 3), message.Slice(at, length)));
                    at += length;
                    break;
                case 5:
                    at += sizeof(float);
                    break;
                default:
                    throw new InvalidDataException($"not an ONNX model: wire type {key & 7} at byte {at}");
            }
        }

        return fields;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}

/// <summary>One operation of an ONNX graph.</summary>
internal sealed record OnnxNode(string Operation, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);
