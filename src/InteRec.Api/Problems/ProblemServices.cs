using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace InteRec.Api.Problems;

internal static class ProblemServices
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = context => Complete(context.ProblemDetails, context.HttpContext)
        );
        services.AddExceptionHandler<ProblemHandler>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseFailureLog();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    /// <summary>Gives the answers that ASP.NET makes by itself (404, 405, 415 ...) a type and a title of ours.</summary>
    public static void Complete(ProblemDetails details, HttpContext context)
    {
        if (details.Type?.StartsWith("urn:interec:", StringComparison.Ordinal) == true)
        {
            return;
        }

        var status = details.Status ?? context.Response.StatusCode;
        var (code, title) = status switch
        {
            StatusCodes.Status404NotFound => (Problem.NotFound, "There is nothing at this address."),
            StatusCodes.Status405MethodNotAllowed => (Problem.MethodNotAllowed, "This address does not take that method."),
            StatusCodes.Status406NotAcceptable => (Problem.NotAcceptable, "This address cannot answer in the form that Accept asks for."),
            StatusCodes.Status413PayloadTooLarge => (Problem.TooLarge, "The body is too large."),
            StatusCodes.Status415UnsupportedMediaType => (Problem.UnsupportedMediaType, "The content type is not supported."),
            >= StatusCodes.Status500InternalServerError => (Problem.Internal, "Something went wrong on our side."),
            _ => (Problem.BadRequest, ReasonPhrases.GetReasonPhrase(status)),
        };
        (details.Type, details.Title) = (Problem.TypeOf(code), title);
    }
}
