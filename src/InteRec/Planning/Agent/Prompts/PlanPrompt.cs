using System.Runtime.CompilerServices;
using InteRec.Catalog;
using InteRec.Planning.Agent.Model;
using InteRec.Tools;
using Microsoft.Extensions.AI;

namespace InteRec.Planning.Agent.Prompts;

/// <summary>
/// The messages that ask a model for a plan. What is fixed comes first, then the conversation, to which turns only add: an endpoint that
/// keeps the beginning of prompts reads little anew.
/// </summary>
internal sealed class PlanPrompt(PromptLibrary prompts, Demonstrations demonstrations)
{
    /// <summary>
    /// Characters of what was said before, about 2,000 tokens: as much as the rules, so that a small model's room is enough for both.
    /// </summary>
    private const int LongestHistory = 8_000;

    private const int LongestCandidates = 20_000;
    private readonly ConditionalWeakTable<CatalogSnapshot, string> _rules = [];
    private readonly ConditionalWeakTable<CatalogSnapshot, string> _steps = [];

    /// <summary>Rules and demonstrations, the conversation, the turn as data.</summary>
    public List<ChatMessage> Messages(PlanningInput input, PlanningResult reading) =>
        Messages(_rules.GetValue(input.Serving.Catalog.Whole, _ => Rules(input.Serving)), input, reading);

    /// <summary>Rules, conversation and turn for calls of tools.</summary>
    public List<ChatMessage> Steps(PlanningInput input, PlanningResult reading) =>
        Messages(_steps.GetValue(input.Serving.Catalog.Whole, Steps), input, reading);

    /// <summary>Asks for a mended plan.</summary>
    public ChatMessage Repair(IEnumerable<string> problems) =>
        new(
            ChatRole.User,
            Fill(PromptNames.Repair, ("problems", string.Join('\n', problems.Take(8).Select(p => "- " + DataBlock.Line(p, 300)))))
        );

    /// <summary>Shows what the plan gave and asks to mend or keep it.</summary>
    public ChatMessage Look(string result) => new(ChatRole.User, Fill(PromptNames.Look, ("result", DataBlock.Of("result", result))));

    /// <summary>Asks to choose among numbered candidates of lists that say how many they want.</summary>
    public List<ChatMessage> Choose(PlanningInput input, string candidates) =>
        [
            new(ChatRole.System, Fill(PromptNames.Choose, ("items", input.Serving.Catalog.Schema.Item.Plural))),
            new(ChatRole.User, DataBlock.Of("candidates", candidates, LongestCandidates) + DataBlock.Of("message", input.Message)),
        ];

    private static List<ChatMessage> Messages(string rules, PlanningInput input, PlanningResult reading) =>
        [
            new(ChatRole.System, rules),
            .. TurnText.Earlier(input.State.Exchanges, LongestHistory, input.Serving, input.Serving.Tools.Strict),
            new(ChatRole.User, TurnText.Of(input, reading.Understood)),
        ];

    private string Rules(ServingState serving) =>
        Fill(
            PromptNames.Plan,
            ("item", serving.Catalog.Schema.Item.Singular),
            ("items", serving.Catalog.Schema.Item.Plural),
            ("attributes", ToolText.Attributes(serving.Catalog)),
            ("examples", demonstrations.Text)
        ) + ToolText.Own(serving.Tools);

    private string Steps(CatalogSnapshot catalog) =>
        Fill(
            PromptNames.Steps,
            ("items", catalog.Schema.Item.Plural),
            ("item", catalog.Schema.Item.Singular),
            ("attributes", ToolText.Attributes(catalog))
        );

    private string Fill(string prompt, params IEnumerable<(string Name, string Value)> values) =>
        prompts[prompt].Fill(values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal));
}
