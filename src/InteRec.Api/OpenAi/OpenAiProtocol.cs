using InteRec.Api.Problems;

namespace InteRec.Api.OpenAi;

/// <summary>
/// Which addresses are OpenAI's. Known by their path and not by the endpoint: what goes wrong before there is one (a key, a body, a method,
/// an address of the protocol that we do not serve) is told in the protocol's form too.
/// </summary>
internal static class OpenAiProtocol
{
    private static readonly PathString[] Addresses =
    [
        "/v1/chat/completions",
        "/v1/models",
        "/v1/completions",
        "/v1/responses",
        "/v1/embeddings",
        "/v1/moderations",
        "/v1/images",
        "/v1/audio",
        "/v1/files",
        "/v1/batches",
        "/v1/assistants",
        "/v1/threads",
        "/v1/fine_tuning",
        "/v1/vector_stores",
    ];

    /// <summary>True where the caller speaks OpenAI's protocol.</summary>
    public static bool IsAsked(HttpContext context) =>
        Addresses.Any(a => context.Request.Path.StartsWithSegments(a, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Writes problem details as clients of OpenAI's protocol read them.</summary>
internal sealed class OpenAiErrorWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => OpenAiProtocol.IsAsked(context.HttpContext);

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (details, http) = (context.ProblemDetails, context.HttpContext);
        ProblemServices.Complete(details, http);
        await http.Response.WriteAsJsonAsync(OpenAiErrors.Of(details), http.RequestAborted);
    }
}
