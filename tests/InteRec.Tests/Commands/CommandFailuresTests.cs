using InteRec.Api.Startup;
using InteRec.Storage;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Commands;

public sealed class CommandFailuresTests
{
    [Fact]
    public async Task What_nobody_foresaw_is_one_line_and_an_exit_code()
    {
        var (exitCode, said) = await FailedAsync(verbose: false, new InvalidOperationException("a bug\nof two lines"));

        exitCode.ShouldBe(1);
        said.ShouldBe("interec: unexpected InvalidOperationException: a bug of two lines (--verbose tells where)");
    }

    [Fact]
    public async Task Verbose_tells_where()
    {
        var (exitCode, said) = await FailedAsync(verbose: true, new InvalidOperationException("a bug"));

        exitCode.ShouldBe(1);
        said.Split('\n')[0].ShouldBe("interec: unexpected InvalidOperationException: a bug");
        said.ShouldContain($"at {typeof(CommandFailures)}");
    }

    [Fact]
    public async Task What_was_foreseen_is_told_in_its_own_words()
    {
        (await FailedAsync(verbose: false, new StorageException("x.db cannot be used"))).ShouldBe((1, "interec: x.db cannot be used"));
        (await FailedAsync(verbose: false, new CommandException("a name is expected", CommandException.BadArguments))).ShouldBe(
            (2, "interec: a name is expected")
        );
        (await FailedAsync(verbose: false, new OperationCanceledException())).ShouldBe((1, "interec: stopped; nothing is half done"));
    }

    private static async Task<(int ExitCode, string Said)> FailedAsync(bool verbose, Exception failure)
    {
        await using var errors = new StringWriter { NewLine = "" };
        return (await CommandFailures.GuardAsync(verbose, () => Task.FromException<int>(failure), errors), errors.ToString());
    }
}
