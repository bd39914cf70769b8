using InteRec.Planning;
using InteRec.Tools;

namespace InteRec.Conversations;

/// <summary>Something that happened in a turn, in the order: plan, steps, items, text pieces, done.</summary>
public abstract record TurnEvent;

/// <summary>The plan stands, with its names grounded.</summary>
public sealed record TurnPlanned(Plan Plan, Understood Understood, string Planner) : TurnEvent
{
    /// <summary>The conversation that the turn belongs to.</summary>
    public required string ConversationId { get; init; }
}

/// <summary>A step ran.</summary>
public sealed record TurnStep(TraceEntry Trace) : TurnEvent;

/// <summary>The lists are made.</summary>
public sealed record TurnItems(IReadOnlyList<ItemList> Lists) : TurnEvent;

/// <summary>A piece of the text.</summary>
public sealed record TurnText(string Delta) : TurnEvent;

/// <summary>The turn is stored; this is the whole reply.</summary>
public sealed record TurnDone(ChatReply Reply) : TurnEvent;
