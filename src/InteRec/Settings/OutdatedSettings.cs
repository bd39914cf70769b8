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
        (
            "InteRec:Llm:Audit",
            "nothing holds a model's plan against the built-in reading any more; whether the model plans is said by InteRec:Llm:Trust"
        ),
        ("InteRec:Llm:Candidates", "in mode chat-rec a model chooses from 20"),
        ("InteRec:Llm:CircuitBreak", "an endpoint that failed is asked again after 30 seconds"),
        (
            "InteRec:Llm:CircuitFailures",
            "an endpoint that fails is given a rest by itself; how often a call is tried is said by InteRec:Llm:Retries"
        ),
        ("InteRec:Llm:Critic", "a model's opinion of its own lists is not asked for any more; where a result is off it is shown it"),
        ("InteRec:Llm:CriticRounds", "a model's opinion of its own lists is not asked for any more; where a result is off it is shown it"),
        ("InteRec:Llm:DemonstrationCount", "the demonstrations of prompts/demonstrations.DATASET.jsonl are always in the prompt"),
        ("InteRec:Llm:Demonstrations", "the demonstrations of prompts/demonstrations.DATASET.jsonl are always in the prompt"),
        ("InteRec:Llm:ErrorsInARow", "write InteRec:Llm:CallsPerTurn, which bounds every turn"),
        ("InteRec:Llm:Hints", "a model is always told what the built-in reading recognised"),
        ("InteRec:Llm:History", "a model is told the last 2,000 tokens of a conversation"),
        ("InteRec:Llm:HistoryTokens", "a model is told the last 2,000 tokens of a conversation"),
        ("InteRec:Llm:LongestRetryAfter", "an endpoint that asks for more than 5 seconds is not waited for"),
        ("InteRec:Llm:Looks", "a model is shown a result that is off once a turn"),
        (
            "InteRec:Llm:MaxPromptCharacters",
            "write InteRec:Llm:TokensPerTurn, or a shorter plan.md into a folder that InteRec:Llm:Prompts names"
        ),
        ("InteRec:Llm:MaxResponseBytes", "write InteRec:Llm:MaxOutputTokens; an answer of more than a million bytes is always cut"),
        ("InteRec:Llm:Neighbours", "a model is no longer told what is liked together"),
        ("InteRec:Llm:Repairs", "an invalid plan goes back to the model once; InteRec:Llm:CallsPerTurn bounds every turn"),
        ("InteRec:Llm:ReplyStyle", "write it into reply.md in a folder that InteRec:Llm:Prompts names"),
        ("InteRec:Llm:RetryDelay", "write InteRec:Llm:Retries; the first waits half a second, each further one twice as long"),
        ("InteRec:Llm:Rounds", "write InteRec:Llm:CallsPerTurn, which bounds every turn"),
        ("InteRec:Llm:Stimulus", "write it into plan.md in a folder that InteRec:Llm:Prompts names"),
        ("InteRec:Llm:ToolCalls", "write InteRec:Llm:CallsPerTurn, which bounds every turn"),
        (
            "InteRec:Llm:TrustThreshold",
            "three quarters of the checks let a model plan; write always or never as InteRec:Llm:Trust for another verdict"
        ),
        (
            "InteRec:Experiment:Variants:*:Llm",
            "the model is used and prompted in one way, by InteRec:Llm; a variant says by Planner whether it takes part"
        ),
        ("InteRec:Reading", "messages are always read by the trained reader, whose folder is said by InteRec:ReaderPath"),
        (
            "InteRec:Training:Signal",
            "which ratings are likes is said by interactionColumns in dataset.json, what other kinds weigh by InteRec:Interactions, such "
                + "as InteRec:Interactions:ViewWeight"
        ),
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
        Patterns.FirstOrDefault(p => p.Name.IsMatch(path)) is { Name: not null } found
            ? $"{path} is no setting any more: {found.Instead}"
            : null;

    private static Regex Pattern(string name) =>
        new(
            $"^{Regex.Escape(name).Replace("\\*", "[^:]+", StringComparison.Ordinal)}$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
        );
}
