namespace InteRec.Tools;

/// <summary>An answer to a question back: what to show and the message to send.</summary>
public sealed record FollowUpOption(string Label, string Message);
