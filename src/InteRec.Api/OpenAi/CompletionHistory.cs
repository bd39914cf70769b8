using InteRec.Conversations;
using InteRec.Profiles;
using InteRec.Storage;
using InteRec.Tools;

namespace InteRec.Api.OpenAi;

/// <summary>
/// Finds the conversation that messages belong to. What was said up to some answer tells where a conversation of the same key and user
/// stood then: it goes on, or, where it went another way since (an answer made anew, a message edited), a copy does. Where neither key nor
/// user says whose the messages are, always a copy does, so that nobody goes on with a stranger's. What is not known is said again.
/// </summary>
internal sealed partial class CompletionHistory(
    ConversationService conversations,
    ConversationStore store,
    Histories histories,
    ILogger<CompletionHistory> logger
)
{
    /// <summary>
    /// Earlier messages that are said again, the latest ones. Each costs a turn, and a request that is older rarely holds.
    /// </summary>
    private const int MostReplayed = 5;

    /// <summary>Beginnings of a history that are looked for, the longest ones.</summary>
    private const int MostLookedFor = 50;

    /// <summary>The conversation to go on with, or null to begin one.</summary>
    public async Task<string?> FindAsync(Completion completion, int longest, CancellationToken cancellationToken)
    {
        var (earlier, caller) = (completion.Earlier, completion.Caller);
        var (conversationId, known) = await KnownAsync(earlier, caller, cancellationToken);
        var rest = earlier.Skip(known).Where(m => !m.IsAnswer && m.Text.Length <= longest && !string.IsNullOrWhiteSpace(m.Text));
        foreach (var message in rest.TakeLast(MostReplayed))
        {
            var reply = await conversations.TakeTurnAsync(
                completion.Turn with
                {
                    Message = message.Text,
                    ConversationId = conversationId,
                },
                caller,
                cancellationToken
            );
            if (reply.Notices.Any(n => n.Code == NoticeCodes.NotKept))
            {
                break; // what was not kept cannot be gone on with
            }

            conversationId = reply.ConversationId;
        }

        return conversationId;
    }

    /// <summary>The last reply of a history as it is known, for what a front end asks about it; null where it is not.</summary>
    public async Task<ChatReply?> ReplyAsync(IReadOnlyList<Utterance> said, Caller caller, CancellationToken cancellationToken)
    {
        if (
            HistoryDigest.Beginnings(caller, said) is not [.., var whole]
            || await histories.FindAsync([whole.Digest], cancellationToken) is not { } known
        )
        {
            return null;
        }

        return (await store.TurnsAsync(known.ConversationId, cancellationToken)).FirstOrDefault(t => t.Turn == known.Turn)?.Reply;
    }

    /// <summary>
    /// Notes what the history is with this answer, so that the next request is known by it. Without it that one says everything again.
    /// </summary>
    public async Task KeepAsync(Completion completion, ChatReply reply, string answer, CancellationToken cancellationToken)
    {
        if (completion.ConversationId is not null || reply.Notices.Any(n => n.Code == NoticeCodes.NotKept))
        {
            return; // who names the conversation need not send all of it
        }

        try
        {
            await histories.KeepAsync(
                HistoryDigest.Of(completion.Caller, completion.Earlier, completion.Said, answer),
                reply,
                completion.Caller,
                cancellationToken
            );
        }
        catch (StorageException e)
        {
            LogNotKept(logger, e);
        }
    }

    private async Task<(string? ConversationId, int Length)> KnownAsync(
        IReadOnlyList<Utterance> earlier,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var beginnings = HistoryDigest.Beginnings(caller, earlier).TakeLast(MostLookedFor).ToList();
        if (beginnings.Count == 0 || await histories.FindAsync([.. beginnings.Select(b => b.Digest)], cancellationToken) is not { } known)
        {
            return (null, 0);
        }

        var isBound = caller.KeyId is not null || caller.UserId is not null;
        var goesOn =
            isBound
            && !known.IsShared
            && await store.LoadAsync(known.ConversationId, caller, cancellationToken) is { } conversation
            && conversation.State.Turn == known.Turn;
        var conversationId = goesOn ? known.ConversationId : await histories.BranchAsync(known.Digest, caller, cancellationToken);
        return (conversationId, conversationId is null ? 0 : beginnings.First(b => b.Digest == known.Digest).Length);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A history was not kept, so its next request says everything again")]
    private static partial void LogNotKept(ILogger logger, Exception exception);
}
