using System.CommandLine;

namespace InteRec.Api.Commands;

/// <summary><c>eval</c>: measures, as tables for people and as JSON for programs.</summary>
internal static class EvalVerb
{
    public static void AddTo(RootCommand root) =>
        root.Subcommands.Add(
            new Command("eval", "Measure rankers, the understanding of messages, and conversations.")
            {
                EvalConversations.Create(),
                EvalRanking.Create(),
                EvalReading.Create(),
                EvalRequests.Create(),
                EvalSuite.Create(),
            }
        );
}
