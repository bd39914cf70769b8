using InteRec.Api.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Limits;

/// <summary>
/// Refuses a body that says that it is too large. The server would close the connection at once, and a caller that is still sending would
/// see a broken connection instead of the answer; so what is not absurdly large is read and thrown away first.
/// </summary>
internal static class BodySizeGuard
{
    private const long MostThrownAway = 64_000_000;

    public static IApplicationBuilder UseBodySizeGuard(this IApplicationBuilder app) =>
        app.Use(
            static async (context, next) =>
            {
                var limits = context.RequestServices.GetRequiredService<IOptions<LimitsOptions>>().Value;
                var most = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? limits.BodyBytes;
                var size = context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server ? server : null;
                if (context.Request.ContentLength is not { } length || length <= most)
                {
                    // The server of an application may have another limit, and counts what comes in pieces.
                    size?.MaxRequestBodySize = most;
                    await next(context);
                    return;
                }

                if (length <= MostThrownAway && size is not null)
                {
                    size.MaxRequestBodySize = null;
                    await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
                }

                var message = FormattableString.Invariant($"has {length:N0} bytes, at most {most:N0} are allowed");
                await Problem
                    .Result(
                        StatusCodes.Status413PayloadTooLarge,
                        Problem.TooLarge,
                        "The body is too large.",
                        $"The body {message}.",
                        new ProblemPlace("$", message)
                    )
                    .ExecuteAsync(context);
            }
        );
}
