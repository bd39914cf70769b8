using System.Numerics.Tensors;
using System.Text.Json;
using InteRec.Search.Embeddings;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Search.Embeddings;

/// <summary>The bundled model against values that Model2Vec itself computed from it.</summary>
public sealed class GoldenEmbeddingTests
{
    private const float Tolerance = 1e-4f;
    private static readonly Lazy<StaticEmbeddingModel> Model = new(() => StaticEmbeddingModel.Load(BundledModel.Folder));

    public static TheoryData<string, int[], float[], float, float> Texts()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "golden.json")));
        var texts = new TheoryData<string, int[], float[], float, float>();
        foreach (var item in golden.RootElement.GetProperty("items").EnumerateArray())
        {
            texts.Add(
                item.GetProperty("text").GetString()!,
                [.. item.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())],
                [.. item.GetProperty("dims8").EnumerateArray().Select(value => value.GetSingle())],
                item.GetProperty("norm").GetSingle(),
                item.GetProperty("sum").GetSingle()
            );
        }

        return texts;
    }

    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public void Every_golden_text_gives_the_ids_and_the_vector_of_the_reference(
        string text,
        int[] ids,
        float[] firstValues,
        float norm,
        float sum
    )
    {
        var tokens = new int[512];
        var count = Model.Value.Tokenize(text, tokens);
        tokens[..count].ShouldBe(ids);

        var vector = new float[Model.Value.Dimensions];
        Model.Value.Embed(text, vector).ShouldBe(norm > 0);

        vector[..firstValues.Length].ShouldBe(firstValues, Tolerance);
        TensorPrimitives.Norm<float>(vector).ShouldBe(norm, Tolerance);
        TensorPrimitives.Sum<float>(vector).ShouldBe(sum, Tolerance);
    }

    [Fact]
    public void There_are_53_golden_texts() => Texts().Count.ShouldBe(53);
}
