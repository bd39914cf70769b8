using InteRec.Planning.Agent.Model;
using Microsoft.SemanticKernel;

namespace InteRec.Planning.Agent.Dialogues;

/// <summary>
/// Ends the Kernel's calling: when the model is done, and at the bounds of a turn. Rounds and calls end it with the steps so far, answers in
/// a row of which no call can run end it without a plan. What an operator decides is what a turn may cost (<see cref="LlmOptions.CallsPerTurn"/>,
/// tokens, time, money), which ends it as well; these end a model that goes round in circles.
/// </summary>
internal sealed class StepBounds(StepSession session) : IAutoFunctionInvocationFilter
{
    /// <summary>Answers of the model that may call tools. At the bound the steps so far are the plan.</summary>
    public const int Rounds = 8;

    /// <summary>Calls, as many as the longest turns take twice. At the bound the steps so far are the plan.</summary>
    public const int Calls = 30;

    /// <summary>
    /// Answers in a row of which no call can run: a model sees what is wrong only after an answer. At the bound the built-in plan is taken.
    /// </summary>
    public const int ErrorsInARow = 3;

    private int _calls;
    private int _rounds;
    private int _errors;

    /// <summary>True where of too many answers in a row no call could run.</summary>
    public bool IsHopeless => _errors >= ErrorsInARow;

    public async Task OnAutoFunctionInvocationAsync(AutoFunctionInvocationContext context, Func<AutoFunctionInvocationContext, Task> next)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        if (context.FunctionSequenceIndex == 0)
        {
            // Counted here: the Kernel's own number of the answer begins anew with each time the model is asked again.
            _rounds++;
            (session.HasFailed, session.HasRun) = (false, false);
        }

        session.IsLastOfAnswer = context.FunctionSequenceIndex == context.FunctionCount - 1;
        await next(context);
        _calls++;
        if (session.IsLastOfAnswer)
        {
            _errors = session.HasFailed && !session.HasRun ? _errors + 1 : 0;
        }

        // Calls of an answer that come after done are made all the same: the Kernel drops those behind one that terminates.
        context.Terminate =
            (session.IsLastOfAnswer && (session.IsDone || IsHopeless))
            || IsOver("calls", _calls >= Calls)
            || IsOver("rounds", session.IsLastOfAnswer && _rounds >= Rounds);
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
