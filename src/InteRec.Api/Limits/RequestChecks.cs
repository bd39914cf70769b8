using InteRec.Api.Problems;
using InteRec.Conversations;
using InteRec.Tools;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Limits;

/// <summary>The checks that all ways to the recommender share, told as endpoints do; null means that the value is fine.</summary>
internal sealed class RequestChecks(IOptions<LimitsOptions> options, CallChecks checks)
{
    public LimitsOptions Limits => options.Value;

    /// <summary>The values of one message, from wherever it comes.</summary>
    /// <param name="before">What stands before a name where a problem is told: <c>$.</c> of a body.</param>
    /// <param name="request">The message.</param>
    public ProblemHttpResult? Chat(string before, ChatRequest request) => Told(checks.Chat(before, request));

    /// <summary>The values of a call of a tool, but for the tool's own.</summary>
    /// <param name="before">As for a message.</param>
    /// <param name="request">The call.</param>
    public ProblemHttpResult? Tool(string before, ToolRequest request) => Told(checks.Tool(before, request));

    public ProblemHttpResult? Message(string path, string? text) => Told(checks.Message(path, text));

    public ProblemHttpResult? Count(string path, int? count) => Told(checks.Count(path, count));

    /// <summary>A language that the caller may leave out.</summary>
    public static ProblemHttpResult? Locale(string path, string? locale) => Told(CallChecks.Locale(path, locale));

    /// <summary>An id that the caller may leave out.</summary>
    public ProblemHttpResult? OptionalId(string path, string? id) => Told(checks.OptionalId(path, id));

    public ProblemHttpResult? Id(string path, string? id) => Told(checks.Id(path, id));

    /// <summary>What is wrong with an id, or null.</summary>
    public string? WrongId(string? id) => checks.WrongId(id);

    public ProblemHttpResult? Ids(string path, IReadOnlyList<string>? ids) => Told(checks.Ids(path, ids));

    private static ProblemHttpResult? Told(WrongValue? wrong) => wrong is null ? null : Problem.Invalid(wrong.Path, wrong.Message);
}
