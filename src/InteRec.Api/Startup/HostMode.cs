namespace InteRec.Api.Startup;

/// <summary>Whether this process is the service, or an application that the service is a part of.</summary>
/// <param name="IsOwnProgram">True: nothing else is served, so a start that fails ends the process.</param>
internal sealed record HostMode(bool IsOwnProgram);
