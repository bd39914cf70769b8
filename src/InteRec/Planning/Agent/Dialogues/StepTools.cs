using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Planning.Agent.Prompts;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;

namespace InteRec.Planning.Agent.Dialogues;

/// <summary>What a model may call in a turn: the tools of plans, and the other parts of a plan. Each call becomes a part of it.</summary>
internal sealed class StepTools(StepSession session, ToolBox tools)
{
    /// <summary>Begins a list.</summary>
    public const string List = "list";

    /// <summary>Says what is remembered of the person.</summary>
    public const string Recall = "recall";

    /// <summary>Ends the turn.</summary>
    public const string Done = "done";

    /// <summary>Takes a call that names no tool, or whose arguments cannot be read. No model is told of it.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The argument of <see cref="Unreadable"/>: what is wrong, and what to write instead.</summary>
    public const string Problem = "problem";

    private const string Last = "last";
    private const string More = "more";

    /// <summary>Descriptions for a model that has the prompt, by tool; one of a program says what it does itself.</summary>
    private static readonly Dictionary<string, string> Descriptions = new(StringComparer.Ordinal)
    {
        [List] =
            "Begins a list. label: whom or what it is for, if several; count: only if they say how many (\"a film\", \"the one where\": "
            + "1). from last: the last request, to add to; more: the same without what was shown.",
        [FilterStep.Tool] = "where: CONDITIONS; items: only these titles; exclude: titles; excludeSeries: series. A second filter narrows.",
        [SearchStep.Tool] = "By plot, theme, setting, half-remembered: a few telling words.",
        [SimilarStep.Tool] = "Like some titles, unlike others.",
        [RankStep.Tool] =
            "by blend (taste), quality (best), popularity or a number attribute (newest: year desc). "
            + "prefer: CONDITIONS. novelty 1: little known, -1: famous.",
        [LookupStep.Tool] =
            "question: facts, compare, common (what they share), count (how many), values (with counts), range (least, greatest). "
            + "Without items: of what is left, or all.",
        [ExplainStep.Tool] = "Why these fit; after a filter with their conditions, which are reasons too.",
        [ToolNames.Remember] = "Their taste and past.",
        [ToolNames.Forget] = "Takes that back, or everything.",
        [Recall] = "What is known of them.",
        [ToolNames.Ask] = "Asks back about an attribute, or auto.",
        [Done] = "Ends the turn. intent: only without other calls.",
    };

    /// <summary>All of them, in the order in which they are told.</summary>
    public IReadOnlyList<StepFunction> All() =>
        [
            Function(
                List,
                StepSchema.Object(("label", Text), ("count", StepSchema.Type("integer")), ("from", StepSchema.Text(Last, More))),
                Begin
            ),
            .. tools.All.Select(Function),
            Function(ToolNames.Remember, StepSchema.Change(everything: false), Remember),
            Function(ToolNames.Forget, StepSchema.Change(everything: true), Forget),
            Function(Recall, StepSchema.Object(), _ => session.Recall()),
            Function(ToolNames.Ask, StepSchema.Object(("attribute", Text)), Ask),
            Function(Done, StepSchema.Object(("intent", StepSchema.Text("chitchat", "help", "out_of_scope"))), End),
        ];

    /// <summary>The function for calls of anything else.</summary>
    public KernelFunction ForOthers() =>
        Function(Unreadable, StepSchema.Object((Problem, Text)), a => throw new StepCallException(a[Problem]!.GetValue<string>())).Function;

    internal sealed record AskCall
    {
        public string? Attribute { get; init; }
    }

    internal sealed record DoneCall
    {
        public Intent? Intent { get; init; }
    }

    internal sealed record ListCall
    {
        public string? Label { get; init; }

        public int? Count { get; init; }

        public string? From { get; init; }
    }

    private static JsonObject Text => StepSchema.Text();

    private string Begin(JsonObject arguments)
    {
        var call = StepCall.Other<ListCall>(List, arguments);
        return call.From is null or "" or Last or More
            ? session.Begin(call.Label, call.Count, call.From)
            : throw new StepCallException($"from is {Last}, {More}, or left out for a new list.");
    }

    private string Remember(JsonObject arguments) => session.Remember(StepCall.Change(ToolNames.Remember, arguments));

    private string Forget(JsonObject arguments) => session.Forget(StepCall.Change(ToolNames.Forget, arguments));

    private string Ask(JsonObject arguments) => session.Ask(StepCall.Other<AskCall>(ToolNames.Ask, arguments).Attribute ?? AskBack.Auto);

    private string End(JsonObject arguments) => session.Done(StepCall.Other<DoneCall>(Done, arguments).Intent);

    private StepFunction Function(ITool tool) =>
        Function(
            tool.Name,
            StepSchema.Of(tool, session.Catalog, tools),
            a => session.Take(StepCall.Step(tools, tool, a)),
            Descriptions.GetValueOrDefault(tool.Name) ?? ToolText.Description(tool)
        );

    private StepFunction Function(string name, JsonObject schema, Func<JsonObject, string> call, string? description = null)
    {
        description ??= Descriptions.GetValueOrDefault(name, string.Empty);
        return new StepFunction(
            AIFunctionFactory.CreateDeclaration(name, description, JsonSerializer.SerializeToElement(schema)),
            KernelFunctions.Create(name, description, schema, (a, _) => Task.FromResult<object>(session.Told(name, () => call(a))))
        );
    }
}

/// <summary>What a model may call.</summary>
/// <param name="Declaration">As the model is told of it.</param>
/// <param name="Function">What the Kernel calls.</param>
internal sealed record StepFunction(AIFunctionDeclaration Declaration, KernelFunction Function);
