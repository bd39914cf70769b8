using System.Text.Json.Nodes;
using InteRec.Search.Embeddings;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Search.Embeddings;

/// <summary>A model that cannot be read right is refused, and the message says what and where.</summary>
public sealed class EmbeddingModelRefusalTests : IDisposable
{
    private static readonly byte[] Table = new byte[12];
    private readonly TinyModel _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [InlineData("model", "Unigram")]
    [InlineData("pre_tokenizer", "Metaspace")]
    [InlineData("normalizer", "Sequence")]
    public void Another_kind_of_tokenizer_is_named(string part, string type)
    {
        _tiny.Tokenizer[part]!["type"] = type;
        _tiny.WithTokenizer().WithTensors("", ("embeddings", "I8", [6, 2], Table));

        ShouldBeRefused("tokenizer.json", part, type);
    }

    [Fact]
    public void A_missing_normalizer_is_named()
    {
        _tiny.Tokenizer["normalizer"] = null;
        _tiny.WithTokenizer().WithTensors("", ("embeddings", "I8", [6, 2], Table));

        ShouldBeRefused("normalizer", "null");
    }

    [Fact]
    public void An_added_token_that_strips_is_named()
    {
        _tiny.Tokenizer["added_tokens"]![0]!["lstrip"] = true;
        _tiny.WithTokenizer().WithTensors("", ("embeddings", "I8", [6, 2], Table));

        ShouldBeRefused("[PAD]", "lstrip");
    }

    [Fact]
    public void An_unknown_token_outside_of_the_vocabulary_is_named()
    {
        _tiny.Tokenizer["model"]!["unk_token"] = "<unk>";
        _tiny.WithTokenizer().WithTensors("", ("embeddings", "I8", [6, 2], Table));

        ShouldBeRefused("<unk>");
    }

    [Fact]
    public void A_dtype_that_is_not_read_is_named()
    {
        _tiny.WithTokenizer().WithTensors("", ("embeddings", "BF16", [6, 1], Table));
        ShouldBeRefused("model.safetensors", "embeddings", "BF16");
    }

    [Fact]
    public void A_folder_without_the_tensor_names_the_tensors_it_has()
    {
        _tiny.WithTokenizer().WithTensors("", ("bert.embeddings", "I8", [6, 2], Table));
        ShouldBeRefused("bert.embeddings");
    }

    [Theory]
    [InlineData("embeddings", "[12]")]
    [InlineData("embeddings", "6 bytes", 6)]
    public void A_tensor_of_another_shape_is_refused(string name, string found, int bytes = 12)
    {
        _tiny.WithTokenizer().WithTensors("", (name, "I8", bytes == 12 ? [12] : [6, 2], new byte[bytes]));
        ShouldBeRefused("model.safetensors", found);
    }

    [Fact]
    public void Fewer_rows_than_tokens_are_refused()
    {
        _tiny.WithTokenizer().WithTensors("", ("embeddings", "I8", [4, 3], Table));
        ShouldBeRefused("token 5", "4 rows");
    }

    [Fact]
    public void A_mapping_outside_of_the_table_is_refused()
    {
        _tiny
            .WithTokenizer()
            .WithTensors("", ("embeddings", "I8", [6, 2], Table), ("mapping", "I32", [6], TinyModel.Bytes(0, 1, 2, 3, 4, 6)));
        ShouldBeRefused("mapping");
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 1 })]
    [InlineData(new byte[] { 2, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'[' })]
    [InlineData(new byte[] { 2, 0, 0, 0, 0, 0, 0, 0, (byte)'[', (byte)']' })]
    public void A_file_that_is_no_safetensors_file_is_refused(byte[] content)
    {
        _tiny.WithTokenizer();
        File.WriteAllBytes(Path.Combine(_tiny.Folder, "model.safetensors"), content);

        ShouldBeRefused("model.safetensors");
    }

    [Fact]
    public void Offsets_outside_of_the_file_are_refused()
    {
        var json = """{"embeddings":{"dtype":"I8","shape":[6,2],"data_offsets":[1000,1012]}}""";
        _tiny.WithTokenizer();
        File.WriteAllBytes(
            Path.Combine(_tiny.Folder, "model.safetensors"),
            [.. BitConverter.GetBytes((ulong)json.Length), .. System.Text.Encoding.ASCII.GetBytes(json), .. Table]
        );

        ShouldBeRefused("embeddings", "1000 to 1012");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("\"many\"")]
    [InlineData("-5")]
    public void A_senseless_max_length_is_refused(string value)
    {
        _tiny
            .WithTokenizer()
            .WithFile("config.json", $$"""{ "max_length": {{value}} }""")
            .WithTensors("", ("embeddings", "I8", [6, 2], Table));
        ShouldBeRefused("config.json");
    }

    [Fact]
    public void A_broken_tokenizer_file_is_refused()
    {
        _tiny.WithFile("tokenizer.json", "{ \"model\": ").WithTensors("", ("embeddings", "I8", [6, 2], Table));
        ShouldBeRefused("tokenizer.json");
    }

    [Fact]
    public void An_empty_vocabulary_is_refused()
    {
        _tiny.Tokenizer["model"]!["vocab"] = new JsonObject();
        _tiny.WithTokenizer().WithTensors("", ("embeddings", "I8", [6, 2], Table));
        ShouldBeRefused("[UNK]");
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_refused() =>
        Should
            .Throw<EmbeddingModelException>(() => StaticEmbeddingModel.Load(Path.Combine(_tiny.Folder, "none")))
            .Message.ShouldContain("none");

    private void ShouldBeRefused(params string[] words)
    {
        var message = Should.Throw<EmbeddingModelException>(() => StaticEmbeddingModel.Load(_tiny.Folder)).Message;
        foreach (var word in words)
        {
            message.ShouldContain(word);
        }
    }
}
