using System.Globalization;
using InteRec.Api.Problems;
using InteRec.Conversations;
using InteRec.Languages;
using InteRec.Planning;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Limits;

/// <summary>Checks of single values that all endpoints share; null means that the value is fine.</summary>
internal sealed class RequestChecks(IOptions<LimitsOptions> options, IOptions<PlanLimits> plans)
{
    public LimitsOptions Limits => options.Value;

    /// <summary>The values of one message, from wherever it comes.</summary>
    /// <param name="before">What stands before a name where a problem is told: <c>$.</c> of a body.</param>
    /// <param name="request">The message.</param>
    public ProblemHttpResult? Chat(string before, ChatRequest request) =>
        Message($"{before}message", request.Message)
        ?? OptionalId($"{before}conversationId", request.ConversationId)
        ?? OptionalId($"{before}userId", request.UserId)
        ?? Ids($"{before}userIds", request.UserIds)
        ?? Locale($"{before}locale", request.Locale)
        ?? Count($"{before}count", request.Count);

    /// <summary>The values of a call of a tool, but for the tool's own.</summary>
    /// <param name="before">As for a message.</param>
    /// <param name="request">The call.</param>
    public ProblemHttpResult? Tool(string before, ToolRequest request) =>
        OptionalId($"{before}userId", request.UserId)
        ?? Ids($"{before}userIds", request.UserIds)
        ?? Ids($"{before}candidates", request.Candidates);

    public ProblemHttpResult? Message(string path, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Problem.Invalid(path, "must not be empty");
        }

        return text.Length > Limits.MessageLength
            ? Problem.Invalid(path, string.Create(CultureInfo.InvariantCulture, $"has {text.Length:N0} characters, at most {Limits.MessageLength:N0} are allowed"))
            : null;
    }

    public ProblemHttpResult? Count(string path, int? count) => count is { } n && (n < 1 || n > plans.Value.Count)
        ? Problem.Invalid(path, string.Create(CultureInfo.InvariantCulture, $"must be from 1 to {plans.Value.Count:N0}"))
        : null;

    /// <summary>A language that the caller may leave out.</summary>
    public static ProblemHttpResult? Locale(string path, string? locale) =>
        locale is null || Language.IsTag(locale) ? null : Problem.Invalid(path, "must be a language tag such as \"de\" or \"pt-BR\"");

    /// <summary>An id that the caller may leave out.</summary>
    public ProblemHttpResult? OptionalId(string path, string? id) => id is null ? null : Id(path, id);

    public ProblemHttpResult? Id(string path, string? id) => WrongId(id) is { } wrong ? Problem.Invalid(path, wrong) : null;

    /// <summary>What is wrong with an id, or null.</summary>
    public string? WrongId(string? id) => string.IsNullOrWhiteSpace(id) ? "must not be empty"
        : id.Length > Limits.IdLength ? string.Create(CultureInfo.InvariantCulture, $"has {id.Length:N0} characters, at most {Limits.IdLength:N0} are allowed")
        : id.Any(char.IsControl) || !IsWellFormed(id) ? "has control characters or broken text"
        : null;

    public ProblemHttpResult? Ids(string path, IReadOnlyList<string>? ids)
    {
        if (ids?.Count > plans.Value.Candidates)
        {
            return Problem.Invalid(path, string.Create(CultureInfo.InvariantCulture, $"has {ids.Count:N0} entries, at most {plans.Value.Candidates:N0} are allowed"));
        }

        for (var i = 0; i < (ids?.Count ?? 0); i++)
        {
            if (Id(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), ids![i]) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

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
