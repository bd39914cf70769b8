using InteRec.Api.Commands;

namespace InteRec.Api;

/// <summary>The entry point. Without a verb it serves; <see cref="RootVerb"/> lists the others.</summary>
public sealed class Program
{
    private Program() { }

    /// <summary>Runs one command; the result is the exit code: 0 done, 1 failed, 2 bad arguments.</summary>
    public static Task<int> Main(string[] args) => RootVerb.RunAsync(args);
}
