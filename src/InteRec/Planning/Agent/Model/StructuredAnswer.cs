using System.Text.Json;
using Microsoft.Extensions.AI;

namespace InteRec.Planning.Agent.Model;

/// <summary>
/// Asks for an answer in JSON. An endpoint that knows no schemas is asked for any object, or by words alone (<see cref="RequestShape"/>).
/// </summary>
internal sealed class StructuredAnswer(LlmOptions options)
{
    /// <summary>The answer's text.</summary>
    public async Task<string> AskAsync(BoundedModel turn, IReadOnlyList<ChatMessage> messages, JsonElement schema, string name)
    {
        var response = await turn.AskAsync(
            messages,
            new ChatOptions
            {
                Temperature = options.Temperature,
                MaxOutputTokens = options.MaxOutputTokens,
                ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, name),
            }
        );
        return response.Text;
    }
}
