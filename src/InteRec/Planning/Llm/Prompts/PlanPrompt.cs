using System.Runtime.CompilerServices;
using InteRec.Catalog;
using InteRec.Planning.Llm.Demonstrations;
using Microsoft.Extensions.AI;

namespace InteRec.Planning.Llm.Prompts;

/// <summary>The messages that ask a model for a plan. The rules come first and are the same for every turn of a catalogue, so that an endpoint can keep them.</summary>
internal sealed class PlanPrompt(PromptLibrary prompts, Neighbours neighbours, LlmOptions options)
{
    private readonly ConditionalWeakTable<CatalogSnapshot, string> _rules = [];

    /// <summary>Rules, demonstrations, and the turn as data.</summary>
    public List<ChatMessage> Messages(PlanningInput input, PlanningResult reading, IReadOnlyList<Demonstration> demonstrations, string? advice = null)
    {
        var rules = _rules.GetValue(input.Serving.Catalog, Rules);
        var turn = Turn(input, reading, advice);
        var left = options.MaxPromptCharacters - rules.Length - turn.Length;
        var messages = new List<ChatMessage> { new(ChatRole.System, rules) };

        // The nearest demonstration stands last; where there is no room for all, the farthest go.
        foreach (var demonstration in demonstrations.Reverse().TakeWhile(d => (left -= d.Length) >= 0).Reverse())
        {
            messages.Add(new ChatMessage(ChatRole.User, demonstration.Question));
            messages.Add(new ChatMessage(ChatRole.Assistant, demonstration.Answer));
        }

        messages.Add(new ChatMessage(ChatRole.User, turn));
        return messages;
    }

    /// <summary>Asks for a mended plan.</summary>
    public ChatMessage Repair(IEnumerable<string> problems) =>
        new(ChatRole.User, prompts[PromptNames.Repair].Fill(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["problems"] = string.Join('\n', problems.Take(8).Select(p => "- " + DataBlock.Line(p, 300))),
        }));

    /// <summary>Rules and turn for the tool loop.</summary>
    public List<ChatMessage> Steps(PlanningInput input, PlanningResult reading, string? advice) =>
    [
        new(ChatRole.System, prompts[PromptNames.Steps].Fill(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["items"] = input.Serving.Catalog.Schema.Item.Plural,
            ["attributes"] = ToolText.Attributes(input.Serving.Catalog),
            ["tips"] = prompts.Tips,
        }) + Stimulus),
        new(ChatRole.User, Turn(input, reading, advice)),
    ];

    /// <summary>Asks to choose among numbered candidates.</summary>
    public List<ChatMessage> Choose(PlanningInput input, int count, string candidates) =>
    [
        new(ChatRole.System, prompts[PromptNames.Choose].Fill(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["items"] = input.Serving.Catalog.Schema.Item.Plural,
            ["count"] = count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        })),
        new(ChatRole.User, DataBlock.Of("candidates", candidates, options.MaxPromptCharacters) + DataBlock.Of("message", input.Message)),
    ];

    /// <summary>Asks for a judgement of lists.</summary>
    public List<ChatMessage> Critic(PlanningInput input, string lists) =>
    [
        new(ChatRole.System, prompts[PromptNames.Critic].Fill(new Dictionary<string, string>(StringComparer.Ordinal) { ["items"] = input.Serving.Catalog.Schema.Item.Plural })),
        new(ChatRole.User, DataBlock.Of("list", lists, options.MaxPromptCharacters) + DataBlock.Of("message", input.Message)),
    ];

    private string Rules(CatalogSnapshot catalog) => prompts[PromptNames.Plan].Fill(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["items"] = catalog.Schema.Item.Plural,
        ["tools"] = ToolText.Tools,
        ["intents"] = ToolText.Intents,
        ["attributes"] = ToolText.Attributes(catalog),
        ["tips"] = prompts.Tips,
    }) + Stimulus;

    private string Stimulus => options.Stimulus is { Length: > 0 } sentence ? $"\n{sentence}" : string.Empty;

    private string Turn(PlanningInput input, PlanningResult reading, string? advice) =>
        TurnText.Of(input, options.Hints ? reading : null, neighbours.Of(input, reading, CancellationToken.None), advice);
}
