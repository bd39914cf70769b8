using System.Text;
using System.Text.Json;
using InteRec.Planning.Llm.Prompts;

namespace InteRec.Planning.Llm.Dialogues;

/// <summary>The model's opinion of what its plan gave. It can only ask for another plan: what may be listed is the rule critic's to say.</summary>
internal sealed class ModelCritic(PlanPrompt prompt, StructuredAnswer answers, PlanRunner runner)
{
    private const int LongestAdvice = 300;
    private static readonly JsonElement Schema = JsonSerializer.SerializeToElement(new
    {
        type = "object",
        properties = new { fits = new { type = "boolean" }, advice = new { type = (string[])["string", "null"] } },
        required = (string[])["fits", "advice"],
        additionalProperties = false,
    });

    /// <summary>What the plan should do differently, or null when its lists fit or nothing is to be judged.</summary>
    public async Task<string?> AdviceAsync(PlanningInput input, Plan plan, ModelTurn turn)
    {
        var result = runner.Run(runner.Prepare(plan, input.Serving), input.Serving, input.Profile, [], turn.CancellationToken);
        if (result.Lists.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var list in result.Lists)
        {
            text.Append(list.Label is { } label ? $"for {DataBlock.Line(label)}:\n" : string.Empty).Append(CandidateText.Of(list.Items.Items.ToArray(), input.Serving.Catalog));
        }

        return Read(await answers.AskAsync(turn, prompt.Critic(input, text.Length == 0 ? "nothing was found" : text.ToString()), Schema, "judgement"));
    }

    private static string? Read(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(PlanReader.Json(answer) ?? "{}");
            return json.RootElement.TryGetProperty("fits", out var fits) && fits.ValueKind == JsonValueKind.False
                && json.RootElement.TryGetProperty("advice", out var advice) && advice.ValueKind == JsonValueKind.String
                && advice.GetString() is { Length: > 0 } words
                ? DataBlock.Line(words, LongestAdvice)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
