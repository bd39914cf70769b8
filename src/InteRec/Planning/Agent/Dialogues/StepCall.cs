using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Planning.Agent.Reading;
using InteRec.Tools;

namespace InteRec.Planning.Agent.Dialogues;

/// <summary>A call cannot be taken; the message says what to write instead.</summary>
internal sealed class StepCallException(string message) : Exception(message);

/// <summary>Reads the arguments of a call: forgiving about their form, as a plan is read, but nothing that was asked for is lost.</summary>
internal static class StepCall
{
    /// <summary>The call as a step of a plan.</summary>
    /// <exception cref="StepCallException">The arguments are not those of the tool.</exception>
    public static PlanStep Step(ToolBox tools, ITool tool, JsonObject arguments)
    {
        arguments["tool"] = tool.Name;
        var plan = PlanShape.Mend(new JsonObject { ["steps"] = new JsonArray(arguments) }, tools.Strict);
        var step = plan["lists"]![0]!["steps"]![0]!.AsObject();
        step.Remove("tool");
        return (PlanStep)Read(step, tool.StepType, tool.Name, tools.Strict);
    }

    /// <summary>The arguments of <c>remember</c> and <c>forget</c>.</summary>
    /// <exception cref="StepCallException">They are none.</exception>
    public static ProfileChange Change(string name, JsonObject arguments)
    {
        var change = PlanShape.Mend(arguments, typeof(ProfileChange), PlanJson.Options);
        return (ProfileChange)Read(change, typeof(ProfileChange), name, PlanJson.Options);
    }

    /// <summary>Other arguments.</summary>
    /// <exception cref="StepCallException">They are none.</exception>
    public static T Other<T>(string name, JsonObject arguments) =>
        (T)Read(PlanShape.Mend(arguments, typeof(T), PlanJson.Options), typeof(T), name, PlanJson.Options);

    [SuppressMessage("Design", "CA1031", Justification = "The serializer's failures are of several types; each is told as a sentence.")]
    private static object Read(JsonObject arguments, Type type, string name, JsonSerializerOptions json)
    {
        var typed = json.GetTypeInfo(type);
        if (ArgumentProblems.Names(name, arguments, [.. ArgumentProblems.Of(typed)]).ToList() is { Count: > 0 } problems)
        {
            throw new StepCallException(string.Join(' ', problems));
        }

        try
        {
            return FlatArguments.Read(arguments, typed).Deserialize(type, json)!;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            var failure = e as JsonException;
            var place = failure?.Path is { Length: > 2 } path ? path[2..] : name;
            var expected = failure is null ? null : ArgumentProblems.Expected(failure);
            throw new StepCallException($"{place}: {expected ?? "it is not of the type it should be"}.");
        }
    }
}
