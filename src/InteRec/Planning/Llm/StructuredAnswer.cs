using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace InteRec.Planning.Llm;

/// <summary>Asks for an answer in JSON in the best way that the endpoint takes (<see cref="AnswerFormats"/>).</summary>
internal sealed partial class StructuredAnswer(LlmOptions options, ILogger<StructuredAnswer> logger)
{
    private readonly AnswerFormats _formats = new();

    /// <summary>The answer's text.</summary>
    public async Task<string> AskAsync(ModelTurn turn, IReadOnlyList<ChatMessage> messages, JsonElement schema, string name)
    {
        while (true)
        {
            var level = _formats.Level;
            try
            {
                var response = await turn.AskAsync(messages, new ChatOptions
                {
                    Temperature = options.Temperature,
                    MaxOutputTokens = options.MaxOutputTokens,
                    ResponseFormat = AnswerFormats.At(level, schema, name),
                });
                return response.Text;
            }
            catch (ModelException e) when (_formats.StepDown(level, e))
            {
                LogFormat(level, e.Status);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The endpoint refused answer format {Level} with status {Status}; the next lesser one is used from now on")]
    private partial void LogFormat(int level, int? status);
}
