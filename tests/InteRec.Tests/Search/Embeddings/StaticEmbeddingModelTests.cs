using System.Numerics.Tensors;
using FsCheck.Fluent;
using InteRec.Search.Embeddings;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Search.Embeddings;

public sealed class StaticEmbeddingModelTests : IDisposable
{
    private static readonly sbyte[] Table = [0, 0, 0, 0, 3, 4, 0, 10, -6, 8, 1, 1];
    private static readonly Lazy<StaticEmbeddingModel> Bundled = new(() => StaticEmbeddingModel.Load(BundledModel.Folder));
    private readonly TinyModel _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [InlineData("I8")]
    [InlineData("F16")]
    [InlineData("F32")]
    [InlineData("F64")]
    public void A_table_of_any_stored_width_gives_the_same_vector(string dtype)
    {
        var data = dtype switch
        {
            "I8" => TinyModel.Bytes(Table),
            "F16" => TinyModel.Bytes(Array.ConvertAll(Table, value => (Half)value)),
            "F32" => TinyModel.Bytes(Array.ConvertAll(Table, value => (float)value)),
            _ => TinyModel.Bytes(Array.ConvertAll(Table, value => (double)value)),
        };
        _tiny.WithTokenizer().WithTensors("", ("embeddings", dtype, [6, 2], data));

        Embed("Seaside").ShouldBe([3f / MathF.Sqrt(205), 14f / MathF.Sqrt(205)], 1e-6);
        Embed("ship!").ShouldBe([-0.6f, 0.8f], 1e-6);
    }

    [Fact]
    public void Mapping_and_weights_choose_and_scale_the_row_of_a_token()
    {
        _tiny
            .WithTokenizer()
            .WithTensors(
                "",
                ("embeddings", "F32", [2, 2], TinyModel.Bytes(1f, 0f, 0f, 1f)),
                ("mapping", "I64", [6], TinyModel.Bytes(0L, 0L, 0L, 0L, 1L, 1L)),
                ("weights", "F16", [6], TinyModel.Bytes((Half)1, (Half)1, (Half)3, (Half)1, (Half)4, (Half)1))
            );

        Embed("sea ship").ShouldBe([0.6f, 0.8f], 1e-6);
    }

    [Fact]
    public void The_layout_of_sentence_transformers_is_read()
    {
        _tiny
            .WithTokenizer("0_StaticEmbedding")
            .WithFile("config_sentence_transformers.json", "{ }")
            .WithTensors(
                "0_StaticEmbedding",
                ("embedding.weight", "F32", [6, 2], TinyModel.Bytes(Array.ConvertAll(Table, value => (float)value)))
            );

        Embed("ship").ShouldBe([-0.6f, 0.8f], 1e-6);
    }

    [Fact]
    public void A_text_stops_counting_after_max_length_tokens()
    {
        _tiny
            .WithTokenizer()
            .WithFile("config.json", """{ "max_length": 2 }""")
            .WithTensors("", ("embeddings", "I8", [6, 2], TinyModel.Bytes(Table)));

        Embed("x ship").ShouldBe([-0.6f, 0.8f], 1e-6);
        StaticEmbeddingModel.Load(_tiny.Folder).Embed("x y ship", new float[2]).ShouldBeFalse("unknown words count towards the limit");
    }

    [Fact]
    public void A_text_without_a_known_word_has_no_vector()
    {
        _tiny.WithTokenizer().WithTensors("", ("embeddings", "I8", [6, 2], TinyModel.Bytes(Table)));
        var vector = new[] { 1f, 1f };

        StaticEmbeddingModel.Load(_tiny.Folder).Embed("unknown, [PAD]", vector).ShouldBeFalse();
        vector.ShouldBe([0f, 0f]);
    }

    [Fact]
    public void Several_threads_get_the_vectors_of_one()
    {
        string[] texts = ["a slow film about the sea", "robots", "Čapek's \u4E2D robots", "", "dreams inside dreams, heist"];
        var expected = texts
            .Select(text =>
            {
                var vector = new float[256];
                Bundled.Value.Embed(text, vector);
                return vector;
            })
            .ToArray();

        Parallel.For(
            0,
            2000,
            i =>
            {
                var vector = new float[256];
                Bundled.Value.Embed(texts[i % texts.Length], vector);
                vector.ShouldBe(expected[i % texts.Length]);
            }
        );
    }

    [Fact]
    public void Meaning_counts_more_than_letters() =>
        Cosine("a funny film about a wedding", "romantic comedy, bride and groom")
            .ShouldBeGreaterThan(Cosine("a funny film about a wedding", "submarine war thriller"));

    [Fact]
    public void Any_text_gives_a_vector_of_length_one_or_none()
    {
        var odd = Gen.Elements('a', ' ', '\0', '\uD83D', '\uDE00', '\u0301', '\u4E2D', '\uFFFD', '[', 'U', '\u0130', '\uFB01', '.');
        var texts = Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
            Gen.ArrayOf(odd).Select(letters => new string(letters))
        );

        Seeded.Check(
            Prop.ForAll(
                texts.ToArbitrary(),
                text =>
                {
                    var vector = new float[256];
                    var known = Bundled.Value.Embed(text, vector);
                    return MathF.Abs(TensorPrimitives.Norm<float>(vector) - (known ? 1 : 0)) < 1e-4;
                }
            )
        );
    }

    private static float Cosine(string first, string second)
    {
        var (x, y) = (new float[256], new float[256]);
        Bundled.Value.Embed(first, x).ShouldBeTrue();
        Bundled.Value.Embed(second, y).ShouldBeTrue();
        return TensorPrimitives.Dot<float>(x, y);
    }

    private float[] Embed(string text)
    {
        var model = StaticEmbeddingModel.Load(_tiny.Folder);
        var vector = new float[model.Dimensions];
        model.Embed(text, vector).ShouldBeTrue();
        return vector;
    }
}
