using Microsoft.Extensions.AI;

namespace InteRec.Planning.Agent.Dialogues;

/// <summary>
/// Between the Kernel and the model: tells the tools in our words (the Kernel's schema of a function repeats its description), and evens
/// out the calls of an answer: names as models write them (<c>functions.filter</c>), and what names no tool or cannot be read becomes a
/// call that says so.
/// </summary>
internal sealed class ReadableCalls(IChatClient inner, IReadOnlyList<AIFunctionDeclaration> tools) : DelegatingChatClient(inner)
{
    private readonly string[] _names = [.. tools.Select(t => t.Name)];

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var told = options?.Clone() ?? new ChatOptions();
        told.Tools = [.. tools];
        var response = await base.GetResponseAsync(messages, told, cancellationToken);
        foreach (var message in response.Messages)
        {
            message.Contents = [.. message.Contents.Select(c => c is FunctionCallContent call ? Readable(call) : c)];
        }

        return response;
    }

    private FunctionCallContent Readable(FunctionCallContent call)
    {
        var name =
            Array.Find(_names, n => string.Equals(n, call.Name, StringComparison.OrdinalIgnoreCase))
            ?? Array.Find(_names, n => call.Name.Split('.', '-', '/', ':')[^1].Equals(n, StringComparison.OrdinalIgnoreCase));
        return name is null ? Problem($"There is no such tool. There are {string.Join(", ", _names)}.")
            : call.Exception is not null ? Problem($"The arguments of {name} are not a JSON object.")
            : name == call.Name ? call
            : new FunctionCallContent(call.CallId, name, call.Arguments);

        FunctionCallContent Problem(string sentence) =>
            new(
                call.CallId,
                StepTools.Unreadable,
                new Dictionary<string, object?>(StringComparer.Ordinal) { [StepTools.Problem] = sentence }
            );
    }
}
