using InteRec.Api.Security;
using InteRec.Evaluation;
using InteRec.Import;
using InteRec.Planning;
using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Prompts;
using InteRec.Ranking;
using InteRec.Search.Embeddings;
using InteRec.Serving.Backups;
using InteRec.Storage;
using InteRec.Tools;
using InteRec.Training;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Startup;

/// <summary>
/// What becomes of a command that cannot go on: one line on standard error and an exit code, never a dying process. Where nobody foresaw
/// the reason, the line says so; <c>--verbose</c> adds where it happened.
/// </summary>
internal static class CommandFailures
{
    /// <summary>Runs a command.</summary>
    /// <param name="verbose">Whether the whole exception is told.</param>
    /// <param name="action">The command; gives its exit code.</param>
    /// <param name="errors">Where failures are told. Default: standard error.</param>
    public static async Task<int> GuardAsync(bool verbose, Func<Task<int>> action, TextWriter? errors = null)
    {
        errors ??= Console.Error;
        try
        {
            return await action();
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("interec: stopped; nothing is half done");
            return CommandException.Failed;
        }
        catch (Exception e)
        {
            var message = IsForeseen(e)
                ? e.Message
                : $"unexpected {e.GetType().Name}: {e.Message}{(verbose ? "" : " (--verbose tells where)")}";
            await errors.WriteLineAsync($"interec: {VisibleText.OfLine(message)}{(verbose ? $"\n{VisibleText.Of(e.ToString())}" : "")}");
            return e is CommandException command ? command.ExitCode : CommandException.Failed;
        }
    }

    /// <summary>
    /// Exceptions whose message is a sentence for the person at the terminal; those of the last line are about settings and addresses.
    /// </summary>
    public static bool IsForeseen(Exception e) =>
        e
            is PromptException
                or CommandException
                or OpenDoorException
                or DatasetException
                or StorageException
                or BackupException
                or TrainingException
                or RankerRejectedException
                or RankingLogException
                or ToolException
                or InvalidPlanException
                or CallerConditionsException
                or ModelException
                or OptionsValidationException
                or IOException
                or EmbeddingModelException
        || e.Source
            is "Microsoft.Extensions.Configuration.Binder"
                or "Microsoft.AspNetCore.Server.Kestrel.Core"
                or "Microsoft.AspNetCore.Http";
}
