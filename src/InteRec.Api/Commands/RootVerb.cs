using System.CommandLine;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Ranking;
using InteRec.Storage;
using InteRec.Tools;
using InteRec.Training;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Commands;

/// <summary>The command line. <c>serve</c> is what happens without a verb.</summary>
internal static class RootVerb
{
    /// <summary>How long a command may take to stop cleanly after Ctrl-C or SIGTERM.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("InteRec: a conversational recommender as a service.");
        CommandSettings.AddTo(root);
        ServeVerb.AddTo(root);
        ChatVerb.AddTo(root);
        AskVerb.AddTo(root);
        ImportVerb.AddTo(root);
        ExportVerb.AddTo(root);
        TrainVerb.AddTo(root);
        RankersVerb.AddTo(root);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync($"interec: {error.Message}");
            }

            return CommandException.BadArguments;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeToStop, EnableDefaultExceptionHandler = false });
    }

    /// <summary>Lets a command run with its output; what it cannot do becomes one line and an exit code.</summary>
    public static void Run(this Command command, Func<ParseResult, Output, CancellationToken, Task<int>> action) => command.SetAction(async (parsed, cancellationToken) =>
    {
        try
        {
            return await action(parsed, new Output(parsed.GetValue(CommandSettings.Json)), cancellationToken);
        }
        catch (CommandException e)
        {
            return await FailAsync(e.Message, e.ExitCode);
        }
        catch (OperationCanceledException)
        {
            return await FailAsync("stopped; nothing is half done", CommandException.Failed);
        }
        catch (Exception e) when (e is DatasetException or StorageException or TrainingException or RankerRejectedException or ToolException or InvalidPlanException or OptionsValidationException or IOException)
        {
            return await FailAsync(e.Message, CommandException.Failed);
        }
    });

    private static async Task<int> FailAsync(string message, int exitCode)
    {
        await Console.Error.WriteLineAsync($"interec: {message}");
        return exitCode;
    }
}
