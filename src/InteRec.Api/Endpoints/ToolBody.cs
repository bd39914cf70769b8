using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Planning;
using InteRec.Tools;

namespace InteRec.Api.Endpoints;

/// <summary>
/// The body of a call of a tool, in either form: with the tool's arguments in <c>step</c>, as in a plan, or flat, with all arguments beside
/// each other, as models and the Model Context Protocol write them.
/// </summary>
internal static class ToolBody
{
    private const string Step = "step";
    private const string Missing = "A body is needed.";

    /// <summary>Reads it.</summary>
    /// <param name="request">The request, with a JSON body no larger than the service takes.</param>
    /// <param name="tools">The tools.</param>
    /// <param name="name">The tool that is called.</param>
    /// <param name="json">How the service reads JSON.</param>
    /// <exception cref="BadHttpRequestException">There is no body.</exception>
    /// <exception cref="JsonException">It is no JSON, or has values of wrong types.</exception>
    /// <exception cref="InvalidPlanException">An argument is missing or unknown, or both forms are mixed.</exception>
    public static async Task<ToolRequest> ReadAsync(HttpRequest request, ToolBox tools, string name, JsonSerializerOptions json)
    {
        using var body = await HeldAsync(request);
        var members = Members(body, json);
        if (members?.Contains(Step) == false)
        {
            return FlatArguments.Request(tools, name, JsonObject.Create(Read<JsonElement>(body, json))!, json);
        }

        ArgumentProblems.Refuse(Mixed(name, members ?? [], json));
        return Read<ToolRequest>(body, json) ?? throw new BadHttpRequestException(Missing);
    }

    private static async Task<MemoryStream> HeldAsync(HttpRequest request)
    {
        var encoding = request.GetTypedHeaders().ContentType?.Encoding ?? Encoding.UTF8;
        await using var text =
            encoding.CodePage == Encoding.UTF8.CodePage
                ? request.Body
                : Encoding.CreateTranscodingStream(request.Body, encoding, Encoding.UTF8, leaveOpen: true);
        var body = new MemoryStream();
        await text.CopyToAsync(body, request.HttpContext.RequestAborted);
        return body.Length > 0 ? body : throw new BadHttpRequestException(Missing);
    }

    /// <summary>The names that say which form it is; null where it is no object of names, which reading it as one will tell.</summary>
    private static List<string>? Members(MemoryStream body, JsonSerializerOptions json)
    {
        try
        {
            body.Position = 0;
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = json.MaxDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [.. document.RootElement.EnumerateObject().Select(p => p.Name)]
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static T? Read<T>(MemoryStream body, JsonSerializerOptions json)
    {
        body.Position = 0;
        return JsonSerializer.Deserialize<T>(body, json);
    }

    private static IEnumerable<PlanProblem> Mixed(string name, List<string> members, JsonSerializerOptions json)
    {
        string[] beside = [.. ArgumentProblems.Of(json.GetTypeInfo(typeof(ToolRequest))).Select(a => a.Name)];
        return members
            .Where(member => !beside.Contains(member, StringComparer.OrdinalIgnoreCase))
            .Select(member => new PlanProblem(
                ProblemList.Cut(member),
                $"stands beside {Step}. Write the arguments of {name} all in {Step}, or leave {Step} out and write all arguments beside "
                    + "each other."
            ));
    }
}
