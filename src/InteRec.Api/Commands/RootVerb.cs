using System.CommandLine;

namespace InteRec.Api.Commands;

/// <summary>The command line. <c>serve</c> is what happens without a verb.</summary>
internal static class RootVerb
{
    /// <summary>How long a command may take to stop cleanly after Ctrl-C or SIGTERM.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("InteRec: a conversational recommender as a service.");
        ServeVerb.AddTo(root);
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeToStop });
    }
}
