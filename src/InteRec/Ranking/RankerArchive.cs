using System.Runtime.InteropServices;
using System.Text;

namespace InteRec.Ranking;

/// <summary>
/// Named arrays in one file. Layout, all numbers little-endian: the 8 bytes <c>IRRANK01</c>; int32 number of arrays; then for each array
/// int32 length of the name, the name in UTF-8, one byte type (1 float32, 2 int32, 3 UTF-8 text), int64 number of elements, the elements.
/// Text elements are strings, each an int32 length and its bytes.
/// </summary>
internal sealed class RankerArchive
{
    private const int MaximumTextLength = 1 << 20;
    private readonly Dictionary<string, object> _arrays = new(StringComparer.Ordinal);

    private static ReadOnlySpan<byte> Magic => "IRRANK01"u8;

    /// <summary>Adds numbers as they are, without a copy: they must not change until the archive is written.</summary>
    public void Add(string name, ReadOnlyMemory<float> values) => _arrays.Add(name, values);

    /// <inheritdoc cref="Add(string, ReadOnlyMemory{float})" />
    public void Add(string name, ReadOnlyMemory<int> values) => _arrays.Add(name, values);

    public void Add(string name, string[] values) => _arrays.Add(name, values);

    public bool Contains(string name) => _arrays.ContainsKey(name);

    /// <exception cref="RankerRejectedException">There is no such array, or it is of another type.</exception>
    public T[] Get<T>(string name) =>
        _arrays.GetValueOrDefault(name) switch
        {
            T[] array => array,
            ReadOnlyMemory<T> memory => MemoryMarshal.TryGetArray(memory, out var segment) && segment.Array!.Length == segment.Count
                ? segment.Array
                : memory.ToArray(),
            _ => throw new RankerRejectedException($"it has no array {name} of {typeof(T).Name}"),
        };

    /// <exception cref="RankerRejectedException">As above, or a number is not finite.</exception>
    public float[] GetFinite(string name)
    {
        var values = Get<float>(name);
        return values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue)
            ? throw new RankerRejectedException($"the array {name} has a number that is not finite")
            : values;
    }

    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(_arrays.Count);
        foreach (var (name, array) in _arrays)
        {
            WriteText(writer, name);
            switch (array)
            {
                case ReadOnlyMemory<float> floats:
                    WriteNumbers(writer, 1, floats.Span);
                    break;
                case ReadOnlyMemory<int> integers:
                    WriteNumbers(writer, 2, integers.Span);
                    break;
                case string[] texts:
                    writer.Write((byte)3);
                    writer.Write((long)texts.Length);
                    foreach (var text in texts)
                    {
                        WriteText(writer, text);
                    }

                    break;
            }
        }
    }

    /// <exception cref="RankerRejectedException">The file is not such an archive, or ends too early.</exception>
    public static RankerArchive Read(Stream stream)
    {
        try
        {
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
            {
                throw new RankerRejectedException("its data file does not begin as a ranker does");
            }

            var archive = new RankerArchive();
            for (var remaining = reader.ReadInt32(); remaining > 0; remaining--)
            {
                var name = ReadText(reader);
                var type = reader.ReadByte();
                var length = reader.ReadInt64();
                archive._arrays[name] = type switch
                {
                    1 => ReadNumbers<float>(reader, length),
                    2 => ReadNumbers<int>(reader, length),
                    3 => ReadTexts(reader, length),
                    _ => throw new RankerRejectedException($"the array {name} has the unknown type {type}"),
                };
            }

            return archive;
        }
        catch (EndOfStreamException e)
        {
            throw new RankerRejectedException("its data file ends too early", e);
        }
    }

    private static void WriteNumbers<T>(BinaryWriter writer, byte type, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        writer.Write(type);
        writer.Write((long)values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static T[] ReadNumbers<T>(BinaryReader reader, long length)
        where T : unmanaged
    {
        CheckLength(reader, length * sizeof(float));
        var values = new T[length];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static string[] ReadTexts(BinaryReader reader, long length)
    {
        CheckLength(reader, length * sizeof(int));
        var values = new string[length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ReadText(reader);
        }

        return values;
    }

    private static string ReadText(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        if (length is < 0 or > MaximumTextLength)
        {
            throw new RankerRejectedException("its data file has a text of an impossible length");
        }

        CheckLength(reader, length);
        return Encoding.UTF8.GetString(reader.ReadBytes(length));
    }

    /// <summary>No allocation of what a corrupt length claims.</summary>
    private static void CheckLength(BinaryReader reader, long bytes)
    {
        if (bytes < 0 || bytes > reader.BaseStream.Length - reader.BaseStream.Position)
        {
            throw new RankerRejectedException("its data file ends too early");
        }
    }
}
