using System.Globalization;
using System.Text;
using System.Text.Json;
using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Prompts;
using InteRec.Planning.Agent.Reading;
using InteRec.Tools;

namespace InteRec.Planning.Agent.Dialogues;

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
    private static readonly JsonElement Schema = JsonSerializer.SerializeToElement(
        new
        {
            type = "object",
            properties = new { choose = new { type = "array", items = new { type = "integer" } } },
            required = (string[])["choose"],
            additionalProperties = false,
        }
    );

    public async Task<ModelPlan> PlanAsync(PlanningInput input, PlanningResult reading, BoundedModel turn)
    {
        var plan = (await query.PlanAsync(input, reading, turn)).Plan.Completed(input);
        var offers = Offers(plan, input, turn.CancellationToken);
        if (!offers.Exists(o => o.IsChoice))
        {
            return new ModelPlan(plan);
        }

        var numbers = Read(await answers.AskAsync(turn, prompt.Choose(input, Text(offers, input)), Schema, "choice"));
        if (!offers.Exists(o => Chosen(o, numbers).Any()))
        {
            throw new ModelException(ModelFailure.Unreadable, "the model chose none of the candidates");
        }

        var chosen = plan with { Lists = Chosen(offers, numbers, input) };
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
            var most = Math.Min(Math.Max(Candidates, list.Count), runner.MostItems);
            var wide = plan with { Lists = [list with { Count = most }], Ask = null };
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

    /// <summary>
    /// The lists with what was chosen for each. An item is given once, by the first list that has it: the others are filled up with their
    /// next candidates. A list for which nothing was chosen stays as planned.
    /// </summary>
    private static List<PlanList> Chosen(List<Offer> offers, List<int> numbers, PlanningInput input)
    {
        var (lists, given) = (new List<PlanList>(), new HashSet<int>());
        foreach (var offer in offers)
        {
            var (most, chosen) = (offer.List.Count, Chosen(offer, numbers).ToList());
            var free = chosen.Concat(offer.Items).Distinct().Where(i => !given.Contains(i));
            List<int> items = [.. free.Take(chosen.Count == 0 ? most : Math.Min(chosen.Count, most))];
            given.UnionWith(items);
            lists.Add(
                chosen.Count == 0 || items.Count == 0 ? offer.List : offer.List.Chosen([.. items.Select(input.Serving.Catalog.ItemId)])
            );
        }

        return lists;
    }

    private static IEnumerable<int> Chosen(Offer offer, List<int> numbers) =>
        offer.IsChoice
            ? numbers.Where(n => n >= offer.First && n - offer.First < offer.Items.Length).Select(n => offer.Items[n - offer.First])
            : [];

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

    private static int? Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) ? number : null;
}
