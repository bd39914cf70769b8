using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Prompts;
using InteRec.Planning.Agent.Reading;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;

namespace InteRec.Planning.Agent.Dialogues;

/// <summary>
/// The model calls the tools through a Kernel of the turn and sees what each gives. Every call is a part of the plan that is made on the
/// way: the result is a plan like any other, to be stored and run again.
/// </summary>
/// <param name="prompt">What the model is told.</param>
/// <param name="runner">Checks and tries calls.</param>
/// <param name="look">Tries the plan, or null where the model is shown no result.</param>
/// <param name="options">How the model is asked.</param>
internal sealed class StepByStep(PlanPrompt prompt, PlanRunner runner, PlanLook? look, LlmOptions options) : IDialogue
{
    /// <summary>Rounds in which a model that called nothing is asked again: each costs a call while a person waits.</summary>
    private const int Repairs = 1;

    private const string NothingCalled = "No tool was called. Call those that the message needs and done, or done alone with an intent.";

    public async Task<ModelPlan> PlanAsync(PlanningInput input, PlanningResult reading, BoundedModel turn)
    {
        var session = new StepSession(input, runner, look, turn.CancellationToken);
        var tools = new StepTools(session, input.Serving.Tools);
        var bounds = new StepBounds(session);
        var kernel = new Kernel();
        kernel.AutoFunctionInvocationFilters.Add(bounds);
        var functions = tools.All();
        using var calling = Calling(turn, functions, tools.ForOthers());
        var chat = Options(kernel, functions);
        var messages = prompt.Steps(input, reading);
        for (var round = 0; ; round++)
        {
            var response = await calling.GetResponseAsync(messages, chat, turn.CancellationToken);
            if (bounds.IsHopeless)
            {
                throw new ModelException(ModelFailure.Unreadable, $"{StepBounds.ErrorsInARow} answers in a row had no call that could run");
            }

            if (!session.IsEmpty)
            {
                return session.Result();
            }

            if (Said(response.Text, input) is { } said)
            {
                return said;
            }

            if (round >= Repairs)
            {
                throw new ModelException(ModelFailure.Unreadable, "the model called nothing");
            }

            messages.AddRange(response.Messages);
            messages.Add(new ChatMessage(ChatRole.User, NothingCalled));
        }
    }

    /// <summary>
    /// The turn's client, so that its bounds hold for every call, with the Kernel's calling in front. An error of ours ends the turn at
    /// once.
    /// </summary>
    private static IChatClient Calling(BoundedModel turn, IReadOnlyList<StepFunction> functions, KernelFunction forOthers)
    {
        var told = functions.Select(f => f.Declaration).ToList();
        var calling = new ChatClientBuilder(turn).UseKernelFunctionInvocation().Use(inner => new ReadableCalls(inner, told)).Build();
        var invoking = calling.GetService<FunctionInvokingChatClient>()!;
        invoking.MaximumConsecutiveErrorsPerRequest = 0;
        invoking.AdditionalTools = [forOthers];
        return calling;
    }

    private ChatOptions Options(Kernel kernel, IReadOnlyList<StepFunction> functions)
    {
        var chat = new PromptExecutionSettings().ToChatOptions(kernel);
        chat.Temperature = options.Temperature;
        chat.MaxOutputTokens = options.MaxOutputTokens;
        chat.Tools = [.. functions.Select(f => f.Function)];
        chat.AllowMultipleToolCalls = true;
        return chat;
    }

    /// <summary>
    /// A model that calls nothing may say what the message is in a word, or write the plan as its earlier ones stand there.
    /// </summary>
    private ModelPlan? Said(string text, PlanningInput input)
    {
        var word = text.Trim().Trim('.', '"', '`', '*').ToLowerInvariant();
        var intent = word switch
        {
            "chitchat" => Intent.Chitchat,
            "help" => Intent.Help,
            "out_of_scope" => Intent.OutOfScope,
            _ => (Intent?)null,
        };
        if (intent is { } said)
        {
            return new ModelPlan(new Plan { Intent = said });
        }

        var plan = PlanReader.Read(text, input.Serving.Tools).Plan;
        return plan is not null && runner.Validate(plan, input.Serving).Count == 0 ? new ModelPlan(plan) : null;
    }
}
