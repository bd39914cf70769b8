using Microsoft.SemanticKernel;

namespace InteRec.Planning.Llm.Steps;

/// <summary>
/// Ends the Kernel's calling: when the model is done, and at the bounds of a turn. Rounds and calls end it with the steps so far, calls in
/// a row that cannot run end it without a plan. What an operator decides is what a turn may cost (<see cref="LlmOptions.CallsPerTurn"/>,
/// tokens, time, money), which ends it as well; these end a model that goes round in circles.
/// </summary>
internal sealed class StepBounds(StepSession session) : IAutoFunctionInvocationFilter
{
    /// <summary>Answers of the model that may call tools. At the bound the steps so far are the plan.</summary>
    public const int Rounds = 8;

    /// <summary>Calls, as many as the longest turns take twice. At the bound the steps so far are the plan.</summary>
    public const int Calls = 30;

    /// <summary>Calls in a row that cannot run. At the bound the built-in plan is taken.</summary>
    public const int ErrorsInARow = 3;

    private int _calls;
    private int _round;

    /// <summary>True where too many calls in a row could not run.</summary>
    public bool IsHopeless => session.ErrorsInARow >= ErrorsInARow;

    public async Task OnAutoFunctionInvocationAsync(AutoFunctionInvocationContext context, Func<AutoFunctionInvocationContext, Task> next)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        session.HasFailed &= context.RequestSequenceIndex == _round;
        _round = context.RequestSequenceIndex;
        session.IsLastOfAnswer = context.FunctionSequenceIndex == context.FunctionCount - 1;
        await next(context);
        _calls++;
        context.Terminate = session.IsDone || IsHopeless || IsOver("calls", _calls >= Calls)
            || IsOver("rounds", session.IsLastOfAnswer && context.RequestSequenceIndex >= Rounds - 1);
    }

    private bool IsOver(string bound, bool isReached)
    {
        if (isReached)
        {
            session.Notes.Add($"ended at the bound of {bound}");
        }

        return isReached;
    }
}
