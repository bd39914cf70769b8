using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>
/// One message of a conversation and what came of it: what a language model is told of earlier turns, the same every time.
/// </summary>
internal sealed record Exchange
{
    private const int LongestMessage = 1_000;
    private const int LongestAnswer = 300;
    private const int MostExcluded = 10;

    /// <summary>The person's words, cut to 1,000 characters.</summary>
    public required string Message { get; init; }

    /// <summary>The plan that was executed, its items by id; long lists of what is excluded are left out.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The item ids of the lists that were given.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Lists { get; init; } = [];

    /// <summary>
    /// The answer where there was no list, cut to 300 characters; null with a list, and for a group, whose members it may name: who is
    /// deleted must not go on in somebody else's conversation.
    /// </summary>
    public string? Answer { get; init; }

    /// <summary>What was asked back, or null.</summary>
    public string? Question { get; init; }

    /// <summary>What is kept of a turn.</summary>
    internal static Exchange Of(string message, Plan plan, ExecutionResult execution, string? answer) =>
        new()
        {
            Message = Cut(message, LongestMessage),
            Plan = plan with
            {
                Lists = [.. plan.Lists.Select(l => l.Unchosen()).Select(l => l with { Steps = [.. l.Steps.Select(s => Short(plan, s))] })],
            },
            Lists =
            [
                .. execution.Lists.Select(l => (IReadOnlyList<string>)[.. l.Items.Items.ToArray().Select(i => l.Items.Catalog.ItemId(i))]),
            ],
            Answer = execution.Lists.Any(l => l.Items.Count > 0) || answer is null ? null : Cut(answer, LongestAnswer),
            Question = execution.FollowUp?.Question,
        };

    /// <summary>"More" itself says that what was shown is left out.</summary>
    private static PlanStep Short(Plan plan, PlanStep step) =>
        step is FilterStep { Exclude: { } exclude } filter && (plan.Intent == Intent.More || exclude.Count > MostExcluded)
            ? filter with
            {
                Exclude = null,
            }
            : step;

    private static string Cut(string text, int longest) => text.Length > longest ? text[..longest] : text;
}
