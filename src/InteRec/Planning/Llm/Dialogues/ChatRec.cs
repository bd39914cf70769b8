using System.Text.Json;
using InteRec.Planning.Grounding;
using InteRec.Planning.Llm.Prompts;

namespace InteRec.Planning.Llm.Dialogues;

/// <summary>
/// Candidates are retrieved by the built-in plan and the model chooses among them. For comparison with planning: the model knows no more
/// than what was retrieved, and what it chooses meets every condition because the candidates do.
/// </summary>
internal sealed class ChatRec(PlanPrompt prompt, StructuredAnswer answers, PlanRunner runner) : IDialogue
{
    private const int Candidates = 20;
    private static readonly JsonElement Schema = JsonSerializer.SerializeToElement(new
    {
        type = "object",
        properties = new { choose = new { type = "array", items = new { type = "integer" } } },
        required = (string[])["choose"],
        additionalProperties = false,
    });

    public async Task<ModelPlan> PlanAsync(PlanningInput input, PlanningResult reading, ModelTurn turn)
    {
        if (reading.Plan.Lists is not [var list] || list.Steps is [.., LookupStep or ExplainStep])
        {
            return new ModelPlan(reading.Plan);
        }

        var wide = new GroundedPlan(reading.Plan with { Lists = [list with { Count = Candidates }], Ask = null }, [], [], []);
        var found = runner.Run(wide, input.Serving, input.Profile, [], turn.CancellationToken).Lists;
        var candidates = found is [var one, ..] ? one.Items.Items.ToArray() : [];
        if (candidates.Length <= list.Count)
        {
            return new ModelPlan(reading.Plan);
        }

        var messages = prompt.Choose(input, list.Count, CandidateText.Of(candidates, input.Serving.Catalog));
        var chosen = Read(await answers.AskAsync(turn, messages, Schema, "choice"), candidates.Length).Take(list.Count).Select(n => input.Serving.Catalog.ItemId(candidates[n - 1])).ToList();
        return chosen.Count == 0
            ? throw new ModelException(ModelFailure.Unreadable, "the model chose none of the candidates")
            : new ModelPlan(reading.Plan with { Lists = [list with { Steps = [.. list.Steps.SkipLast(1), new FilterStep { Items = chosen }, list.Steps[^1]] }] });
    }

    private static IEnumerable<int> Read(string answer, int most)
    {
        try
        {
            using var json = JsonDocument.Parse(PlanReader.Json(answer) ?? "{}");
            return json.RootElement.TryGetProperty("choose", out var choose) && choose.ValueKind == JsonValueKind.Array
                ? [.. choose.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.Number && n.TryGetInt32(out var i) && i >= 1 && i <= most).Select(n => n.GetInt32()).Distinct()]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
