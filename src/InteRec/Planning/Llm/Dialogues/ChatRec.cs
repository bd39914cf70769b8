using System.Globalization;
using System.Text;
using System.Text.Json;
using InteRec.Planning.Llm.Prompts;

namespace InteRec.Planning.Llm.Dialogues;

/// <summary>
/// The model says what to retrieve, as a plan, and chooses among what that gave: two calls. What it chooses meets every condition because
/// the candidates do, and stays in its order when the plan runs again.
/// </summary>
/// <param name="query">Asks for the plan that retrieves.</param>
/// <param name="prompt">What the model is told.</param>
/// <param name="answers">Asks for JSON.</param>
/// <param name="runner">Runs the plan.</param>
internal sealed class ChatRec(IDialogue query, PlanPrompt prompt, StructuredAnswer answers, PlanRunner runner) : IDialogue
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
        var plan = (await query.PlanAsync(input, reading, turn)).Plan.Completed(input);
        var offers = Offers(plan, input, turn.CancellationToken);
        if (!offers.Exists(o => o.IsChoice))
        {
            return new ModelPlan(plan);
        }

        var numbers = Read(await answers.AskAsync(turn, prompt.Choose(input, Text(offers, input)), Schema, "choice"));
        var chosen = plan with { Lists = [.. offers.Select(o => Chosen(o, numbers, input))] };
        return new ModelPlan(runner.Validate(chosen, input.Serving).Count == 0 ? chosen : plan);
    }

    /// <summary>A list of the plan and what it may be of; nothing where it only answers a question.</summary>
    /// <param name="List">The list.</param>
    /// <param name="First">The number of its first candidate.</param>
    /// <param name="Items">Its candidates.</param>
    private sealed record Offer(PlanList List, int First, int[] Items)
    {
        public bool IsChoice => Items.Length > List.Count;
    }

    /// <summary>More than each list asks for. Lists are run one by one: an item may be a candidate of several.</summary>
    private List<Offer> Offers(Plan plan, PlanningInput input, CancellationToken cancellationToken)
    {
        var (offers, next) = (new List<Offer>(), 1);
        foreach (var list in plan.Lists)
        {
            var wide = plan with { Lists = [list with { Count = Math.Max(Candidates, list.Count) }], Ask = null };
            var lists = new ListReading(list).GivesItems
                ? runner.Run(runner.Prepare(wide, input.Serving), input.Serving, input.Profile, [], cancellationToken).Lists
                : [];
            var offer = new Offer(list, next, [.. lists.SelectMany(l => l.Items.Items.ToArray())]);
            next += offer.IsChoice ? offer.Items.Length : 0;
            offers.Add(offer);
        }

        return offers;
    }

    private static string Text(List<Offer> offers, PlanningInput input)
    {
        var text = new StringBuilder();
        foreach (var offer in offers.Where(o => o.IsChoice))
        {
            text.Append(CultureInfo.InvariantCulture, $"{DataBlock.Line(offer.List.Label ?? "list")}, {offer.List.Count} to choose:\n");
            text.Append(CandidateText.Of(offer.Items, offer.First, input.Serving.Catalog));
        }

        return text.ToString();
    }

    private static PlanList Chosen(Offer offer, IReadOnlyList<int> numbers, PlanningInput input)
    {
        if (!offer.IsChoice)
        {
            return offer.List;
        }

        var chosen = numbers.Select(n => n - offer.First).Where(n => n >= 0 && n < offer.Items.Length).Take(offer.List.Count);
        var items = chosen.Select(n => input.Serving.Catalog.ItemId(offer.Items[n])).ToList();
        return items.Count > 0
            ? offer.List.Chosen(items)
            : throw new ModelException(ModelFailure.Unreadable, "the model chose none of the candidates");
    }

    private static List<int> Read(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(PlanReader.Json(answer) ?? "{}");
            return json.RootElement.TryGetProperty("choose", out var choose) && choose.ValueKind == JsonValueKind.Array
                ? [.. choose.EnumerateArray().Select(Number).OfType<int>().Distinct()]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static int? Number(JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) ? number : null;
}
