namespace InteRec.Api.Startup;

/// <summary>A command cannot go on; the message is a sentence for the person at the terminal.</summary>
internal sealed class CommandException(string message, int exitCode = CommandException.Failed) : Exception(message)
{
    public const int Failed = 1;
    public const int BadArguments = 2;

    public int ExitCode { get; } = exitCode;
}
