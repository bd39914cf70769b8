using InteRec.Api.Problems;
using Microsoft.Extensions.Primitives;

namespace InteRec.Api.Limits;

/// <summary>Compressed bodies are refused: a few bytes could stand for gigabytes, and no caller of ours needs them.</summary>
internal static class ContentEncodingGuard
{
    public static IApplicationBuilder UseContentEncodingGuard(this IApplicationBuilder app) =>
        app.Use(
            static async (context, next) =>
            {
                var encoding = context.Request.Headers.ContentEncoding;
                if (
                    StringValues.IsNullOrEmpty(encoding)
                    || string.Equals(encoding.ToString(), "identity", StringComparison.OrdinalIgnoreCase)
                )
                {
                    await next(context);
                    return;
                }

                await Problem
                    .Result(
                        StatusCodes.Status415UnsupportedMediaType,
                        Problem.UnsupportedEncoding,
                        "Compressed bodies are not supported.",
                        "Send the body without Content-Encoding.",
                        new ProblemPlace("Content-Encoding", "must be absent")
                    )
                    .ExecuteAsync(context);
            }
        );
}
