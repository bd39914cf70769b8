using System.CommandLine;
using System.CommandLine.Parsing;
using InteRec.Api.Startup;

namespace InteRec.Api.Commands;

/// <summary>The command line. <c>serve</c> is what happens without a verb.</summary>
internal static class RootVerb
{
    /// <summary>How long a command may take to stop cleanly after Ctrl-C or SIGTERM.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] args)
    {
        Output.PrepareStandardOutput();
        var root = new RootCommand("InteRec: a conversational recommender as a service.");
        CommandSettings.AddTo(root);
        ServeVerb.AddTo(root);
        ChatVerb.AddTo(root);
        AskVerb.AddTo(root);
        ImportVerb.AddTo(root);
        ExportVerb.AddTo(root);
        BackupVerb.AddTo(root);
        UsersVerb.AddTo(root);
        TrainVerb.AddTo(root);
        RankersVerb.AddTo(root);
        EvalVerb.AddTo(root);
        var parsed = root.Parse(args);
        if (Errors(parsed) is { Count: > 0 } errors)
        {
            foreach (var error in errors)
            {
                await Console.Error.WriteLineAsync($"interec: {VisibleText.OfLine(error)}");
            }

            await Console.Error.WriteLineAsync($"See {string.Join(' ', Path(parsed.CommandResult))} --help.");
            return CommandException.BadArguments;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration { ProcessTerminationTimeout = TimeToStop, EnableDefaultExceptionHandler = false }
        );
    }

    /// <summary>What is wrong with the arguments. Only <see cref="ServeVerb"/> reads what no option names, as settings.</summary>
    private static List<string> Errors(ParseResult parsed)
    {
        var errors = parsed.Errors.Select(e => e.Message).ToList();
        return errors.Count > 0 || parsed.CommandResult.Command.TreatUnmatchedTokensAsErrors is false
            ? errors
            : [.. parsed.UnmatchedTokens.Select(t => $"unknown option or argument \"{t}\"")];
    }

    /// <summary>Lets a command run with its output; what it cannot do becomes one line and an exit code.</summary>
    public static void Run(this Command command, Func<ParseResult, Output, CancellationToken, Task<int>> action)
    {
        var hasJson = command.Options.Any(o => o.Name == CommandSettings.Json.Name);
        if (!hasJson)
        {
            command.Options.Add(CommandSettings.Json);
        }

        command.SetAction(
            (parsed, cancellationToken) =>
                CommandFailures.GuardAsync(
                    parsed.GetValue(CommandSettings.Verbose),
                    () => action(parsed, new Output(!hasJson && parsed.GetValue(CommandSettings.Json)), cancellationToken)
                )
        );
    }

    private static IEnumerable<string> Path(SymbolResult command) =>
        command.Parent is CommandResult parent ? Path(parent).Append(((CommandResult)command).Command.Name) : ["interec"];
}
