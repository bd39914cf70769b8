using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace InteRec.Search.Embeddings;

/// <summary>One tensor of a safetensors file. <c>Offset</c> counts from the start of the file, <c>Shape</c> is row-major.</summary>
internal sealed record SafeTensor(string Name, string DType, long[] Shape, long Offset, long ByteLength)
{
    public long ElementCount => Shape.Aggregate(1L, (product, size) => checked(product * size));
}

/// <summary>
/// Reads a safetensors file: 8 bytes little-endian header length, a JSON header, raw data. Every offset is checked against the dtype,
/// the shape and the length of the file before a byte is read, because the file may come from a stranger.
/// </summary>
internal sealed class SafeTensors : IDisposable
{
    private const int MaxHeaderBytes = 100_000_000;
    private readonly FileStream _file;
    private readonly Dictionary<string, SafeTensor> _tensors = new(StringComparer.Ordinal);

    public SafeTensors(string path)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            ReadHeader();
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or FormatException or OverflowException or KeyNotFoundException)
        {
            _file.Dispose();
            throw new EmbeddingModelException($"{path}: the header is not a safetensors header ({exception.Message})", exception);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public string Path => _file.Name;

    public IReadOnlyCollection<SafeTensor> Tensors => _tensors.Values;

    public SafeTensor? Find(string name) => _tensors.GetValueOrDefault(name);

    public sbyte[] ReadInt8(SafeTensor tensor) => tensor.DType == "I8" ? Read<sbyte>(tensor) : throw Unsupported(tensor, "I8");

    /// <summary>Floating-point values of any stored width, as float.</summary>
    public float[] ReadSingle(SafeTensor tensor) =>
        tensor.DType switch
        {
            "F32" => Read<float>(tensor),
            "F16" => Array.ConvertAll(Read<Half>(tensor), value => (float)value),
            "F64" => Array.ConvertAll(Read<double>(tensor), value => (float)value),
            _ => throw Unsupported(tensor, "F16, F32 or F64"),
        };

    /// <summary>Whole numbers of any stored width, as int; a value that does not fit is an error.</summary>
    public int[] ReadInt32(SafeTensor tensor) =>
        tensor.DType switch
        {
            "I32" => Read<int>(tensor),
            "I64" => Array.ConvertAll(
                Read<long>(tensor),
                value =>
                    value is >= int.MinValue and <= int.MaxValue
                        ? (int)value
                        : throw new EmbeddingModelException($"{Path}: tensor '{tensor.Name}' holds {value}, which is no index")
            ),
            _ => throw Unsupported(tensor, "I32 or I64"),
        };

    public void Dispose() => _file.Dispose();

    private void ReadHeader()
    {
        Span<byte> prefix = stackalloc byte[8];
        if (_file.Length < prefix.Length)
        {
            throw new EmbeddingModelException($"{Path}: {_file.Length} bytes are too few for a safetensors file");
        }

        _file.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaxHeaderBytes || (long)length > _file.Length - prefix.Length)
        {
            throw new EmbeddingModelException($"{Path}: the header length {length} does not fit a file of {_file.Length} bytes");
        }

        var json = new byte[(int)length];
        _file.ReadExactly(json);
        using var header = JsonDocument.Parse(json);
        var dataStart = prefix.Length + (long)length;
        foreach (var property in header.RootElement.EnumerateObject().Where(property => property.Name != "__metadata__"))
        {
            _tensors[property.Name] = ReadEntry(property, dataStart);
        }
    }

    private SafeTensor ReadEntry(JsonProperty property, long dataStart)
    {
        var dtype = property.Value.GetProperty("dtype").GetString() ?? "null";
        var shape = property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
        var offsets = property.Value.GetProperty("data_offsets");
        var (begin, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        var tensor = new SafeTensor(property.Name, dtype, shape, dataStart + begin, end - begin);
        if (begin < 0 || end < begin || end > _file.Length - dataStart || shape.Any(size => size < 0))
        {
            throw new EmbeddingModelException(
                $"{Path}: tensor '{property.Name}' lies at {begin} to {end}, outside of the {_file.Length - dataStart} bytes of data"
            );
        }

        return SizeOf(dtype) is { } size && checked(tensor.ElementCount * size) != tensor.ByteLength
            ? throw new EmbeddingModelException(
                $"{Path}: tensor '{property.Name}' of {dtype} [{string.Join(", ", shape)}] does not fill its {tensor.ByteLength} bytes"
            )
            : tensor;
    }

    private T[] Read<T>(SafeTensor tensor)
        where T : unmanaged
    {
        if (tensor.ByteLength > Array.MaxLength || !BitConverter.IsLittleEndian)
        {
            throw new EmbeddingModelException(
                $"{Path}: tensor '{tensor.Name}' of {tensor.ByteLength} bytes cannot be read on this machine"
            );
        }

        var values = new T[checked((int)tensor.ElementCount)];
        _file.Position = tensor.Offset;
        _file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static int? SizeOf(string dtype) =>
        dtype switch
        {
            "I8" or "U8" or "BOOL" => 1,
            "F16" or "BF16" or "I16" => 2,
            "F32" or "I32" => 4,
            "F64" or "I64" => 8,
            _ => null,
        };

    private EmbeddingModelException Unsupported(SafeTensor tensor, string expected) =>
        new($"{Path}: tensor '{tensor.Name}' has dtype {tensor.DType}; {expected} can be read");
}
