using InteRec.Ranking;
using InteRec.Tests.Support;
using InteRec.Tests.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Ranking;

public sealed class RankerStoreTests : IDisposable
{
    private static readonly TrainedRanker Trained = Artefacts.Train(TrainingData.TwoTastes());
    private readonly TemporaryFolder _folder = new();
    private readonly RankerStore _store;

    public RankerStoreTests() => _store = new RankerStore(_folder, TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("truncated", "not the file that its manifest describes")]
    [InlineData("one byte changed", "not the file that its manifest describes")]
    [InlineData("no data", "is not there")]
    [InlineData("no manifest", "there is no")]
    [InlineData("manifest cut off", "its manifest cannot be read")]
    [InlineData("newer format", "is newer than this program's")]
    [InlineData("manifest of another", "belongs to")]
    [InlineData("other counts", "items, its manifest says")]
    public void A_damaged_artefact_is_refused_with_a_reason_and_the_current_one_stays(string damage, string reason)
    {
        Save("blend-20261121-1");
        _store.Promote("blend-20261121-1");
        Save("blend-20261121-2");
        Damage(damage, Path.Combine(_folder, "blend-20261121-2"));

        Should.Throw<RankerRejectedException>(() => _store.Load("blend-20261121-2")).Reason.ShouldContain(reason);
        Should.Throw<RankerRejectedException>(() => _store.Promote("blend-20261121-2"));
        _store.ReadRegistry().Current.ShouldBe("blend-20261121-1");
        _store.Load("blend-20261121-1").ItemIds.ShouldBe(Trained.ItemIds);
    }

    [Fact]
    public void An_artefact_of_another_dataset_is_refused_and_one_of_the_same_or_of_none_is_not()
    {
        Save("blend-20261121-1");
        new RankerStore(_folder, TimeProvider.System, "films").Save(
            new TrainedRanker(Trained.Manifest with { RankerId = "blend-20261121-2" }, Trained.ItemIds, Trained.Rankers, null)
        );
        var books = new RankerStore(_folder, TimeProvider.System, "books");
        books.Promote("blend-20261121-1");

        Should
            .Throw<RankerRejectedException>(() => books.Promote("blend-20261121-2"))
            .Reason.ShouldBe("it ranks the items of films, not those of books");
        books.ReadRegistry().Current.ShouldBe("blend-20261121-1");
        books.List().Select(m => m.RankerId).ShouldBe(["blend-20261121-1"]);
        new RankerStore(_folder, TimeProvider.System, "films").Load("blend-20261121-2").Manifest.Dataset.ShouldBe("films");
    }

    [Fact]
    public void A_number_that_is_not_finite_is_refused()
    {
        var archive = RankerSerializer.ToArchive(Trained);
        archive.Get<float>("ials.factors")[5] = float.NaN;

        Should
            .Throw<RankerRejectedException>(() => RankerSerializer.FromArchive(archive, Trained.Manifest))
            .Reason.ShouldContain("not finite");
    }

    [Fact]
    public void Any_prefix_of_the_data_is_refused()
    {
        using var whole = new MemoryStream();
        RankerSerializer.ToArchive(Trained).Write(whole);
        var bytes = whole.ToArray();
        for (var length = 0; length < bytes.Length; length += 1 + (bytes.Length / 200))
        {
            Should.Throw<RankerRejectedException>(() => RankerArchive.Read(new MemoryStream(bytes, 0, length)));
        }
    }

    [Fact]
    public void The_current_one_and_the_two_before_are_kept()
    {
        for (var n = 1; n <= 6; n++)
        {
            Save($"blend-20261121-{n}");
            _store.Promote($"blend-20261121-{n}");
        }

        var registry = _store.ReadRegistry();
        registry.Current.ShouldBe("blend-20261121-6");
        registry.Before.ShouldBe(["blend-20261121-5", "blend-20261121-4"]);
        registry.History.Count.ShouldBe(6);
        Directory.GetDirectories(_folder).Length.ShouldBeLessThanOrEqualTo(5);
        _store.Load("blend-20261121-4");
    }

