namespace InteRec.Tools;

/// <summary>A question back.</summary>
public sealed record FollowUp(string Question, IReadOnlyList<FollowUpOption> Options);
