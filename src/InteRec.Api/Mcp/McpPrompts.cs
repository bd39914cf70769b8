using System.Text.Json;
using InteRec.Api.Limits;
using InteRec.Catalog;
using InteRec.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace InteRec.Api.Mcp;

/// <summary>Beginnings of conversations that a person picks from a menu: they say what to call, and how to tell what came out.</summary>
internal sealed class McpPrompts(ServingSlot slot, RequestChecks checks)
{
    private static readonly PromptArgument UserId = new() { Name = "userId", Description = "The user whose taste counts." };

    private static readonly OwnPrompt[] All =
    [
        new("find", "Finds something for a wish.", [Needed("wish", "What is wanted, in any words."), UserId], Find),
        new(
            "more_like",
            "Finds what is like something that was liked, and unlike something else.",
            [Needed("title", "What was liked."), new() { Name = "unlike", Description = "What was not." }, UserId],
            MoreLike
        ),
        new(
            "for_group",
            "Finds something for several people at once.",
            [
                Needed("people", "Who they are, what each likes and does not, in any words."),
                new() { Name = "wish", Description = "What else it should be." },
            ],
            ForGroup
        ),
    ];

    public IList<Prompt> List() =>
        [
            .. All.Select(p => new Prompt
            {
                Name = p.Name,
                Description = p.Description,
                Arguments = [.. p.Arguments],
            }),
        ];

    /// <summary>A prompt with its arguments in place.</summary>
    /// <exception cref="McpProtocolException">There is no such prompt, or an argument is missing, unknown or too long.</exception>
    public GetPromptResult Get(string name, IDictionary<string, JsonElement>? arguments)
    {
        var prompt = Array.Find(All, p => p.Name == name) ?? throw Wrong(McpErrors.Unknown("prompt", name, [.. All.Select(p => p.Name)]));
        var words = slot.Current.Catalog.Schema.Item;
        var text = $"""
            {prompt.Text(Checked(prompt, arguments), words)}
            Tell title, year and in a few words why each fits; give no ids, and no {words.Singular} that was not in the answer.
            If a question comes back, ask it.
            """;
        return new GetPromptResult
        {
            Description = prompt.Description,
            Messages =
            [
                new()
                {
                    Role = Role.User,
                    Content = new TextContentBlock { Text = text },
                },
            ],
        };
    }

    private static string Find(Given given, ItemWords words) =>
        $"""
            I would like {words.Plural} for this wish: {given["wish"]}

            Call recommend with the wish as message{For(given)}.
            """;

    private static string MoreLike(Given given, ItemWords words)
    {
        var hasOther = given.TryGetValue("unlike", out var title);
        var (other, unlike) = hasOther ? ($" and did not like {title}", " and the other in unlike") : ("", "");
        return $"""
            I liked {given["title"]}{other}, and would like more {words.Plural} like it.

            Call similar with it in to{unlike}{For(given)}, then rank with the ids found as candidates.
            If it is not in the catalogue, call search with what you know of it.
            """;
    }

    private static string ForGroup(Given given, ItemWords words)
    {
        var besides = given.TryGetValue("wish", out var wish) ? $"\nBesides: {wish}" : "";
        return $"""
            We are several people and want one {words.Singular} for all of us: {given["people"]}{besides}

            Call recommend with what each of us likes, and what nobody must get, in one message; where you know our user ids, hand them
            on as userIds. Say of each {words.Singular} whom it suits most.
            """;
    }

    private Given Checked(OwnPrompt prompt, IDictionary<string, JsonElement>? arguments)
    {
        string[] taken = [.. prompt.Arguments.Select(a => a.Name)];
        var given = new Given(StringComparer.Ordinal);
        foreach (var (name, value) in arguments ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal))
        {
            Require(taken.Contains(name, StringComparer.Ordinal), McpErrors.Unknown($"argument of {prompt.Name}", name, taken));
            Require(value.ValueKind == JsonValueKind.String, $"{name}: a text is expected.");
            given[name] = value.GetString()!;
            var problem = name == UserId.Name ? checks.Id(name, given[name]) : checks.Message(name, given[name]);
            Require(problem is null, problem?.ProblemDetails.Detail!);
        }

        foreach (var needed in prompt.Arguments.Where(a => a.Required == true))
        {
            Require(given.ContainsKey(needed.Name), $"{needed.Name} is missing. {needed.Description}");
        }

        return given;
    }

    private static PromptArgument Needed(string name, string description) =>
        new()
        {
            Name = name,
            Description = description,
            Required = true,
        };

    private static string For(Given given) => given.TryGetValue(UserId.Name, out var userId) ? $" and {userId} as userId" : "";

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw Wrong(otherwise);
        }
    }

    private static McpProtocolException Wrong(string sentence) => new(sentence, McpErrorCode.InvalidParams);

    /// <summary>The arguments by name.</summary>
    private sealed class Given(StringComparer names) : Dictionary<string, string>(names);

    private sealed record OwnPrompt(
        string Name,
        string Description,
        IReadOnlyList<PromptArgument> Arguments,
        Func<Given, ItemWords, string> Text
    );
}
