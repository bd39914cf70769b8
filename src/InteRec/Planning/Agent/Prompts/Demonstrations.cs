using System.Text;
using System.Text.Json;
using InteRec.Tools;

namespace InteRec.Planning.Agent.Prompts;

/// <summary>One message of a demonstration and the plan it should become.</summary>
internal sealed record DemonstratedTurn(string Say, Plan Plan);

/// <summary>A conversation that shows how to plan, as <c>prompts/demonstrations.DATASET.jsonl</c> has them, one a line.</summary>
internal sealed record Demonstration(IReadOnlyList<DemonstratedTurn> Turns);

/// <summary>The demonstrations of a dataset, the same in every prompt.</summary>
internal sealed record Demonstrations(IReadOnlyList<Demonstration> All)
{
    /// <summary>As the rules show them: the person's words after a mark, the plan below.</summary>
    public string Text { get; } = Write(All);

    /// <summary>Reads them; none where the dataset has no file.</summary>
    /// <exception cref="PromptException">A line cannot be read; the message names file and line.</exception>
    public static Demonstrations Load(string folder, string dataset)
    {
        var path = Path.Combine(folder, $"demonstrations.{dataset}.jsonl");
        var found = new List<Demonstration>();
        foreach (var (number, line) in (File.Exists(path) ? File.ReadLines(path) : []).Index().Where(l => l.Item.Trim().Length > 0))
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

        return new Demonstrations(found);
    }

    private static string Write(IReadOnlyList<Demonstration> all)
    {
        var text = new StringBuilder(all.Count == 0 ? string.Empty : "Examples\n");
        foreach (var demonstration in all)
        {
            foreach (var turn in demonstration.Turns)
            {
                text.Append("> ").Append(turn.Say).Append('\n').Append(PlanShort.Write(turn.Plan)).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
