using System.CommandLine;
using InteRec.Api.Startup;

namespace InteRec.Api.Commands;

/// <summary>Options that commands share.</summary>
internal static class CommandSettings
{
    /// <summary>For commands with a result; <see cref="RootVerb.Run"/> adds it to those that have none of their own.</summary>
    public static readonly Option<bool> Json = new("--json") { Description = "Write the result as JSON, for programs." };

    public static readonly Option<string?> Data = new("--data")
    {
        Description = "Folder of everything that is written. Default: the setting InteRec:DataPath (.data).",
        Recursive = true,
        HelpName = "FOLDER",
    };

    public static readonly Option<string?> Dataset = new("--dataset")
    {
        Description = "Dataset: a folder below datasets, or a path. Default: the setting InteRec:Dataset (movies).",
        Recursive = true,
        HelpName = "NAME",
    };

    public static readonly Option<string[]> Set = new("--set")
    {
        Description = "Any setting, as InteRec:Training:Ials:Epochs=20; may be given several times.",
        Recursive = true,
        HelpName = "NAME=VALUE",
    };

    public static readonly Option<bool> Verbose = new("--verbose") { Description = "When something fails, tell where.", Recursive = true };

    public static void AddTo(RootCommand root)
    {
        root.Options.Add(Data);
        root.Options.Add(Dataset);
        root.Options.Add(Set);
        root.Options.Add(Verbose);
    }

    /// <summary>The options as settings, in the form that configuration reads from a command line.</summary>
    public static string[] Settings(ParseResult parsed)
    {
        var settings = new List<string>();
        Add("InteRec:DataPath", parsed.GetValue(Data));
        Add("InteRec:Dataset", parsed.GetValue(Dataset));
        foreach (var pair in parsed.GetValue(Set) ?? [])
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new CommandException($"--set {pair}: NAME=VALUE is expected", CommandException.BadArguments);
            }

            Add(pair[..equals], pair[(equals + 1)..]);
        }

        return [.. settings];

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                settings.Add($"--{name}={value}");
            }
        }
    }
}
