using System.Runtime.CompilerServices;
using System.Text.Json;
using InteRec.Conversations;
using InteRec.Planning.Grounding;
using InteRec.Planning.Llm.Demonstrations;
using InteRec.Planning.Llm.Dialogues;
using InteRec.Planning.Llm.Prompts;
using InteRec.Profiles;
using InteRec.Serving;
using Microsoft.Extensions.AI;

namespace InteRec.Planning.Llm.Learning;

/// <summary>What became of one attempt to write a demonstration.</summary>
/// <param name="Demonstration">It, or null where it was not kept.</param>
/// <param name="Problem">Why it was not kept, or null.</param>
internal sealed record WrittenDemonstration(Demonstration? Demonstration, string? Problem);

/// <summary>
/// Lets the model write demonstrations, input first (a message, then its plan) and output first (the plan of a demonstration turned into
/// another message) by turns. Kept is what validates, is not near to one that is there, and gives items when it is run.
/// </summary>
internal sealed class DemonstrationWriter(
    IChatClient chat, Budget.ModelLedger ledger, StructuredAnswer answers, PlanPrompt prompt, PromptLibrary prompts, DemonstrationChooser chooser, PlanRunner runner, LlmOptions options, TimeProvider time)
{
    /// <summary>Nearness from which a message counts as a copy.</summary>
    private const float Copy = 0.9f;

    private const int Examples = 5;

    private static readonly Intent[] Intents = [Intent.Recommend, Intent.Similar, Intent.Recommend, Intent.Lookup, Intent.Explain, Intent.Remember];
    private static readonly JsonElement Schema = JsonSerializer.SerializeToElement(new
    {
        type = "object",
        properties = new { request = new { type = "string" } },
        required = (string[])["request"],
        additionalProperties = false,
    });

    /// <summary>Attempts, as many as are asked for; the kept ones are different from each other too.</summary>
    /// <exception cref="ModelException">The model cannot be asked.</exception>
    public async IAsyncEnumerable<WrittenDemonstration> WriteAsync(ServingState serving, int attempts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var kept = new List<Demonstration>();
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            using var turn = new ModelTurn(chat, ledger, new TurnAccount(null, null), options, time, cancellationToken);
            var written = attempt % 2 == 0 ? await InputFirstAsync(serving, attempt / 2, turn) : await OutputFirstAsync(serving, attempt / 2, turn);
            if (written.Demonstration is { } demonstration)
            {
                written = Check(demonstration, serving, kept, cancellationToken);
                kept.AddRange(written.Demonstration is null ? [] : [demonstration]);
            }

            yield return written;
        }
    }

    private async Task<WrittenDemonstration> InputFirstAsync(ServingState serving, int number, ModelTurn turn)
    {
        var intent = Intents[number % Intents.Length];
        var examples = chooser.All.Where(d => d.Plan.Intent == intent).Skip(number * Examples % Math.Max(1, chooser.All.Count)).Take(Examples).Select(d => $"- {d.Request}");
        var rules = prompts[PromptNames.InventRequest].Fill(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["items"] = serving.Catalog.Schema.Item.Plural,
            ["intent"] = JsonSerializer.Serialize(intent, PlanJson.Options).Trim('"'),
            ["examples"] = string.Join('\n', examples),
        });
        if (await RequestAsync([new(ChatRole.System, rules)], turn) is not { } request)
        {
            return new WrittenDemonstration(null, "no message");
        }

        var input = new PlanningInput(request, null, ConversationState.Empty, Profile.Empty, serving);
        var reading = new PlanningResult { Plan = new Plan(), Understood = new Understood(), Planner = string.Empty };
        var answer = await answers.AskAsync(turn, prompt.Messages(input, reading, chooser.Choose(request, inConversation: false, options.Demonstrations, options.DemonstrationCount)), PlanSchema.ForModel(serving.Catalog), "plan");
        return PlanReader.Read(answer) is { Plan: { } plan } ? new WrittenDemonstration(new Demonstration { Request = request, Plan = plan }, null) : new WrittenDemonstration(null, $"no plan for: {request}");
    }

    private async Task<WrittenDemonstration> OutputFirstAsync(ServingState serving, int number, ModelTurn turn)
    {
        if (chooser.All.Where(d => d.Conversation is null).ToList() is not { Count: > 0 } all)
        {
            return new WrittenDemonstration(null, "no plan to begin with");
        }

        var plan = all[number % all.Count].Plan;
        var rules = prompts[PromptNames.InventWords].Fill(new Dictionary<string, string>(StringComparer.Ordinal) { ["items"] = serving.Catalog.Schema.Item.Plural });
        var request = await RequestAsync([new(ChatRole.System, rules), new(ChatRole.User, DataBlock.Of("plan", PlanShort.Write(plan)))], turn);
        return request is null ? new WrittenDemonstration(null, "no message") : new WrittenDemonstration(new Demonstration { Request = request, Plan = plan }, null);
    }

    private async Task<string?> RequestAsync(IReadOnlyList<ChatMessage> messages, ModelTurn turn)
    {
        var answer = await answers.AskAsync(turn, messages, Schema, "request");
        try
        {
            using var json = JsonDocument.Parse(PlanReader.Json(answer) ?? "{}");
            return json.RootElement.TryGetProperty("request", out var request) && request.ValueKind == JsonValueKind.String && request.GetString() is { Length: > 3 and < 300 } text
                ? DataBlock.Line(text, 300)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private WrittenDemonstration Check(Demonstration demonstration, ServingState serving, IEnumerable<Demonstration> kept, CancellationToken cancellationToken)
    {
        var problems = runner.Validate(demonstration.Plan, serving);
        if (problems.Count > 0)
        {
            return Refused($"invalid: {problems[0]}");
        }

        if (chooser.All.Concat(kept).FirstOrDefault(d => chooser.Likeness(d.Request, demonstration.Request) >= Copy) is { } other)
        {
            return Refused($"like \"{other.Request}\"");
        }

        var grounded = PlanGrounding.Ground(demonstration.Plan, serving);
        if (grounded.Unknown.Count > 0)
        {
            return Refused($"unknown: {string.Join(", ", grounded.Unknown)}");
        }

        var result = runner.Run(grounded, serving, Profile.Empty, [], cancellationToken);
        return result.Lists.Any(l => l.Found == 0) || (result.Lists.Count == 0 && demonstration.Plan.Lists.Count > 0 && result.Facts is null or [])
            ? Refused("it gives nothing")
            : new WrittenDemonstration(demonstration, null);

        WrittenDemonstration Refused(string why) => new(null, $"{demonstration.Request}: {why}");
    }
}
