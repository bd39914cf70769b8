using System.Text.Json;
using InteRec.Api.Limits;
using InteRec.Catalog;
using InteRec.Serving;
using Microsoft.AspNetCore.Http.HttpResults;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace InteRec.Api.Mcp;

/// <summary>Beginnings of conversations that a person picks from a menu: they say what to call, and how to tell what came out.</summary>
internal sealed class McpPrompts(ServingSlot slot, RequestChecks checks)
{
    private static readonly PromptArgument UserId = new() { Name = "userId", Description = "The user whose taste counts." };

    private static readonly OwnPrompt[] All =
    [
        new(
            "find",
            "Finds something for a wish.",
            [new() { Name = "wish", Description = "What is wanted, in any words.", Required = true }, UserId],
            (given, words) => $"I would like {words.Plural} for this wish: {given["wish"]}\n\nCall recommend with the wish as message{For(given)}. "),
        new(
            "more_like",
            "Finds what is like something that was liked, and unlike something else.",
            [new() { Name = "title", Description = "What was liked.", Required = true }, new() { Name = "unlike", Description = "What was not." }, UserId],
            (given, words) => $"I liked {given["title"]}{(given.TryGetValue("unlike", out var other) ? $" and did not like {other}" : "")}, and would like more {words.Plural} like it.\n\nCall similar with it in to{(given.ContainsKey("unlike") ? " and the other in unlike" : "")}{For(given)}, then rank with the ids found as candidates. If it is not in the catalogue, call search with what you know of it. "),
        new(
            "for_group",
            "Finds something for several people at once.",
            [new() { Name = "people", Description = "Who they are and what each likes and does not, in any words.", Required = true }, new() { Name = "wish", Description = "What else it should be." }],
            (given, words) => $"We are several people and want one {words.Singular} for all of us: {given["people"]}{(given.TryGetValue("wish", out var wish) ? $"\nBesides: {wish}" : "")}\n\nCall recommend with what each of us likes, and what nobody must get, in one message. Say of each {words.Singular} whom it suits most. "),
    ];

    public IList<Prompt> List() => [.. All.Select(p => new Prompt { Name = p.Name, Description = p.Description, Arguments = [.. p.Arguments] })];

    /// <summary>A prompt with its arguments in place.</summary>
    /// <exception cref="McpProtocolException">There is no such prompt, or an argument is missing, unknown or too long.</exception>
    public GetPromptResult Get(string name, IDictionary<string, JsonElement>? arguments)
    {
        var prompt = Array.Find(All, p => p.Name == name) ?? throw Wrong(McpErrors.Unknown("prompt", name, [.. All.Select(p => p.Name)]));
        var words = slot.Current.Catalog.Schema.Item;
        var text = prompt.Text(Checked(prompt, arguments), words)
            + $"Tell title, year and in a few words why each fits; give no ids, and no {words.Singular} that was not in the answer. If a question comes back, ask it.";
        return new GetPromptResult { Description = prompt.Description, Messages = [new() { Role = Role.User, Content = new TextContentBlock { Text = text } }] };
    }

    private Dictionary<string, string> Checked(OwnPrompt prompt, IDictionary<string, JsonElement>? arguments)
    {
        var given = (arguments ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal)).ToDictionary(a => a.Key, a => Text(a.Key, a.Value), StringComparer.Ordinal);
        string[] taken = [.. prompt.Arguments.Select(a => a.Name)];
        foreach (var (name, text) in given)
        {
            Require(taken.Contains(name, StringComparer.Ordinal), McpErrors.Unknown($"argument of {prompt.Name}", name, taken));
            var problem = name == UserId.Name ? checks.Id(name, text) : checks.Message(name, text);
            Require(problem is null, problem?.ProblemDetails.Detail!);
        }

        foreach (var needed in prompt.Arguments.Where(a => a.Required == true))
        {
            Require(given.ContainsKey(needed.Name), $"{needed.Name} is missing. {needed.Description}");
        }

        return given;
    }

    private static string Text(string name, JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong($"{name}: a text is expected.");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw Wrong(otherwise);
        }
    }

    private static McpProtocolException Wrong(string sentence) => new(sentence, McpErrorCode.InvalidParams);

    private static string For(Dictionary<string, string> given) => given.TryGetValue(UserId.Name, out var userId) ? $" and {userId} as userId" : "";

    private sealed record OwnPrompt(string Name, string Description, IReadOnlyList<PromptArgument> Arguments, Func<Dictionary<string, string>, ItemWords, string> Text);
}
