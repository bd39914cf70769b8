using System.Globalization;
using InteRec.Languages;
using InteRec.Tools;
using Microsoft.Extensions.Options;

namespace InteRec.Conversations;

/// <summary>A value of a call that cannot be used.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Message">What is wrong with it, in words.</param>
internal sealed record WrongValue(string Path, string Message);

/// <summary>Checks of single values that all ways to the recommender share; null means that the value is fine.</summary>
internal sealed class CallChecks(IOptions<CallLimits> calls, IOptions<PlanLimits> plans)
{
    /// <summary>The values of one message, from wherever it comes.</summary>
    /// <param name="before">What stands before a name where a problem is told: <c>$.</c> of a body.</param>
    /// <param name="request">The message.</param>
    public WrongValue? Chat(string before, ChatRequest request) =>
        Message($"{before}message", request.Message)
        ?? OptionalId($"{before}conversationId", request.ConversationId)
        ?? OptionalId($"{before}userId", request.UserId)
        ?? Ids($"{before}userIds", request.UserIds)
        ?? Locale($"{before}locale", request.Locale)
        ?? Count($"{before}count", request.Count);

    /// <summary>The values of a call of a tool, but for the tool's own.</summary>
    /// <param name="before">As for a message.</param>
    /// <param name="request">The call.</param>
    public WrongValue? Tool(string before, ToolRequest request) =>
        OptionalId($"{before}userId", request.UserId)
        ?? Ids($"{before}userIds", request.UserIds)
        ?? Ids($"{before}candidates", request.Candidates);

    public WrongValue? Message(string path, string? text) =>
        string.IsNullOrWhiteSpace(text) ? new WrongValue(path, "must not be empty")
        : text.Length > calls.Value.MessageLength ? new WrongValue(path, TooLong(text, calls.Value.MessageLength))
        : null;

    public WrongValue? Count(string path, int? count) =>
        count is { } n && (n < 1 || n > plans.Value.Count)
            ? new WrongValue(path, string.Create(CultureInfo.InvariantCulture, $"must be from 1 to {plans.Value.Count:N0}"))
            : null;

    /// <summary>A language that the caller may leave out.</summary>
    public static WrongValue? Locale(string path, string? locale) =>
        locale is null || Language.IsTag(locale) ? null : new WrongValue(path, "must be a language tag such as \"de\" or \"pt-BR\"");

    /// <summary>An id that the caller may leave out.</summary>
    public WrongValue? OptionalId(string path, string? id) => id is null ? null : Id(path, id);

    public WrongValue? Id(string path, string? id) => WrongId(id) is { } wrong ? new WrongValue(path, wrong) : null;

    /// <summary>What is wrong with an id, or null.</summary>
    public string? WrongId(string? id) =>
        string.IsNullOrWhiteSpace(id) ? "must not be empty"
        : id.Length > calls.Value.IdLength ? TooLong(id, calls.Value.IdLength)
        : id.Any(char.IsControl) || !IsWellFormed(id) ? "has control characters or broken text"
        : null;

    public WrongValue? Ids(string path, IReadOnlyList<string>? ids)
    {
        if (ids?.Count > plans.Value.Candidates)
        {
            return new WrongValue(
                path,
                string.Create(CultureInfo.InvariantCulture, $"has {ids.Count:N0} entries, at most {plans.Value.Candidates:N0} are allowed")
            );
        }

        for (var i = 0; i < (ids?.Count ?? 0); i++)
        {
            if (Id(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), ids![i]) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private static string TooLong(string text, int most) =>
        string.Create(CultureInfo.InvariantCulture, $"has {text.Length:N0} characters, at most {most:N0} are allowed");

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
