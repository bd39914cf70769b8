using System.Text.Json.Serialization;

namespace InteRec.Planning;

/// <summary>What a language model cost in one turn.</summary>
/// <param name="Calls">Calls, also those that failed.</param>
/// <param name="InputTokens">Tokens read.</param>
/// <param name="OutputTokens">Tokens written.</param>
/// <param name="Milliseconds">Time spent waiting for the model.</param>
public sealed record ModelUsage(int Calls, long InputTokens, long OutputTokens, double Milliseconds)
{
    /// <summary>Money, in the currency of the prices that are set; null where none are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Cost { get; init; }
}

/// <summary>On whose account a model is asked in one turn, and what the turn has cost so far. Planner and reply writer share it.</summary>
/// <param name="conversationId">The conversation, or null where there is none.</param>
/// <param name="keyId">The key of the caller, or null where none is needed.</param>
internal sealed class ModelAccount(string? conversationId, string? keyId)
{
    private ModelUsage? _usage;

    /// <summary>The conversation.</summary>
    public string? ConversationId { get; } = conversationId;

    /// <summary>The key.</summary>
    public string? KeyId { get; } = keyId;

    /// <summary>What the turn has cost; null while no model was asked.</summary>
    public ModelUsage? Usage => Volatile.Read(ref _usage);

    /// <summary>Adds what a call has cost. The calls of one turn come one after the other.</summary>
    internal void Add(ModelUsage call)
    {
        var before = Usage ?? new ModelUsage(0, 0, 0, 0);
        Volatile.Write(
            ref _usage,
            new ModelUsage(
                before.Calls + call.Calls,
                before.InputTokens + call.InputTokens,
                before.OutputTokens + call.OutputTokens,
                Math.Round(before.Milliseconds + call.Milliseconds, 1)
            )
            {
                Cost = call.Cost is null ? before.Cost : (before.Cost ?? 0) + call.Cost,
            }
        );
    }
}
