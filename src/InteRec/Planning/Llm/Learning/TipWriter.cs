using System.Text.Json;
using InteRec.Catalog;
using InteRec.Planning.Llm.Demonstrations;
using InteRec.Planning.Llm.Prompts;
using Microsoft.Extensions.AI;

namespace InteRec.Planning.Llm.Learning;

/// <summary>A turn that went wrong.</summary>
/// <param name="Message">The person's words.</param>
/// <param name="Plan">The plan that was made of them.</param>
/// <param name="Problems">What was wrong with its result.</param>
internal sealed record FailedTurn(string Message, Plan Plan, IReadOnlyList<string> Problems);

/// <summary>Lets the model say what would have avoided its mistakes, a few turns at a time.</summary>
internal sealed class TipWriter(IChatClient chat, Budget.ModelLedger ledger, StructuredAnswer answers, PromptLibrary prompts, LlmOptions options, TimeProvider time)
{
    private const int TurnsAtOnce = 5;
    private const int MostTips = 12;
    private const int LongestTip = 250;
    private static readonly JsonElement Schema = JsonSerializer.SerializeToElement(new
    {
        type = "object",
        properties = new { tips = new { type = "array", items = new { type = "string" } } },
        required = (string[])["tips"],
        additionalProperties = false,
    });

    /// <summary>Tips, at most twelve, none twice.</summary>
    /// <exception cref="ModelException">The model cannot be asked.</exception>
    public async Task<IReadOnlyList<string>> WriteAsync(IEnumerable<FailedTurn> failed, CatalogSnapshot catalog, CancellationToken cancellationToken)
    {
        var tips = new List<string>();
        foreach (var some in failed.Chunk(TurnsAtOnce))
        {
            using var turn = new ModelTurn(chat, ledger, new TurnAccount(null, null), options, time, cancellationToken);
            var rules = prompts[PromptNames.InventTips].Fill(new Dictionary<string, string>(StringComparer.Ordinal) { ["items"] = catalog.Schema.Item.Plural });
            var turns = string.Join('\n', some.Select(f => $"message: {f.Message}\nplan: {PlanShort.Write(f.Plan)}\nwrong: {string.Join("; ", f.Problems.Take(3))}\n"));
            tips.AddRange(Read(await answers.AskAsync(turn, [new(ChatRole.System, rules), new(ChatRole.User, DataBlock.Of("turns", turns, options.MaxPromptCharacters))], Schema, "tips")));
        }

        return [.. tips.DistinctBy(t => TextFolding.Fold(t)).Take(MostTips)];
    }

    /// <summary>The file <c>tips.md</c> with these tips.</summary>
    public static string File(IEnumerable<string> tips, int failed) =>
        $"---\npurpose: advice learned from failed turns, part of the rules for planning\nvariables: none\neffect: not measured yet; learned from {failed} failed turns\n---\nWhat went wrong before:\n{string.Join('\n', tips.Select(t => $"- {t}"))}\n";

    private static IEnumerable<string> Read(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(PlanReader.Json(answer) ?? "{}");
            return json.RootElement.TryGetProperty("tips", out var tips) && tips.ValueKind == JsonValueKind.Array
                ? [.. tips.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String).Select(t => Plain(t.GetString()!)).Where(t => t.Length > 0)]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>A tip becomes part of the rules: on one line, without marks of blocks and placeholders.</summary>
    private static string Plain(string tip) => DataBlock.Line(tip, LongestTip).Replace('{', '(').Replace('}', ')');
}
