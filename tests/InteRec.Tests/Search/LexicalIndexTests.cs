using InteRec.Search;
using InteRec.Tests.Support;
using InteRec.Tests.Tools;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Search;

public sealed class LexicalIndexTests : IDisposable
{
    private const string Text = "apple";
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Damages { get; } = new("garbage", "empty", "cut", "one byte", "taken away", "no digest");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_damaged_index_is_built_again_at_the_next_start(string damage)
    {
        var (file, hits) = Built();
        Damage(file, damage);

        using var index = LexicalIndex.Open(SmallCatalog.Snapshot, _folder);

        index.Find(Text).ShouldBe(hits);
        LexicalIndexBuilder.IsWhole(file).ShouldBeTrue();
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("taken away")]
    public void An_index_damaged_while_it_is_used_is_built_again(string damage)
    {
        var (file, hits) = Built();
        using var index = LexicalIndex.Open(SmallCatalog.Snapshot, _folder);
        Damage(file, damage);

        index.Find(Text).ShouldBe(hits);
        LexicalIndexBuilder.IsWhole(file).ShouldBeTrue();
    }

    [Fact]
    public void Where_it_cannot_be_built_again_nothing_is_found_by_words_and_nothing_fails()
    {
        Built();
        using var index = LexicalIndex.Open(SmallCatalog.Snapshot, _folder);
        Directory.Delete(_folder, recursive: true);
        File.WriteAllText(_folder, "in the way");

        index.Find(Text).ShouldBeEmpty();
        index.Find(Text).ShouldBeEmpty();
        File.Delete(_folder);
        Directory.CreateDirectory(_folder);
    }

    [Fact]
    public void A_whole_index_is_not_built_again()
    {
        var (file, _) = Built();
        var written = File.GetLastWriteTimeUtc(file);

        LexicalIndex.Open(SmallCatalog.Snapshot, _folder).Dispose();

        File.GetLastWriteTimeUtc(file).ShouldBe(written);
    }

    private (string File, List<LexicalHit> Hits) Built()
    {
        using var index = LexicalIndex.Open(SmallCatalog.Snapshot, _folder);
        var hits = index.Find(Text);
        hits.ShouldNotBeEmpty();
        return (Directory.EnumerateFiles(_folder, "lexical-*.db").ShouldHaveSingleItem(), hits);
    }

    private static void Damage(string file, string damage)
    {
        var bytes = File.ReadAllBytes(file);
        switch (damage)
        {
            case "garbage":
                File.WriteAllBytes(file, [.. Enumerable.Range(1, bytes.Length).Select(i => (byte)(i * 31))]);
                break;
            case "empty":
                File.WriteAllBytes(file, []);
                break;
            case "cut":
                File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
                break;
            case "one byte":
                bytes[bytes.Length * 3 / 4] ^= 0x55;
                File.WriteAllBytes(file, bytes);
                break;
            case "taken away":
                File.Delete(file);
                break;
            default:
                File.Delete(file + ".sha256");
                break;
        }
    }
}
