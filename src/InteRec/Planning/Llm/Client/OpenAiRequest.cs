using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using AiMessage = Microsoft.Extensions.AI.ChatMessage;
using OpenAiFormat = OpenAI.Chat.ChatResponseFormat;
using OpenAiMessage = OpenAI.Chat.ChatMessage;

namespace InteRec.Planning.Llm.Client;

/// <summary>What goes out: our messages and options in the types of the OpenAI client.</summary>
internal static class OpenAiRequest
{
    public static IEnumerable<OpenAiMessage> Messages(IEnumerable<AiMessage> messages) => messages.SelectMany(Message);

    public static ChatCompletionOptions Options(ChatOptions? options)
    {
        var request = new ChatCompletionOptions
        {
            Temperature = options?.Temperature,
            TopP = options?.TopP,
            MaxOutputTokenCount = options?.MaxOutputTokens,
            FrequencyPenalty = options?.FrequencyPenalty,
            PresencePenalty = options?.PresencePenalty,
            ResponseFormat = Format(options?.ResponseFormat),
        };
        foreach (var stop in options?.StopSequences ?? [])
        {
            request.StopSequences.Add(stop);
        }

        foreach (var tool in options?.Tools?.OfType<AIFunctionDeclaration>() ?? [])
        {
            request.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.JsonSchema.GetRawText())));
        }

        if (request.Tools.Count > 0)
        {
            request.ToolChoice = Choice(options!.ToolMode);
            request.AllowParallelToolCalls = options.AllowMultipleToolCalls;
        }

        return request;
    }

    private static OpenAiFormat? Format(Microsoft.Extensions.AI.ChatResponseFormat? format) => format switch
    {
        ChatResponseFormatJson { Schema: { } schema } json =>
            OpenAiFormat.CreateJsonSchemaFormat(json.SchemaName ?? "answer", BinaryData.FromString(schema.GetRawText()), json.SchemaDescription, jsonSchemaIsStrict: null),
        ChatResponseFormatJson => OpenAiFormat.CreateJsonObjectFormat(),
        _ => null,
    };

    private static ChatToolChoice? Choice(ChatToolMode? mode) => mode switch
    {
        NoneChatToolMode => ChatToolChoice.CreateNoneChoice(),
        RequiredChatToolMode { RequiredFunctionName: { } name } => ChatToolChoice.CreateFunctionChoice(name),
        RequiredChatToolMode => ChatToolChoice.CreateRequiredChoice(),
        AutoChatToolMode => ChatToolChoice.CreateAutoChoice(),
        _ => null,
    };

    private static IEnumerable<OpenAiMessage> Message(AiMessage message)
    {
        if (message.Role == ChatRole.System)
        {
            return [new SystemChatMessage(message.Text)];
        }

        if (message.Role == ChatRole.Tool)
        {
            return message.Contents.OfType<FunctionResultContent>().Select(r => new ToolChatMessage(r.CallId, Text(r.Result)));
        }

        return [message.Role == ChatRole.Assistant ? Assistant(message) : new UserChatMessage(message.Text)];
    }

    private static AssistantChatMessage Assistant(AiMessage message)
    {
        var calls = message.Contents.OfType<FunctionCallContent>()
            .Select(c => ChatToolCall.CreateFunctionToolCall(c.CallId, c.Name, BinaryData.FromString(c.Arguments is null ? "{}" : JsonSerializer.Serialize(c.Arguments, PlanJson.Options))))
            .ToList();
        if (calls.Count == 0)
        {
            return new AssistantChatMessage(message.Text);
        }

        var assistant = new AssistantChatMessage(calls);
        if (message.Text.Length > 0)
        {
            assistant.Content.Add(ChatMessageContentPart.CreateTextPart(message.Text));
        }

        return assistant;
    }

    private static string Text(object? result) => result as string ?? JsonSerializer.Serialize(result, PlanJson.Options);
}
