using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>What the caller sets cannot be read; the problems say where and what would be right.</summary>
public sealed class CallerConditionsException(IReadOnlyList<PlanProblem> problems) : Exception(string.Join(" ", problems))
{
    /// <summary>All problems, at least one.</summary>
    public IReadOnlyList<PlanProblem> Problems { get; } = problems;
}
