using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace InteRec.Api.OpenAi;

/// <summary>Marks the addresses of OpenAI's protocol, whose clients look for a member <c>error</c> in what goes wrong.</summary>
internal sealed class OpenAiProtocol;

/// <summary>Problem details that clients of OpenAI's protocol can read too.</summary>
internal static class OpenAiErrors
{
    /// <summary>Adds the member <c>error</c> where the request was for one of the marked addresses.</summary>
    public static void Complete(ProblemDetails details, HttpContext context)
    {
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        if (endpoint?.Metadata.GetMetadata<OpenAiProtocol>() is not null)
        {
            details.Extensions["error"] = new
            {
                message = details.Detail ?? details.Title,
                type = details.Status < StatusCodes.Status500InternalServerError ? "invalid_request_error" : "server_error",
                code = details.Type?[(details.Type.LastIndexOf(':') + 1)..],
                param = (string?)null,
            };
        }
    }
}
