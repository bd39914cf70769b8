using System.Globalization;
using InteRec.Api.Limits;
using InteRec.Api.Security;
using InteRec.Conversations;
using InteRec.Profiles;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace InteRec.Api.OpenAi;

/// <summary>A request of OpenAI's protocol that has been checked.</summary>
/// <param name="Messages">The conversation so far, with what a front end says to a model.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="ConversationId">The conversation that the caller names, or null.</param>
internal sealed record Completion(IReadOnlyList<CompletionMessage> Messages, Caller Caller, string? ConversationId)
{
    private readonly CompletionMessage _last = CompletionMessages.Last(Messages)!;

    /// <summary>The message that is answered.</summary>
    public string Said => _last.Text;

    /// <summary>What was said before it.</summary>
    public IReadOnlyList<Utterance> Earlier { get; } = Before(CompletionMessages.Last(Messages)!, Messages);

    /// <summary>What a front end asks in the background; null where a person speaks.</summary>
    public FrontEndTask? Task { get; init; }

    /// <summary>The member that the answer to a task has, where the request says so.</summary>
    public string? TaskKey { get; init; }

    /// <summary>The turn to take, but for its conversation.</summary>
    public required ChatRequest Turn { get; init; }

    /// <summary>The answer comes in pieces.</summary>
    public bool InPieces { get; init; }

    /// <summary>A stream tells the tokens.</summary>
    public bool WithUsage { get; init; }

    /// <summary>The answer is one JSON object.</summary>
    public bool AsJson { get; init; }

    /// <summary>Checks a request.</summary>
    public static (Completion? Completion, ProblemDetails? Problem) Of(CompletionRequest request, RequestChecks checks, HttpContext context)
    {
        var (set, unset) = CallerMetadata.Read(request.Metadata);
        var (conversationId, where) = Named(request, context);
        if (
            (
                CompletionMessages.Check(request.Messages)
                ?? unset
                ?? (
                    checks.OptionalId("$.user", request.User) ?? checks.OptionalId(where, conversationId) ?? CheckSet(set, checks)
                )?.ProblemDetails
            ) is
            { } wrong
        )
        {
            return (null, wrong);
        }

        var asked = new Completion(request.Messages!, context.Caller(request.User), conversationId)
        {
            Turn = set with { Message = CompletionMessages.Last(request.Messages!)!.Text, UserId = request.User, Brief = true },
            InPieces = request.Stream == true,
            WithUsage = request.Stream == true && request.StreamOptions?.IncludeUsage == true,
            AsJson = CompletionParameters.WantsJson(request),
            Task = FrontEndTask.Of(request.Messages!),
        };
        asked = asked.Task is { } task ? asked with { TaskKey = CompletionParameters.TaskKey(request, task) } : asked;
        var problem =
            CompletionParameters.Check(request, allowsSchema: asked.TaskKey is not null)
            ?? (asked.Task is null ? asked.CheckMessage(checks) : null);
        return (asked, problem);
    }

    private static List<Utterance> Before(CompletionMessage last, IReadOnlyList<CompletionMessage> messages) =>
        [
            .. messages
                .TakeWhile(m => !ReferenceEquals(m, last))
                .Where(m => m.IsUsers || m.IsAnswer)
                .Select(m => new Utterance(m.IsAnswer, m.Text)),
        ];

    private static ProblemHttpResult? CheckSet(ChatRequest set, RequestChecks checks) =>
        checks.Count("$.metadata.count", set.Count) ?? checks.Ids("$.metadata.user_ids", set.UserIds);

    /// <summary>What is wrong with the message that is answered, or null.</summary>
    private ProblemDetails? CheckMessage(RequestChecks checks)
    {
        var place = Messages.Index().First(m => ReferenceEquals(m.Item, _last)).Index;
        return checks.Message(string.Create(CultureInfo.InvariantCulture, $"$.messages[{place}].content"), Said)?.ProblemDetails;
    }

    /// <summary>The conversation that the request names, and where: the nearest to the message counts.</summary>
    private static (string? ConversationId, string Place) Named(CompletionRequest request, HttpContext context)
    {
        var header = context.Request.Headers[CompletionHeaders.Conversation].ToString();
        return request.ConversationId is { } named ? (named, "$.conversation_id")
            : CallerMetadata.Text(request.Metadata, "conversation_id") is { } noted ? (noted, "$.metadata.conversation_id")
            : (header.Length > 0 ? header : null, CompletionHeaders.Conversation);
    }
}

/// <summary>Headers of the protocol that are ours.</summary>
internal static class CompletionHeaders
{
    /// <summary>Names the conversation, in requests and in answers.</summary>
    public const string Conversation = "X-Conversation-Id";

    /// <summary>Names what was recommended, in answers that come whole.</summary>
    public const string Recommendation = "X-Recommendation-Id";
}
