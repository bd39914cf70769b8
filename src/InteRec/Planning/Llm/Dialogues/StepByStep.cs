using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Conversations;
using InteRec.Planning.Llm.Prompts;
using InteRec.Serving;
using InteRec.Tools;
using Microsoft.Extensions.AI;

namespace InteRec.Planning.Llm.Dialogues;

/// <summary>
/// The model calls the tools one after the other and sees what each gives. Every call is a step of the plan that is made on the way, and is
/// checked and run as one: the result is a plan like any other, to be stored and run again.
/// </summary>
internal sealed class StepByStep(PlanPrompt prompt, PlanRunner runner, LlmOptions options) : IDialogue
{
    private const int MostTold = 5;

    public async Task<ModelPlan> PlanAsync(PlanningInput input, PlanningResult reading, ModelTurn turn)
    {
        var messages = prompt.Steps(input, reading);
        var tools = Tools(input.Serving);
        var list = new PlanList { Count = reading.Plan.Lists is [var own, ..] ? own.Count : new PlanList().Count };
        var (calls, errors) = (0, 0);
        for (var round = 0; round < StepBounds.Rounds && calls < StepBounds.ToolCalls; round++)
        {
            var response = await turn.AskAsync(messages, new ChatOptions { Temperature = options.Temperature, MaxOutputTokens = options.MaxOutputTokens, Tools = tools, AllowMultipleToolCalls = true });
            var wanted = response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Take(StepBounds.ToolCalls - calls).ToList();
            if (wanted.Count == 0)
            {
                break;
            }

            messages.Add(new ChatMessage(ChatRole.Assistant, [.. wanted]));
            foreach (var call in wanted)
            {
                calls++;
                var (next, told) = Take(call, list, input, turn.CancellationToken);
                errors = next is null ? errors + 1 : 0;
                list = next ?? list;
                messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, told)]));
            }

            if (errors >= StepBounds.ErrorsInARow)
            {
                throw new ModelException(ModelFailure.Unreadable, $"{errors} tool calls in a row could not run");
            }
        }

        return list.Steps.Count == 0
            ? new ModelPlan(reading.Plan)
            : new ModelPlan(new Plan { Intent = IntentOf(list, input.State, reading), Lists = [list] });
    }

    /// <summary>The list with the call as its next step, or null where it cannot run; and what the model is told.</summary>
    private (PlanList? List, string Told) Take(FunctionCallContent call, PlanList list, PlanningInput input, CancellationToken cancellationToken)
    {
        if (call.Exception is not null)
        {
            return (null, "The arguments are not a JSON object.");
        }

        if (input.Serving.Tools.Find(call.Name) is null)
        {
            return (null, $"There is no such tool. There are {string.Join(", ", input.Serving.Tools.All.Select(t => t.Name))}.");
        }

        var step = JsonSerializer.SerializeToNode(call.Arguments ?? new Dictionary<string, object?>(StringComparer.Ordinal), PlanJson.Options)!.AsObject();
        step["tool"] = call.Name;
        var (plan, problem) = PlanReader.Read(new JsonObject { ["intent"] = "recommend", ["steps"] = new JsonArray(step) }.ToJsonString(), input.Serving.Tools);
        if (plan is null)
        {
            return (null, problem!);
        }

        var next = list with { Steps = [.. list.Steps, .. plan.Lists[0].Steps] };
        var whole = new Plan { Lists = [next] };
        if (runner.Validate(whole, input.Serving) is { Count: > 0 } problems)
        {
            return (null, string.Join(' ', problems));
        }

        try
        {
            return (next, Tell(whole, input, cancellationToken));
        }
        catch (ToolException e)
        {
            return (null, e.Message);
        }
    }

    private string Tell(Plan plan, PlanningInput input, CancellationToken cancellationToken)
    {
        var result = runner.Run(runner.Prepare(plan, input.Serving), input.Serving, input.Profile, [], cancellationToken);
        if (result.Facts is { } facts)
        {
            return string.Join("; ", facts.Take(MostTold * 2).Select(f => $"{DataBlock.Line(f.Title ?? "all")}: {f.Attribute} {DataBlock.Line(string.Join(", ", f.Values))}"));
        }

        var catalog = input.Serving.Catalog;
        return result.Lists is [{ Found: > 0 } list, ..]
            ? $"{list.Found} candidates. The first: {string.Join("; ", list.Items.Items.ToArray().Take(MostTold).Select(i => $"{DataBlock.Line(catalog.Title(i))} ({catalog.Year(i)})"))}"
            : "No candidates are left.";
    }

    private static Intent IntentOf(PlanList list, ConversationState state, PlanningResult reading) => list.Steps[^1] switch
    {
        LookupStep { Question: "compare" } => Intent.Compare,
        LookupStep => Intent.Lookup,
        ExplainStep => Intent.Explain,
        _ when reading.Plan.Intent == Intent.More => Intent.More,
        _ => state.Requests.Count > 0 ? Intent.Refine : Intent.Recommend,
    };

    private static List<AITool> Tools(ServingState serving) => [.. serving.Tools.All.Select(t => AIFunctionFactory.CreateDeclaration(
        t.Name,
        ToolText.Description(t),
        PlanSchema.OfArguments(serving.Catalog, t.StepType, serving.Tools)))];
}
