using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace InteRec.Tests.Search.Embeddings;

/// <summary>Writes model folders of a few tokens, right and wrong ones.</summary>
internal sealed class TinyModel : IDisposable
{
    public static readonly string[] Vocabulary = ["[PAD]", "[UNK]", "sea", "##side", "ship", "é"];

    public string Folder { get; } = Directory.CreateTempSubdirectory("interec-model-").FullName;

    public JsonObject Tokenizer { get; } =
        (JsonObject)
            JsonNode.Parse(
                """
                {
                  "added_tokens": [ { "id": 0, "content": "[PAD]", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false } ],
                  "normalizer": { "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true },
                  "pre_tokenizer": { "type": "BertPreTokenizer" },
                  "model": { "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 10,
                             "vocab": { "[PAD]": 0, "[UNK]": 1, "sea": 2, "##side": 3, "ship": 4, "é": 5 } }
                }
                """
            )!;

    public TinyModel WithFile(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return this;
    }

    public TinyModel WithTokenizer(string folder = "") => WithFile(Path.Combine(folder, "tokenizer.json"), Tokenizer.ToJsonString());

    public TinyModel WithTensors(string folder, params (string Name, string DType, long[] Shape, byte[] Data)[] tensors)
    {
        var header = new JsonObject { ["__metadata__"] = new JsonObject { ["format"] = "pt" } };
        var offset = 0L;
        foreach (var (name, dtype, shape, data) in tensors)
        {
            header[name] = JsonSerializer.SerializeToNode(
                new
                {
                    dtype,
                    shape,
                    data_offsets = new[] { offset, offset + data.Length },
                }
            );
            offset += data.Length;
        }

        var json = Encoding.UTF8.GetBytes(header.ToJsonString());
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        Directory.CreateDirectory(Path.Combine(Folder, folder));
        File.WriteAllBytes(
            Path.Combine(Folder, folder, "model.safetensors"),
            [.. length, .. json, .. tensors.SelectMany(tensor => tensor.Data)]
        );
        return this;
    }

    public static byte[] Bytes<T>(params T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
