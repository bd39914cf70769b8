using InteRec.Planning;

namespace InteRec.Tools;

/// <summary>
/// One recommender tool: candidate set in, candidate set out. It knows no HTTP and no prompt, turns an expected failure into a
/// <see cref="ToolException"/> whose message is a sentence for the caller, and never swallows cancellation.
/// </summary>
public interface ITool
{
    /// <summary>The name in plans and in the API.</summary>
    string Name { get; }

    /// <summary>What it does, in one sentence, for people and models.</summary>
    string Description { get; }

    /// <summary>The type of its arguments.</summary>
    Type StepType { get; }

    /// <summary>Runs one step.</summary>
    /// <param name="step">The arguments, of type <see cref="StepType"/>.</param>
    /// <param name="candidates">What the step before left; the available items of the catalogue at the start.</param>
    /// <param name="context">Catalogue, search, ranker and profile of this turn.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    ToolResult Run(PlanStep step, CandidateSet candidates, ToolContext context, CancellationToken cancellationToken);
}

/// <summary>What a tool gives.</summary>
public sealed record ToolResult(CandidateSet Candidates)
{
    /// <summary>Facts found.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>What the person should know.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>What belongs into the trace, or null.</summary>
    public string? Note { get; init; }
}

/// <summary>A tool cannot do what was asked, for a reason the caller can understand and mend.</summary>
public sealed class ToolException(string message) : Exception(message);
