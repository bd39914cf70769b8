using System.CommandLine;
using InteRec.Profiles;
using InteRec.Serving;

namespace InteRec.Api.Commands;

/// <summary><c>users export|delete ID</c>: what a person may ask of whoever keeps their data.</summary>
internal static class UsersVerb
{
    public static void AddTo(RootCommand root)
    {
        var userId = new Argument<string>("user-id") { Description = "The user." };
        var keepLog = new Option<bool>("--keep-log")
        {
            Description = "Keep the interactions, under a random id that nothing connects to the user.",
        };
        var export = new Command("export", "Write everything that is stored of a user, as JSON.") { userId };
        var delete = new Command(
            "delete",
            "Delete everything about a user: profile, conversations, recommendation records and interactions."
        )
        {
            userId,
            keepLog,
        };
        export.Run(
            async (parsed, _, cancellationToken) =>
            {
                var id = parsed.GetValue(userId)!;
                await using var host = CommandHost.Create(CommandSettings.Settings(parsed));
                var everything = await host.Get<UserData>().ExportAsync(new Caller(id, null), cancellationToken) ?? UserExport.Nothing(id);
                new Output(json: true).Result(everything, _ => { });
                return 0;
            }
        );
        delete.Run(
            async (parsed, output, cancellationToken) =>
            {
                var id = parsed.GetValue(userId)!;
                await using var host = CommandHost.Create(CommandSettings.Settings(parsed));
                var found = await host.Get<UserData>()
                    .DeleteAsync(new Caller(id, null), parsed.GetValue(keepLog) ? LogPolicy.Keep : LogPolicy.Delete, cancellationToken);
                output.Result(new Deleted(id, found), d => Output.Line(d.Found ? "Deleted." : "Nothing is stored of this user."));
                return 0;
            }
        );
        root.Subcommands.Add(new Command("users", "What is stored of a user.") { export, delete });
    }

    private sealed record Deleted(string UserId, bool Found);
}