    [Fact]
    public void Rolling_back_goes_to_the_one_before()
    {
        Save("blend-20261121-1");
        _store.Promote("blend-20261121-1");
        Save("blend-20261121-2");
        _store.Promote("blend-20261121-2");

        _store.RollBack().Current.ShouldBe("blend-20261121-1");
        Should.Throw<RankerRejectedException>(() => _store.RollBack()).Reason.ShouldContain("none before");
    }

    [Fact]
    public void What_a_dead_run_left_is_not_seen_and_is_removed()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "blend-20261121-1.partial"));
        _store.List().ShouldBeEmpty();

        Save("blend-20261121-1");

        Directory.GetDirectories(_folder).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_processes_that_write_at_once_lose_nothing()
    {
        // Two stores, as two processes have them: nothing but the folder is shared, and both choose the same next id.
        var saved = await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    Task.Run(() =>
                    {
                        var store = new RankerStore(_folder, TimeProvider.System);
                        var ids = new List<string>();
                        for (var n = 0; n < 3; n++)
                        {
                            var manifest = store.Save(
                                new TrainedRanker(
                                    Trained.Manifest with
                                    {
                                        RankerId = "blend-20261121-1",
                                    },
                                    Trained.ItemIds,
                                    Trained.Rankers,
                                    null
                                )
                            );
                            store.Promote(manifest.RankerId);
                            ids.Add(manifest.RankerId);
                        }

                        return ids;
                    })
                )
        );

        saved.SelectMany(ids => ids).Distinct().Count().ShouldBe(6);
        var registry = _store.ReadRegistry();
        registry.History.Select(h => h.RankerId).ShouldBe(saved.SelectMany(ids => ids), ignoreOrder: true);
        _store.Load(registry.Current!);
    }

    [Theory]
    [InlineData("../blend-20261121-1")]
    [InlineData("")]
    [InlineData("a/b")]
    public void An_id_that_is_a_path_is_refused(string id) => Should.Throw<RankerRejectedException>(() => _store.Load(id));

    [Fact]
    public void The_next_id_is_one_higher_even_after_the_last_was_removed()
    {
        var first = _store.NextId("blend");
        Save(first);
        _store.Promote(first);
        Directory.Delete(Path.Combine(_folder, first), recursive: true);

        _store.NextId("blend").ShouldBe(first[..^1] + "2");
    }

    private void Save(string id) =>
        _store.Save(new TrainedRanker(Trained.Manifest with { RankerId = id }, Trained.ItemIds, Trained.Rankers, null));

    private static void Damage(string damage, string artefact)
    {
        string data = Path.Combine(artefact, "ranker.bin"),
            manifest = Path.Combine(artefact, "manifest.json");
        var bytes = File.ReadAllBytes(data);
        var json = File.ReadAllText(manifest);
        switch (damage)
        {
            case "truncated":
                File.WriteAllBytes(data, bytes[..^7]);
                break;
            case "one byte changed":
                bytes[bytes.Length / 2] ^= 4;
                File.WriteAllBytes(data, bytes);
                break;
            case "no data":
                File.Delete(data);
                break;
            case "no manifest":
                File.Delete(manifest);
                break;
            case "manifest cut off":
                File.WriteAllText(manifest, json[..(json.Length / 2)]);
                break;
            case "newer format":
                File.WriteAllText(manifest, json.Replace("\"formatVersion\": 1", "\"formatVersion\": 99", StringComparison.Ordinal));
                break;
            case "manifest of another":
                File.WriteAllText(manifest, json.Replace("blend-20261121-2", "blend-20261121-3", StringComparison.Ordinal));
                break;
            case "other counts":
                File.WriteAllText(manifest, json.Replace("\"items\": 13", "\"items\": 14", StringComparison.Ordinal));
                break;
        }
    }
}
