namespace InteRec.Tools;

/// <summary>What is wrong with a plan, and where.</summary>
/// <param name="Path">The place, such as <c>lists[0].steps[1].where.year.from</c>.</param>
/// <param name="Text">A sentence that says what is wrong and what would be right.</param>
public sealed record PlanProblem(string Path, string Text)
{
    /// <inheritdoc />
    public override string ToString() => $"{Path}: {Text}";
}
