using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using InteRec.Ranking;
using InteRec.Tests.Support;
using InteRec.Tests.Training;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Ranking;

public sealed class FactorImportTests : IDisposable
{
    private static readonly string Fixture = Path.Combine(AppContext.BaseDirectory, "Data", "spark");
    private readonly TemporaryFolder _folder = new();
    private readonly RankerStore _store;

    public FactorImportTests() => _store = new RankerStore(Path.Combine(_folder, "rankers"), TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Folded_in_users_get_the_golden_lists_of_Spark()
    {
        var outcome = await new FactorImport(_store, TimeProvider.System).ImportAsync(Fixture);
        var ranker = _store.Load(outcome.Manifest.RankerId);
        outcome.Items.ShouldBe(6993);
        outcome.Manifest.RankerId.ShouldStartWith("als-");

        var index = ranker.ItemIds.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i);
        var log = TrainingData.Movies;
        var users = log.UserIds.Select((id, u) => (id, u)).ToDictionary(p => p.id, p => p.u);
        using var golden = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Fixture, "golden_top10.json")));
        var lists = golden.RootElement.GetProperty("lists").EnumerateArray().ToList();
        lists.Count.ShouldBe(20);
        foreach (var list in lists)
        {
            var history = RankingMetrics
                .ToHistory(log.Likes, users[list.GetProperty("user").GetString()!])
                .Select(s => new SignedItem(index[log.ItemIds[s.Item]], 1))
                .ToArray();
            foreach (var way in new[] { "foldin", "stored" })
            {
                TopTen(ranker, history)
                    .ShouldBe(list.GetProperty(way).GetProperty("items").EnumerateArray().Select(i => i.GetString()), way);
            }
        }
    }

    [Fact]
    public async Task Items_that_the_catalogue_does_not_have_are_counted_and_left_out()
    {
        var outcome = await new FactorImport(_store, TimeProvider.System).ImportAsync(Fixture, ["tt0000417", "tt0004972", "tt-other"]);

        (outcome.Items, outcome.LeftOut).ShouldBe((2, 6991));
        _store.Load(outcome.Manifest.RankerId).ItemIds.ShouldBe(["tt0000417", "tt0004972"]);
        outcome.Manifest.Warnings.ShouldHaveSingleItem().ShouldContain("6991 items");
    }

    [Fact]
    public async Task A_quoted_id_is_read_as_it_is()
    {
        WriteFolder("\"a,\"\"b\"\"\",1,0\nc,0,1\n", rows: 2);
        var outcome = await new FactorImport(_store, TimeProvider.System).ImportAsync(_folder);

        _store.Load(outcome.Manifest.RankerId).ItemIds.ShouldBe(["a,\"b\"", "c"]);
    }

    [Theory]
    [InlineData("a,1,0\nb,0,1\n", 3, "als-factors", 1, "has 2 rows, its manifest says 3")]
    [InlineData("a,1,0\nb,0,1\n", 1, "als-factors", 1, "more than the 1 rows")]
    [InlineData("a,1,0\nb,0\n", 2, "als-factors", 1, "row 2 of item_factors.csv.gz has 1 factors, not 2")]
    [InlineData("a,1,0\nb,0,NaN\n", 2, "als-factors", 1, "not a finite number")]
    [InlineData("a,1,0\nb,0,1e99\n", 2, "als-factors", 1, "not a finite number")]
    [InlineData("a,1,0\na,0,1\n", 2, "als-factors", 1, "one that another row has")]
    [InlineData("a,1,0\nb,0,1\n", 2, "other", 1, "its format is not als-factors")]
    [InlineData("a,1,0\nb,0,1\n", 2, "als-factors", 2, "its format version is 2")]
    public async Task A_wrong_folder_is_refused_with_a_reason(string csv, int rows, string format, int version, string reason)
    {
        WriteFolder(csv, rows, format, version);

        (
            await Should.ThrowAsync<RankerRejectedException>(() => new FactorImport(_store, TimeProvider.System).ImportAsync(_folder))
        ).Reason.ShouldContain(reason);
        _store.List().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_digest_is_refused()
    {
        WriteFolder("a,1,0\nb,0,1\n", 2);
        await File.AppendAllTextAsync(Path.Combine(_folder, "item_factors.csv.gz"), "x");

        (
            await Should.ThrowAsync<RankerRejectedException>(() => new FactorImport(_store, TimeProvider.System).ImportAsync(_folder))
        ).Reason.ShouldContain("digest");
    }

    private static IEnumerable<string> TopTen(TrainedRanker ranker, SignedItem[] history)
    {
        var scores = new float[ranker.ItemIds.Count];
        ranker.Ials!.Score(history, scores);
        foreach (var (item, _) in history)
        {
            scores[item] = float.NegativeInfinity;
        }

        var best = new ScoredItem[10];
        TopK.Select(scores, best);
        return best.Select(b => ranker.ItemIds[b.Item]);
    }

    private void WriteFolder(string csv, int rows, string format = "als-factors", int version = 1)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(csv));
        }

        File.WriteAllBytes(Path.Combine(_folder, "item_factors.csv.gz"), packed.ToArray());
        File.WriteAllText(
            Path.Combine(_folder, "manifest.json"),
            JsonSerializer.Serialize(
                new
                {
                    format,
                    formatVersion = version,
                    rank = 2,
                    users = 5,
                    items = rows,
                    pairs = 7,
                    hyperParameters = new { regParam = 0.1, alpha = 3.0 },
                    files = new
                    {
                        items = new
                        {
                            file = "item_factors.csv.gz",
                            rows,
                            sha256 = Convert.ToHexStringLower(SHA256.HashData(packed.ToArray())),
                        },
                    },
                }
            )
        );
    }
}
