using System.Net;
using System.Text;
using System.Text.Unicode;
using InteRec.Api.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InteRec.Api.Limits;

/// <summary>
/// Refuses what cannot be read as text: a path or query that is no UTF-8 or has the character NUL (ASP.NET would pass over both or put
/// marks in their place, and one user would be taken for another), and a body in a character set that nobody knows.
/// </summary>
internal static class RequestTextGuard
{
    public static IApplicationBuilder UseRequestTextGuard(this IApplicationBuilder app) =>
        app.Use(
            static async (context, next) =>
            {
                var problem =
                    !IsText(Target(context)) ? Refused("path", "must be percent-encoded UTF-8 without the character NUL")
                    : !IsKnown(context.Request.GetTypedHeaders().ContentType?.Charset.Value)
                        ? Refused("Content-Type", "names a character set that is not known; send UTF-8")
                    : null;
                await (problem?.ExecuteAsync(context) ?? next(context));
            }
        );

    private static string Target(HttpContext context) =>
        context.Features.Get<IHttpRequestFeature>() is { RawTarget.Length: > 0 } request
            ? request.RawTarget
            : context.Request.Path + context.Request.QueryString.ToString();

    private static bool IsText(string target)
    {
        if (!target.Contains('%', StringComparison.Ordinal))
        {
            return !target.Contains('\0', StringComparison.Ordinal);
        }

        var bytes = Encoding.UTF8.GetBytes(target);
        var decoded = WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length);
        return Utf8.IsValid(decoded) && !decoded.AsSpan().Contains((byte)0);
    }

    private static bool IsKnown(string? charset)
    {
        if (string.IsNullOrEmpty(charset))
        {
            return true;
        }

        try
        {
            return Encoding.GetEncoding(charset.Trim('"')).CodePage > 0;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false; // not supported is UTF-7, which .NET knows and refuses
        }
    }

    private static ProblemHttpResult Refused(string where, string what) =>
        Problem.Result(
            StatusCodes.Status400BadRequest,
            Problem.InvalidValue,
            "The request cannot be read as text.",
            $"{where}: {what}",
            new ProblemPlace(where, what)
        );
}
