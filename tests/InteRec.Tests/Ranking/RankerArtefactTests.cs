using InteRec.Ranking;
using InteRec.Tests.Support;
using InteRec.Tests.Training;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Ranking;

/// <summary>What every stored part of an artefact must be: finite, of the right length, and the same after loading as before.</summary>
public class RankerArtefactTests
{
    private static readonly InteractionMatrix Data = TrainingData.TwoTastes();
    private static readonly TrainedRanker Trained = Artefacts.Train(Data, content: new GroupContent(Data.ItemIds));

    public static TheoryData<string> Numbers =>
        new("ials.factors", "ials.spectrum", "ials.rule", "ease.values", "knn.values", "popularity.scores", "content-map.weights");

    public static TheoryData<string, int> Lengths =>
        new()
        {
            { "ials.factors", -1 },
            { "ials.factors", 3 },
            { "ials.spectrum", -1 },
            { "ials.spectrum", 1 },
            { "ials.rule", -1 },
            { "ials.rule", 1 },
            { "ease.starts", -1 },
            { "ease.starts", 1 },
            { "ease.columns", -1 },
            { "ease.values", 1 },
            { "knn.starts", -1 },
            { "knn.columns", 1 },
            { "knn.values", -1 },
            { "popularity.scores", -1 },
            { "popularity.scores", 1 },
            { "content-map.weights", -1 },
            { "content-map.shape", 1 },
            { "ials.shape", -1 },
        };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_that_is_not_finite_is_refused_and_its_array_named(string array)
    {
        foreach (var bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            var archive = Changed(array, (float[] values) => [.. values[..^1], bad]);

            Should
                .Throw<RankerRejectedException>(() => RankerSerializer.FromArchive(archive, Trained.Manifest))
                .Reason.ShouldContain(array);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void An_array_of_another_length_is_refused(string array, int more)
    {
        var archive =
            array.EndsWith("starts", StringComparison.Ordinal)
            || array.EndsWith("columns", StringComparison.Ordinal)
            || array.EndsWith("shape", StringComparison.Ordinal)
                ? Changed(array, (int[] values) => Resized(values, more))
                : Changed(array, (float[] values) => Resized(values, more));

        Should.Throw<RankerRejectedException>(() => RankerSerializer.FromArchive(archive, Trained.Manifest));
    }

    [Theory]
    [InlineData("ease")]
    [InlineData("knn")]
    public void A_weight_for_an_item_that_is_not_there_is_refused(string ranker)
    {
        foreach (var item in new[] { -1, Data.ItemCount })
        {
            var archive = Changed(ranker + ".columns", (int[] columns) => [item, .. columns[1..]]);

            Should.Throw<RankerRejectedException>(() => RankerSerializer.FromArchive(archive, Trained.Manifest));
        }
    }

    [Fact]
    public void A_saved_artefact_gives_every_ranker_and_the_blend_equal_scores()
    {
        using var folder = new TemporaryFolder();
        var store = new RankerStore(folder, TimeProvider.System);
        store.Save(Trained);

        var loaded = store.Load(Trained.Manifest.RankerId);

        SignedItem[] history = [new(0, 1), new(3, -1), new(12, 0.4f)];
        float[] before = new float[Data.ItemCount],
            after = new float[Data.ItemCount];
        foreach (var name in new[] { "ials", "ease", "knn", "popularity", "blend" })
        {
            Trained.Find(name)!.Score(history, before);
            loaded.Find(name)!.Score(history, after);
            after.ShouldBe(before);
        }
    }

    private static T[] Resized<T>(T[] values, int more) => more < 0 ? values[..^-more] : [.. values, .. values[..more]];

    /// <summary>The arrays of the artefact, one of them changed.</summary>
    private static RankerArchive Changed<T>(string changed, Func<T[], T[]> change)
    {
        using var stream = new MemoryStream();
        RankerSerializer.ToArchive(Trained).Write(stream);
        stream.Position = 0;
        var source = RankerArchive.Read(stream);
        var archive = new RankerArchive();
        archive.Add("items", source.Get<string>("items"));
        foreach (
            var name in new[]
            {
                "ials.factors",
                "ials.spectrum",
                "ials.rule",
                "ease.values",
                "knn.values",
                "popularity.scores",
                "content-map.weights",
            }
        )
        {
            var values = source.Get<float>(name);
            archive.Add(name, name == changed ? change((T[])(object)values) as float[] : values);
        }

        foreach (var name in new[] { "ials.shape", "ease.starts", "ease.columns", "knn.starts", "knn.columns", "content-map.shape" })
        {
            var values = source.Get<int>(name);
            archive.Add(name, name == changed ? change((T[])(object)values) as int[] : values);
        }

        return archive;
    }
}
