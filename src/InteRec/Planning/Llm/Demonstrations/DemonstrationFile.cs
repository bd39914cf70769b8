using System.Text.Json;
using InteRec.Planning.Llm.Prompts;

namespace InteRec.Planning.Llm.Demonstrations;

/// <summary>A request and the plan it should become, as <c>prompts/demonstrations.DATASET.jsonl</c> has them, one a line.</summary>
internal sealed record Demonstration
{
    private string? _question;
    private string? _answer;

    /// <summary>The person's words.</summary>
    public required string Request { get; init; }

    /// <summary>What the conversation block said before, or null at the beginning of a conversation.</summary>
    public string? Conversation { get; init; }

    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>What a model is shown as the message, in the blocks of a real turn.</summary>
    public string Question => _question ??= DataBlock.Of("conversation", Conversation ?? string.Empty) + DataBlock.Of("message", Request);

    /// <summary>What a model is shown as its answer: the plan without what is null or at its default.</summary>
    public string Answer => _answer ??= PlanShort.Write(Plan);

    /// <summary>Characters in the prompt.</summary>
    public int Length => Question.Length + Answer.Length;

    /// <summary>The intent and the tools used: what demonstrations differ by.</summary>
    public IEnumerable<string> Kinds => Plan.Lists.SelectMany(l => l.Steps).Select(s => s.ToolName).Append(Plan.Intent.ToString()).Distinct(StringComparer.Ordinal);
}

/// <summary>Reads demonstrations.</summary>
internal static class DemonstrationFile
{
    /// <summary>The demonstrations of a dataset; none where it has no file.</summary>
    /// <exception cref="PromptException">A line cannot be read; the message names file and line.</exception>
    public static IReadOnlyList<Demonstration> Load(string folder, string dataset)
    {
        var path = Path.Combine(folder, $"demonstrations.{dataset}.jsonl");
        if (!File.Exists(path))
        {
            return [];
        }

        var found = new List<Demonstration>();
        foreach (var (number, line) in File.ReadLines(path).Index().Where(l => l.Item.Trim().Length > 0))
        {
            try
            {
                found.Add(JsonSerializer.Deserialize<Demonstration>(line, PlanJson.Options)!);
            }
            catch (JsonException e)
            {
                throw new PromptException($"{Path.GetFileName(path)}, line {number + 1}: {e.Message}");
            }
        }

        return found;
    }
}
