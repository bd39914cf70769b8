using System.Reflection;
using System.Text.RegularExpressions;
using InteRec.Api;
using InteRec.Settings;
using Shouldly;
using Xunit;

namespace InteRec.Tests;

public sealed class RegularExpressionTests
{
    /// <summary>
    /// A busy machine once stopped a training: a pattern over a title was not scheduled for 100 ms, and its timeout threw.
    /// </summary>
    [Fact]
    public void None_of_the_product_looks_at_a_clock()
    {
        var patterns = new[] { typeof(InteRecOptions).Assembly, typeof(Program).Assembly }
            .SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(m => m.IsDefined(typeof(GeneratedRegexAttribute)))
            .ToList();

        patterns.Count.ShouldBeGreaterThan(8);
        patterns.ShouldAllBe(m => ((Regex)m.Invoke(null, null)!).MatchTimeout == Regex.InfiniteMatchTimeout);
    }
}
