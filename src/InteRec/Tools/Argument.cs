namespace InteRec.Tools;

/// <summary>An argument of a call, and whether it must be there.</summary>
internal readonly record struct Argument(string Name, bool IsNeeded = false);
