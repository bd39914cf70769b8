using System.Text;

namespace InteRec.Training;

/// <summary>
/// The IEEE CRC-32 (reflected polynomial 0xEDB88320, as zlib computes it) of UTF-8 text: the hash of the evaluation split.
/// </summary>
internal static class Crc32
{
    private static readonly uint[] Table = BuildTable();

    public static uint Hash(string text)
    {
        Span<byte> buffer = stackalloc byte[256];
        var bytes =
            Encoding.UTF8.GetMaxByteCount(text.Length) <= buffer.Length
                ? buffer[..Encoding.UTF8.GetBytes(text, buffer)]
                : Encoding.UTF8.GetBytes(text);
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] BuildTable()
    {
        var table = new uint[256];
        for (uint value = 0; value < 256; value++)
        {
            var remainder = value;
            for (var bit = 0; bit < 8; bit++)
            {
                remainder = (remainder & 1) != 0 ? 0xEDB88320u ^ (remainder >> 1) : remainder >> 1;
            }

            table[value] = remainder;
        }

        return table;
    }
}
