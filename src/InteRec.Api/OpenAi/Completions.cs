using System.Runtime.CompilerServices;
using InteRec.Api.Limits;
using InteRec.Conversations;

namespace InteRec.Api.OpenAi;

/// <summary>Answers checked requests of OpenAI's protocol, whole or in pieces.</summary>
internal sealed class Completions(
    ConversationService conversations,
    CompletionHistory history,
    FrontEndTasks tasks,
    RequestChecks checks,
    TimeProvider time
)
{
    private static readonly byte[] Done = "[DONE]"u8.ToArray();

    public async Task<CompletionAnswer> AnswerAsync(Completion asked, HttpContext context)
    {
        if (asked.Task is { } task)
        {
            var answer = await tasks.AnswerAsync(task, asked.Caller, asked.TaskKey, context.RequestAborted);
            return new CompletionAnswers(time.GetUtcNow(), asked).Of(answer, reply: null);
        }

        var reply = await conversations.TakeTurnAsync(await TurnAsync(asked, context.RequestAborted), asked.Caller, context.RequestAborted);
        var text = CompletionWords.Of(reply, asked.AsJson);
        await history.KeepAsync(asked, reply, text, context.RequestAborted);
        context.Response.Headers[CompletionHeaders.Conversation] = reply.ConversationId;
        context.Response.Headers[CompletionHeaders.Recommendation] = reply.RecommendationId;
        return new CompletionAnswers(time.GetUtcNow(), asked).Of(text, reply);
    }

    public async IAsyncEnumerable<object> PiecesAsync(
        Completion asked,
        HttpContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var answers = new CompletionAnswers(time.GetUtcNow(), asked);
        if (asked.Task is { } task)
        {
            yield return answers.Begin();
            var answer = await tasks.AnswerAsync(task, asked.Caller, asked.TaskKey, cancellationToken);
            foreach (var piece in End(answers, asked, answer, answer, reply: null))
            {
                yield return piece;
            }

            yield break;
        }

        await foreach (
            var happened in conversations.StreamTurnAsync(await TurnAsync(asked, cancellationToken), asked.Caller, cancellationToken)
        )
        {
            switch (happened)
            {
                case TurnPlanned planned:
                    context.Response.Headers[CompletionHeaders.Conversation] = planned.ConversationId;
                    yield return answers.Begin();
                    break;
                case TurnText text when !asked.AsJson:
                    yield return answers.Delta(text.Delta);
                    break;
                case TurnDone { Reply: var reply }:
                    var whole = CompletionWords.Of(reply, asked.AsJson);
                    await history.KeepAsync(asked, reply, whole, cancellationToken);
                    foreach (var piece in End(answers, asked, asked.AsJson ? whole : whole[reply.Text.Length..], whole, reply))
                    {
                        yield return piece;
                    }

                    break;
            }
        }
    }

    /// <summary>What ends a stream: the words that are left, the end of the choice, the tokens for who asked for them.</summary>
    private static IEnumerable<object> End(CompletionAnswers answers, Completion asked, string left, string whole, ChatReply? reply)
    {
        if (left.Length > 0)
        {
            yield return answers.Delta(left);
        }

        yield return answers.End(reply);
        if (asked.WithUsage)
        {
            yield return answers.Usage(whole, reply);
        }

        yield return Done;
    }

    private async Task<ChatRequest> TurnAsync(Completion asked, CancellationToken cancellationToken) =>
        asked.Turn with
        {
            ConversationId = asked.ConversationId ?? await history.FindAsync(asked, checks.Limits.MessageLength, cancellationToken),
        };
}
