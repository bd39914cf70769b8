using InteRec.Api.Problems;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Limits;

/// <summary>Counts open streams, so that ten thousand of them cannot hold the service.</summary>
internal sealed class StreamGate(IOptions<LimitsOptions> limits)
{
    private int _open;

    public int Open => Volatile.Read(ref _open);

    /// <summary>Counts one stream for as long as the request lives; false when there are too many.</summary>
    public bool TryEnter(HttpContext context)
    {
        if (Interlocked.Increment(ref _open) > limits.Value.Streams)
        {
            Interlocked.Decrement(ref _open);
            return false;
        }

        context.Response.OnCompleted(() =>
        {
            Interlocked.Decrement(ref _open);
            return Task.CompletedTask;
        });
        return true;
    }

    public static IResult Refusal(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "5";
        return Problem.Result(
            StatusCodes.Status503ServiceUnavailable,
            Problem.Busy,
            "Too many streams are open.",
            "Try again in a few seconds, or ask without a stream."
        );
    }
}
