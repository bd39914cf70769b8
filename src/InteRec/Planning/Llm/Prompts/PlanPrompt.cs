using System.Globalization;
using System.Runtime.CompilerServices;
using InteRec.Catalog;
using InteRec.Serving;
using Microsoft.Extensions.AI;

namespace InteRec.Planning.Llm.Prompts;

/// <summary>
/// The messages that ask a model for a plan. What is fixed comes first, then the conversation, to which turns only add: an endpoint that keeps
/// the beginning of prompts reads little anew.
/// </summary>
internal sealed class PlanPrompt(PromptLibrary prompts, Demonstrations demonstrations, LlmOptions options)
{
    private const int CharactersPerToken = 4;
    private readonly ConditionalWeakTable<CatalogSnapshot, string> _rules = [];

    /// <summary>Rules and demonstrations, the conversation, the turn as data.</summary>
    public List<ChatMessage> Messages(PlanningInput input, PlanningResult reading, string? advice = null) =>
        Messages(_rules.GetValue(input.Serving.Catalog, _ => Rules(input.Serving)), input, reading, advice);

    /// <summary>Rules and turn for the tool loop.</summary>
    public List<ChatMessage> Steps(PlanningInput input, PlanningResult reading, string? advice) => Messages(
        Fill(PromptNames.Steps, ("items", input.Serving.Catalog.Schema.Item.Plural), ("attributes", ToolText.Attributes(input.Serving.Catalog))), input, reading, advice);

    /// <summary>Asks for a mended plan.</summary>
    public ChatMessage Repair(IEnumerable<string> problems) =>
        new(ChatRole.User, Fill(PromptNames.Repair, ("problems", string.Join('\n', problems.Take(8).Select(p => "- " + DataBlock.Line(p, 300))))));

    /// <summary>Shows what the plan gave and asks to mend or keep it.</summary>
    public ChatMessage Look(string result) => new(ChatRole.User, Fill(PromptNames.Look, ("result", DataBlock.Of("result", result))));

    /// <summary>Asks to choose among numbered candidates.</summary>
    public List<ChatMessage> Choose(PlanningInput input, int count, string candidates) =>
    [
        new(ChatRole.System, Fill(PromptNames.Choose, ("items", input.Serving.Catalog.Schema.Item.Plural), ("count", count.ToString(CultureInfo.InvariantCulture)))),
        new(ChatRole.User, DataBlock.Of("candidates", candidates, options.MaxPromptCharacters) + DataBlock.Of("message", input.Message)),
    ];

    /// <summary>Asks for a judgement of lists.</summary>
    public List<ChatMessage> Critic(PlanningInput input, string lists) =>
    [
        new(ChatRole.System, Fill(PromptNames.Critic, ("items", input.Serving.Catalog.Schema.Item.Plural))),
        new(ChatRole.User, DataBlock.Of("list", lists, options.MaxPromptCharacters) + DataBlock.Of("message", input.Message)),
    ];

    private List<ChatMessage> Messages(string rules, PlanningInput input, PlanningResult reading, string? advice)
    {
        var turn = TurnText.Of(input, options.Hints ? reading.Understood : null, advice);
        var room = Math.Min(options.HistoryTokens * CharactersPerToken, options.MaxPromptCharacters - rules.Length - turn.Length);
        return [new ChatMessage(ChatRole.System, rules), .. TurnText.Earlier(input.State.Exchanges, room, input.Serving.Catalog, input.Serving.Tools.Strict), new ChatMessage(ChatRole.User, turn)];
    }

    private string Rules(ServingState serving) => Fill(
        PromptNames.Plan,
        ("item", serving.Catalog.Schema.Item.Singular),
        ("items", serving.Catalog.Schema.Item.Plural),
        ("attributes", ToolText.Attributes(serving.Catalog)),
        ("examples", demonstrations.Text)) + ToolText.Own(serving.Tools);

    private string Fill(string prompt, params IEnumerable<(string Name, string Value)> values) =>
        prompts[prompt].Fill(values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal));
}
