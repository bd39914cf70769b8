using InteRec.Conversations;
using InteRec.Tools;

namespace InteRec.Api.OpenAi;

/// <summary>
/// Finds the conversation that messages belong to. The reference in the last answer names it; where the messages went another way since
/// (an answer made anew, a message edited), or have no reference, what the person said before is said again in a new conversation.
/// </summary>
internal sealed class CompletionHistory(ConversationService conversations, ConversationStore store)
{
    /// <summary>Earlier messages that are said again, the latest ones. Each costs a turn, and a request that is older rarely holds.</summary>
    private const int MostReplayed = 5;

    /// <summary>The conversation to go on with, or null to begin one.</summary>
    public async Task<string?> FindAsync(IReadOnlyList<CompletionMessage> earlier, Caller caller, int longest, CancellationToken cancellationToken)
    {
        var last = earlier.LastOrDefault(m => m.Role == "assistant");
        if (last is not null
            && CompletionWords.Read(last.Text) is { } place
            && await store.LoadAsync(place.ConversationId, caller, cancellationToken) is { } known
            && known.State.Turn == place.Turn)
        {
            return known.ConversationId;
        }

        string? conversationId = null;
        foreach (var message in earlier.Where(m => m.IsUsers && m.Text.Length <= longest && !string.IsNullOrWhiteSpace(m.Text)).TakeLast(MostReplayed))
        {
            var reply = await conversations.TakeTurnAsync(new ChatRequest(message.Text, conversationId, caller.UserId), caller, cancellationToken);
            if (reply.Notices.Any(n => n.Code == NoticeCodes.NotKept))
            {
                break; // what was not kept cannot be gone on with
            }

            conversationId = reply.ConversationId;
        }

        return conversationId;
    }
}
