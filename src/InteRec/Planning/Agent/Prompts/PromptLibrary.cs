namespace InteRec.Planning.Agent.Prompts;

/// <summary>
/// The prompts of a folder. Each prompt that the service needs is named here with the variables that the code fills, so a file that is
/// missing, or has a placeholder that nobody fills, stops the start and not the first conversation.
/// </summary>
internal sealed class PromptLibrary
{
    /// <summary>The prompts and their variables.</summary>
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Needed = new Dictionary<string, IReadOnlyList<string>>(
        StringComparer.Ordinal
    )
    {
        [PromptNames.Plan] = ["items", "item", "attributes", "examples"],
        [PromptNames.Repair] = ["problems"],
        [PromptNames.Look] = ["result"],
        [PromptNames.Reply] = ["items"],
        [PromptNames.Translate] = ["language"],
        [PromptNames.Steps] = ["items", "item", "attributes"],
        [PromptNames.Choose] = ["items"],
    };

    private readonly IReadOnlyDictionary<string, PromptFile> _files;

    private PromptLibrary(IReadOnlyDictionary<string, PromptFile> files) => _files = files;

    public PromptFile this[string name] => _files[name];

    /// <summary>Reads the prompts.</summary>
    /// <param name="folder">The folder that has them all.</param>
    /// <param name="own">A folder whose prompts take the place of those of the same name; null: none.</param>
    /// <exception cref="PromptException">
    /// A prompt is missing, its header is incomplete, a placeholder has no value, or nothing uses a file of <paramref name="own"/>.
    /// </exception>
    public static PromptLibrary Load(string folder, string? own = null)
    {
        var names = own is null ? [] : Directory.EnumerateFiles(own, "*.md").Select(Path.GetFileNameWithoutExtension);
        if (names.FirstOrDefault(name => !Needed.ContainsKey(name!)) is { } unused)
        {
            throw new PromptException($"prompt {unused}: nothing uses it; there are {string.Join(", ", Needed.Keys)}");
        }

        return new PromptLibrary(Needed.ToDictionary(n => n.Key, n => Load(PathOf(n.Key), n.Key, n.Value), StringComparer.Ordinal));

        string PathOf(string name) =>
            own is not null && Path.Combine(own, name + ".md") is var path && File.Exists(path) ? path : Path.Combine(folder, name + ".md");
    }

    private static PromptFile Load(string path, string name, IReadOnlyList<string> variables)
    {
        if (!File.Exists(path))
        {
            throw new PromptException($"prompt {name}: {path} does not exist");
        }

        var file = PromptFile.Parse(name, File.ReadAllText(path));
        var unfilled = file.Placeholders.Except(variables, StringComparer.Ordinal).ToList();
        return unfilled.Count == 0 ? file : throw new PromptException($"prompt {name}: nothing fills {string.Join(", ", unfilled)}");
    }
}

/// <summary>Names of the prompts: file names without their ending.</summary>
internal static class PromptNames
{
    /// <summary>Puts a reply into another language.</summary>
    public const string Translate = "translate";

    /// <summary>Plans a turn.</summary>
    public const string Plan = "plan";

    /// <summary>Asks to mend an invalid plan.</summary>
    public const string Repair = "repair";

    /// <summary>Shows the result of a plan, to be mended or kept.</summary>
    public const string Look = "look";

    /// <summary>Puts a list into words.</summary>
    public const string Reply = "reply";

    /// <summary>Plans by calling tools one after the other.</summary>
    public const string Steps = "steps";

    /// <summary>Chooses among candidates.</summary>
    public const string Choose = "choose";
}
