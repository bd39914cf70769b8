using InteRec.Catalog;

namespace InteRec.Tools;

/// <summary>
/// One recommender tool: candidate set in, candidate set out. It knows no HTTP and no prompt, turns an expected failure into a
/// <see cref="ToolException"/> whose message is a sentence for the caller, and never swallows cancellation. It is used from many threads at
/// once.
/// <para>
/// A tool of a program is added with <see cref="InteRecBuilder.AddTool{TTool}"/>. Its arguments are a record derived from
/// <see cref="PlanStep"/>, whose
/// <c>Description</c> attributes are the schema; what it lists is held against the person's profile as everything else is.
/// </para>
/// </summary>
public interface ITool
{
    /// <summary>The name in plans and in the API: lower-case letters, digits and underscores.</summary>
    string Name { get; }

    /// <summary>What it does, in one sentence, for people and models.</summary>
    string Description { get; }

    /// <summary>The type of its arguments: a record derived from <see cref="PlanStep"/>, which no other tool has.</summary>
    Type StepType { get; }

    /// <summary>What is wrong with the arguments, beyond their types: checked before anything of a plan runs. Default: nothing.</summary>
    /// <param name="step">The arguments, of type <see cref="StepType"/>.</param>
    /// <param name="schema">The attributes of the items.</param>
    /// <returns>The problems; their paths begin at the step: <c>most</c>.</returns>
    IEnumerable<PlanProblem> Problems(PlanStep step, DatasetSchema schema) => [];

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
