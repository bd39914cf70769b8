using System.CommandLine;
using InteRec.Api.Hosting;
using InteRec.Api.Startup;
using InteRec.Serving;

namespace InteRec.Api.Commands;

/// <summary><c>serve</c>: the web service until it is told to stop. Settings may follow as <c>--InteRec:Dataset movies</c>.</summary>
internal static class ServeVerb
{
    public static void AddTo(RootCommand root)
    {
        var serve = new Command(
            "serve",
            "Serve over HTTP (the default). Any setting may follow: --urls http://127.0.0.1:5081 --InteRec:DataPath /var/lib/interec"
        )
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        serve.SetAction((parsed, cancellationToken) => ServeAsync(parsed, cancellationToken));
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, cancellationToken) => ServeAsync(parsed, cancellationToken));
        root.Subcommands.Add(serve);
    }

    private static async Task<int> ServeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string[] given = [.. parsed.UnmatchedTokens];
        if (NotASetting(given) is { } odd)
        {
            await Console.Error.WriteLineAsync($"interec: unknown command or argument \"{VisibleText.OfLine(odd)}\"; see interec --help");
            return CommandException.BadArguments;
        }

        return await CommandFailures.GuardAsync(
            parsed.GetValue(CommandSettings.Verbose),
            async () =>
            {
                try
                {
                    await using var app = OwnProgram.CreateApp([.. CommandSettings.Settings(parsed), .. given]);
                    var services = app.Services.GetRequiredService<Instance>().Services;
                    await services.GetRequiredService<StartUp>().CheckAsync(cancellationToken);
                    await app.StartAsync(cancellationToken);
                    await app.WaitForShutdownAsync(CancellationToken.None);
                    return services.GetRequiredService<Readiness>().Failure is { } reason ? throw new CommandException(reason) : 0;
                }
                catch (OperationCanceledException)
                {
                    return 0; // stopped while it started
                }
            }
        );
    }

    /// <summary>The first token that is neither <c>--name=value</c> nor a part of <c>--name value</c>.</summary>
    private static string? NotASetting(string[] tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!tokens[i].StartsWith("--", StringComparison.Ordinal))
            {
                return tokens[i];
            }

            if (!tokens[i].Contains('=', StringComparison.Ordinal))
            {
                i++;
            }
        }

        return null;
    }
}
