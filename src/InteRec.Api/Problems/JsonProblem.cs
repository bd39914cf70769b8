using System.Text.Json;
using System.Text.RegularExpressions;
using InteRec.Api.Json;
using InteRec.Catalog;
using InteRec.Planning;
using Microsoft.AspNetCore.Mvc;

namespace InteRec.Api.Problems;

/// <summary>Says in our own words what is wrong with a JSON text, and where.</summary>
internal static partial class JsonProblem
{
    public static ProblemDetails Details(JsonException exception)
    {
        var place = Place(exception);
        return IsSyntax(exception)
            ? Problem.Details(StatusCodes.Status400BadRequest, Problem.InvalidJson, "The body is not valid JSON.", Where(place), place)
            : Problem.Details(StatusCodes.Status400BadRequest, Problem.InvalidValue, "A value cannot be used.", Where(place), place);
    }

    /// <summary>Where it is wrong, and what.</summary>
    public static ProblemPlace Place(JsonException exception) =>
        new(
            string.IsNullOrEmpty(exception.Path) ? "$" : exception.Path,
            IsSyntax(exception) ? SyntaxMessage(exception) : ValueMessage(exception),
            exception.LineNumber + 1,
            exception.BytePositionInLine + 1
        );

    private static bool IsSyntax(JsonException exception) => exception.InnerException is JsonException;

    private static string Where(ProblemPlace place) =>
        place.Line is null ? $"{place.Path}: {place.Message}" : $"{place.Path} (line {place.Line}, byte {place.Column}): {place.Message}";

    private static string SyntaxMessage(JsonException exception) =>
        exception.Message.Contains("maximum configured depth", StringComparison.Ordinal) ? "nested too deeply"
        : exception.Message.Contains("depth to be zero", StringComparison.Ordinal) ? "the text ends too early"
        : "not JSON from here on";

    private static string ValueMessage(JsonException exception)
    {
        if (exception is JsonValueException)
        {
            return exception.Message;
        }

        if (exception is EmptyConditionException empty)
        {
            return empty.Attribute switch
            {
                null => "the conditions ask for nothing; name one, or leave them out",
                ItemFilterJsonConverter.Not or ItemFilterJsonConverter.Or =>
                    $"\"{empty.Attribute}\" asks for nothing; name a condition in all of it, or leave it out",
                _ => $"the condition on \"{Problem.Quoted(empty.Attribute)}\" asks for nothing; name a value, or leave it out",
            };
        }

        if (UnknownMember().Match(exception.Message) is { Success: true } unknown)
        {
            return $"unknown member \"{Problem.Quoted(unknown.Groups["name"].Value)}\"";
        }

        if (Required().Match(exception.Message) is { Success: true } required)
        {
            return $"missing: {Problem.Quoted(required.Groups["names"].Value.Replace('\'', '"'))}";
        }

        return exception.Message switch
        {
            var m when m.Contains("Duplicate property", StringComparison.Ordinal) => "a member is there twice",
            var m when m.Contains("discriminator", StringComparison.Ordinal) => "\"tool\" must name one of the tools",
            var m when m.Contains("UTF-16", StringComparison.Ordinal) || m.Contains("UTF-8", StringComparison.Ordinal) =>
                "text with a broken surrogate or broken UTF-8",
            _ => ArgumentProblems.Expected(exception) ?? "not of the expected type or range",
        };
    }

    [GeneratedRegex(
        "^The JSON property '(?<name>.*?)' could not be mapped",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex UnknownMember();

    [GeneratedRegex(
        "missing required properties including: (?<names>.*?)\\.(?: |$)",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Required();
}
