using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Support;

public sealed class SeededTests
{
    [Fact]
    public void The_same_cases_are_drawn_each_time() => Drawn().ShouldBe(Drawn());

    [Fact]
    public void A_failure_tells_its_seed() =>
        Should
            .Throw<Exception>(() => Seeded.Check(Prop.ForAll(Gen.Choose(0, 9).ToArbitrary(), number => number > 9)))
            .Message.ShouldContain("INTEREC_SEED=");

    [Fact]
    public void No_test_draws_without_a_seed()
    {
        string[] unseeded = ["QuickCheck" + "ThrowOnFailure", "Check" + ".One(", "Random" + ".Shared", "new Random" + "()"];
        var tests = Directory
            .EnumerateFiles(RepositoryFiles.PathOf("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && Path.GetFileName(file) != "Seeded.cs"
            );

        tests.Where(file => unseeded.Any(File.ReadAllText(file).Contains)).ShouldBeEmpty();
    }

    private static List<int> Drawn()
    {
        var drawn = new List<int>();
        Seeded.Check(Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), drawn.Add), 50);
        return drawn;
    }
}
