using System.Text.Json;
using Microsoft.Extensions.AI;

namespace InteRec.Planning.Llm;

/// <summary>
/// How the endpoint is asked for JSON: bound to the schema, as any object, or by words alone. It begins with the best and steps down when
/// the endpoint refuses; what works is remembered for as long as the service runs, so the refusal is paid for once.
/// </summary>
internal sealed class AnswerFormats
{
    private static readonly ChatResponseFormat?[] Without = [ChatResponseFormat.Json, null];
    private int _level;

    /// <summary>0: by schema, 1: any object, 2: words.</summary>
    public int Level => Volatile.Read(ref _level);

    /// <summary>What to ask for at a level.</summary>
    public static ChatResponseFormat? At(int level, JsonElement schema, string name) =>
        level == 0 ? ChatResponseFormat.ForJsonSchema(schema, name) : Without[level - 1];

    /// <summary>True when the failure may be about the format and there is a lesser one; the next call then uses that.</summary>
    public bool StepDown(int level, ModelException failure)
    {
        if (failure is not { Failure: ModelFailure.Refused, Status: 400 or 404 or 415 or 422 or 501 } || level >= Without.Length)
        {
            return false;
        }

        Interlocked.CompareExchange(ref _level, level + 1, level);
        return true;
    }
}
