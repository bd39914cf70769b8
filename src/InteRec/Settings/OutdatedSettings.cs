using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace InteRec.Settings;

/// <summary>
/// Settings that earlier versions had. Whoever renames or removes one adds a line, so that a file of settings from before is not obeyed in
/// part without a word.
/// </summary>
internal static class OutdatedSettings
{
    /// <summary>The name, in which <c>*</c> stands for any one part of it, and what to write instead.</summary>
    private static readonly (string Name, string Instead)[] All =
    [
        ("InteRec:Interactions:MaxRowsPerRequest", "write InteRec:Limits:InteractionsPerBatch"),
        ("InteRec:Llm:Audit", "nothing holds a model's plan against the built-in reading any more; whether the model plans is said by InteRec:Llm:Trust"),
        ("InteRec:Llm:Demonstrations", "the demonstrations of prompts/demonstrations.DATASET.jsonl are always in the prompt"),
        ("InteRec:Llm:DemonstrationCount", "the demonstrations of prompts/demonstrations.DATASET.jsonl are always in the prompt"),
        ("InteRec:Llm:Neighbours", "a model is no longer told what is liked together"),
        ("InteRec:Llm:Stimulus", "write it into plan.md in a folder that InteRec:Llm:Prompts names"),
        ("InteRec:Llm:History", "write InteRec:Llm:HistoryTokens; 0 tells a model nothing of earlier turns"),
        ("InteRec:Experiment:Variants:*:Llm:Audit", "nothing holds a model's plan against the built-in reading any more; whether the model plans is said by InteRec:Llm:Trust"),
        ("InteRec:Experiment:Variants:*:Llm:Demonstrations", "the demonstrations of prompts/demonstrations.DATASET.jsonl are always in the prompt"),
        ("InteRec:Experiment:Variants:*:Llm:DemonstrationCount", "the demonstrations of prompts/demonstrations.DATASET.jsonl are always in the prompt"),
        ("InteRec:Experiment:Variants:*:Llm:Neighbours", "a model is no longer told what is liked together"),
        ("InteRec:Experiment:Variants:*:Llm:Stimulus", "write it into plan.md in a folder that InteRec:Llm:Prompts names"),
        ("InteRec:Experiment:Variants:*:Llm:History", "write InteRec:Llm:HistoryTokens; 0 tells a model nothing of earlier turns"),
        ("InteRec:Training:Signal", "which ratings are likes is said by interactionColumns in dataset.json, what other kinds weigh by InteRec:Interactions, such as InteRec:Interactions:ViewWeight"),
    ];

    private static readonly (Regex Name, string Instead)[] Patterns = [.. All.Select(s => (Pattern(s.Name), s.Instead))];

    /// <summary>Every outdated setting of a section, in a sentence each.</summary>
    public static IEnumerable<string> In(IConfigurationSection section)
    {
        if (Of(section.Path) is { } sentence)
        {
            return [sentence];
        }

        return section.GetChildren().SelectMany(In);
    }

    /// <summary>What became of a setting, or null where it is not outdated.</summary>
    private static string? Of(string path) =>
        Patterns.FirstOrDefault(p => p.Name.IsMatch(path)) is { Name: not null } found ? $"{path} is no setting any more: {found.Instead}" : null;

    private static Regex Pattern(string name) =>
        new($"^{Regex.Escape(name).Replace("\\*", "[^:]+", StringComparison.Ordinal)}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
