using System.Globalization;
using FsCheck;
using Microsoft.FSharp.Core;

namespace InteRec.Tests.Support;

/// <summary>
/// Runs properties from a seed that is always the same, so that a run on another machine draws the same cases. The environment variable
/// <c>INTEREC_SEED</c> gives another one; the seed is printed and stands in the message of a failure.
/// </summary>
internal static class Seeded
{
    private const ulong Usual = 20261127;

    public static void Check(Property property, int runs = 100)
    {
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable("INTEREC_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : Usual;
        var name = $"INTEREC_SEED={seed}";
        Console.WriteLine($"{runs} cases of a property from {name}");
        var replay = FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None));
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(runs).WithReplay(replay).WithName(name), property);
    }
}
