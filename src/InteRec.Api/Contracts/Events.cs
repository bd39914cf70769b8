using InteRec.Planning;
using InteRec.Tools;

namespace InteRec.Api.Contracts;

/// <summary>Event <c>plan</c> of a chat stream: how the message was understood and what will be done.</summary>
public sealed record PlanEvent(Plan Plan, Understood Understood, string Planner);

/// <summary>Event <c>items</c> of a chat stream: the lists, before the words.</summary>
public sealed record ItemsEvent(IReadOnlyList<ItemList> Lists);

/// <summary>Event <c>text</c> of a chat stream: a piece of the answer's words.</summary>
public sealed record TextEvent(string Delta);
