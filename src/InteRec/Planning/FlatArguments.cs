using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>
/// Arguments of a call as models write them best: flat, those of the step, and beside them whose call it is and on which candidates.
/// The Kernel's plugin and MCP tell and read them alike.
/// </summary>
internal static class FlatArguments
{
    /// <summary>The argument that says whose call it is.</summary>
    public const string UserId = "userId";

    /// <summary>The argument that says for which group.</summary>
    public const string UserIds = "userIds";

    private const string Step = "step";
    private static readonly JsonObject User = Text("The user whose taste counts.");
    private static readonly Dictionary<string, JsonObject> Beside = new(StringComparer.Ordinal)
    {
        [UserId] = User,
        ["candidates"] = Texts("Only these items, by id, in their order."),
        ["liked"] = Texts("Items liked, by id or title: a taste without a profile, or beside it."),
        ["disliked"] = Texts("Items disliked, by id or title."),
        ["count"] = new JsonObject
        {
            ["type"] = "integer",
            ["minimum"] = 1,
            ["description"] = "How many items to give.",
        },
        ["where"] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = $"Conditions that every candidate meets, as where of the tool {FilterStep.Tool}.",
        },
        ["exclude"] = Texts("Items that are no candidates, by id or title."),
        [UserIds] = Texts("The users of a group whom the items are for."),
    };

    /// <summary>JSON schema of the arguments of a tool.</summary>
    public static JsonElement Schema(ToolDeclaration tool) =>
        With(
            tool.Step,
            BesideOf(tool.Arguments, tool.Step.TryGetProperty("properties", out var own) ? own.EnumerateObject().Select(p => p.Name) : [])
        );

    /// <summary>JSON schema of a whole plan and its user.</summary>
    public static JsonElement OfPlan(CatalogSnapshot catalog, ToolBox tools) => With(PlanSchema.Of(catalog, tools), [new(UserId, User)]);

    /// <summary>
    /// A call of a tool by its arguments. Objects, lists and numbers that were handed on as text are read as what they are.
    /// </summary>
    /// <param name="tools">The tools.</param>
    /// <param name="name">The tool that is called.</param>
    /// <param name="arguments">The arguments as they came.</param>
    /// <param name="json">How whoever was called reads JSON.</param>
    /// <exception cref="InvalidPlanException">An argument is missing, or there is one that the tool does not take, or one twice.</exception>
    /// <exception cref="JsonException">An argument beside those of the step has the wrong type.</exception>
    public static ToolRequest Request(
        ToolBox tools,
        string name,
        IEnumerable<KeyValuePair<string, JsonNode?>> arguments,
        JsonSerializerOptions json
    )
    {
        var (step, request) = (new JsonObject(), new JsonObject());
        var type = ToolList.Arguments(tools, name) is { } found ? tools.Strict.GetTypeInfo(found) : null;
        var beside = BesideOf(type?.Type, type?.Properties.Select(p => p.Name) ?? []).Select(b => b.Key).ToList();
        var names = beside.Concat(type?.Properties.Select(p => p.Name) ?? []);
        foreach (var (argument, value) in ArgumentProblems.Spelt(arguments, names))
        {
            (beside.Contains(argument) ? request : step)[argument] = value?.DeepClone();
        }

        if (type is not null)
        {
            ArgumentProblems.Refuse(
                ArgumentProblems.Names(name, step, [.. ArgumentProblems.Of(type), .. beside.Select(b => new Argument(b))])
            );
            Read(step, type);
        }

        Read(request, json.GetTypeInfo(typeof(ToolRequest)))[Step] = step;
        return request.Deserialize<ToolRequest>(json)!;
    }

    /// <summary>A call that runs a whole plan.</summary>
    /// <param name="arguments">The arguments as they came.</param>
    /// <param name="json">How whoever was called reads JSON.</param>
    /// <exception cref="InvalidPlanException">There is an argument that no plan has, or one twice.</exception>
    /// <exception cref="JsonException">It is no plan.</exception>
    public static (Plan Plan, string? UserId) PlanRequest(
        IEnumerable<KeyValuePair<string, JsonNode?>> arguments,
        JsonSerializerOptions json
    )
    {
        var type = json.GetTypeInfo(typeof(Plan));
        var plan = ArgumentProblems.Spelt(arguments, [.. type.Properties.Select(p => p.Name), UserId]);
        plan.Remove(UserId, out var user);
        ArgumentProblems.Refuse(ArgumentProblems.Names(ToolNames.Plan, plan, [.. ArgumentProblems.Of(type), new Argument(UserId)]));
        return (Read(plan, type).Deserialize<Plan>(json)!, user?.Deserialize<string>(json));
    }

    /// <summary>What is wrong with a call, for whoever wrote flat arguments: the step that has them is no word of theirs.</summary>
    public static string Told(IEnumerable<PlanProblem> problems) =>
        string.Join(
            ' ',
            problems.Select(p =>
                p.Path switch
                {
                    "" or Step => p.Text,
                    _ when p.Path.StartsWith(Step + ".", StringComparison.Ordinal) => $"{p.Path[(Step.Length + 1)..]}: {p.Text}",
                    _ => $"{p.Path}: {p.Text}",
                }
            )
        );

    /// <summary>
    /// Arguments with those read that were handed on as text although their type is another: function calling of some clients makes a text
    /// of everything that is nested, and of numbers and flags.
    /// </summary>
    /// <param name="arguments">The arguments; they are changed.</param>
    /// <param name="type">What they are to become.</param>
    public static JsonObject Read(JsonObject arguments, JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.PropertyType != typeof(string)))
        {
            if (arguments[property.Name] is JsonValue value && value.TryGetValue<string>(out var text) && Value(text) is { } read)
            {
                arguments[property.Name] = read;
            }
        }

        return arguments;
    }

    /// <summary>
    /// What a call may have beside the arguments of its step. Where both have a name, it means the step's, but for whose call it is.
    /// </summary>
    private static IEnumerable<KeyValuePair<string, JsonObject>> BesideOf(Type? step, IEnumerable<string> own) =>
        step == typeof(ProfileChange)
            ? [new(UserId, User)]
            : Beside.Where(b => b.Key == UserId || !own.Contains(b.Key, StringComparer.OrdinalIgnoreCase));

    private static JsonNode? Value(string text)
    {
        try
        {
            return text.AsSpan().Trim() switch
            {
                ['{' or '[', ..] => JsonNode.Parse(text),
                var flag when bool.TryParse(flag, out var isTrue) => isTrue,
                var digits
                    when double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                        && double.IsFinite(number) => JsonNode.Parse(digits.ToString()),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null; // It stays a text, which whoever reads the arguments tells to be of the wrong type.
        }
    }

    private static JsonElement With(JsonElement schema, IEnumerable<KeyValuePair<string, JsonObject>> beside)
    {
        var all = JsonNode.Parse(schema.GetRawText())!.AsObject();
        var properties = all["properties"] as JsonObject ?? [];
        foreach (var (argument, told) in beside)
        {
            properties[argument] = told.DeepClone();
        }

        all["properties"] = properties;
        return JsonSerializer.SerializeToElement(all);
    }

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    private static JsonObject Texts(string description) =>
        new()
        {
            ["type"] = "array",
            ["items"] = new JsonObject { ["type"] = "string" },
            ["description"] = description,
        };
}
