using System.Globalization;
using System.Text.Json;
using InteRec.Api.Problems;
using Microsoft.AspNetCore.Mvc;

namespace InteRec.Api.OpenAi;

/// <summary>Holds the messages of a request against the protocol. What has passed is text throughout.</summary>
internal static class CompletionMessages
{
    private const string Path = "$.messages";
    private static readonly string[] Roles = ["system", "developer", "user", "assistant", "tool", "function"];

    /// <summary>What is wrong with them, or null.</summary>
    public static ProblemDetails? Check(IReadOnlyList<CompletionMessage>? messages)
    {
        if (messages is null)
        {
            return OpenAiErrors.Refused(OpenAiErrors.Missing, Path, "is needed");
        }

        if (messages.Count == 0)
        {
            return OpenAiErrors.Refused(Problem.InvalidValue, Path, "must have at least one message");
        }

        return messages
                .Select((m, i) => Check(m, string.Create(CultureInfo.InvariantCulture, $"{Path}[{i}]")))
                .FirstOrDefault(p => p is not null)
            ?? (
                Last(messages) is { IsUsers: true }
                    ? null
                    : OpenAiErrors.Refused(Problem.InvalidValue, Path, "must end with a message of role user")
            );
    }

    /// <summary>The message that is answered: what a front end says to a model behind it is passed over.</summary>
    public static CompletionMessage? Last(IReadOnlyList<CompletionMessage> messages) =>
        messages.LastOrDefault(m => m.Role is not ("system" or "developer"));

    private static ProblemDetails? Check(CompletionMessage? message, string path)
    {
        if (message is null)
        {
            return OpenAiErrors.Refused(OpenAiErrors.InvalidType, path, "must be an object");
        }

        if (!Roles.Contains(message.Role, StringComparer.Ordinal))
        {
            return OpenAiErrors.Refused(
                Problem.InvalidValue,
                $"{path}.role",
                $"\"{Problem.Quoted(message.Role)}\" is none of {string.Join(", ", Roles)}"
            );
        }

        return message.Content.ValueKind switch
        {
            JsonValueKind.String => null,
            JsonValueKind.Array => message
                .Content.EnumerateArray()
                .Select((p, i) => CheckPart(message, p, string.Create(CultureInfo.InvariantCulture, $"{path}.content[{i}]")))
                .FirstOrDefault(p => p is not null),
            JsonValueKind.Undefined or JsonValueKind.Null when !message.IsUsers => null,
            JsonValueKind.Undefined => OpenAiErrors.Refused(OpenAiErrors.Missing, $"{path}.content", "is needed"),
            _ => OpenAiErrors.Refused(OpenAiErrors.InvalidType, $"{path}.content", "must be a text or a list of parts"),
        };
    }

    private static ProblemDetails? CheckPart(CompletionMessage message, JsonElement part, string path)
    {
        if (part.ValueKind != JsonValueKind.Object || !part.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
        {
            return OpenAiErrors.Refused(OpenAiErrors.InvalidType, path, "must be an object with a type");
        }

        var hasText = part.TryGetProperty("text", out var text);
        return (type.GetString(), message.IsAnswer) switch
        {
            ("text", _) => hasText && text.ValueKind == JsonValueKind.String
                ? null
                : OpenAiErrors.Refused(OpenAiErrors.Missing, $"{path}.text", "is needed, as a text"),
            ("refusal", true) when !hasText => null,
            var (other, _) => OpenAiErrors.Refused(
                OpenAiErrors.UnsupportedValue,
                $"{path}.type",
                $"\"{Problem.Quoted(other!)}\" cannot be read here, only \"text\""
            ),
        };
    }
}
