using InteRec.Conversations;
using InteRec.Planning.Llm.Prompts;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace InteRec.Planning.Llm.History;

/// <summary>
/// Keeps what a model is told of earlier messages within its tokens: the latest that fit, and of those before either nothing or a summary,
/// which the model writes when they fall out and which is stored with the conversation, so each message is summed up once.
/// </summary>
internal sealed partial class HistoryReducer(PromptLibrary prompts, LlmOptions options, ILogger<HistoryReducer> logger)
{
    private const int CharactersPerToken = 4;
    private const int LongestSummary = 600;

    /// <summary>The state with no more said than fits.</summary>
    public async Task<ConversationState> ReduceAsync(ConversationState state, ModelTurn turn)
    {
        if (options.History == HistoryMode.None)
        {
            return state with { Said = [], Summary = null };
        }

        var room = (options.HistoryTokens * CharactersPerToken) - (state.Summary?.Length ?? 0);
        var kept = state.Said.Reverse().TakeWhile(m => (room -= m.Length) >= 0).Reverse().ToList();
        if (kept.Count == state.Said.Count)
        {
            return state;
        }

        var summary = options.History == HistoryMode.Summary ? await SummaryAsync(state, state.Said.Count - kept.Count, turn) : null;
        return state with { Said = kept, Summary = summary ?? state.Summary };
    }

    /// <summary>The words of earlier messages for a prompt; empty where there are none.</summary>
    public static string Block(ConversationState state) =>
        DataBlock.Of("summary", state.Summary ?? string.Empty) + DataBlock.Of("earlier", string.Join('\n', state.Said.Select(m => $"- {DataBlock.Line(m, 300)}")));

    /// <summary>A summary, or null where the model gives none: then the messages are cut off, and the turn goes on.</summary>
    private async Task<string?> SummaryAsync(ConversationState state, int fallenOut, ModelTurn turn)
    {
        try
        {
            ChatMessage[] messages =
            [
                new(ChatRole.System, prompts[PromptNames.Summary].Fill(new Dictionary<string, string>(StringComparer.Ordinal))),
                new(ChatRole.User, Block(state with { Said = [.. state.Said.Take(fallenOut)] })),
            ];
            var response = await turn.AskAsync(messages, new ChatOptions { Temperature = options.Temperature, MaxOutputTokens = options.MaxOutputTokens });
            return string.IsNullOrWhiteSpace(response.Text) ? null : DataBlock.Line(response.Text, LongestSummary);
        }
        catch (ModelException e)
        {
            LogNoSummary(e.Failure);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Earlier messages are cut off: the model gave no summary, {Failure}")]
    private partial void LogNoSummary(ModelFailure failure);
}
