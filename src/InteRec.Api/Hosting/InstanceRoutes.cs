using InteRec.Api.Web;

namespace InteRec.Api.Hosting;

/// <summary>Which addresses of an application are ours.</summary>
internal static class InstanceRoutes
{
    private const string Rest = "rest";

    /// <summary>Below these everything is ours, also without a prefix.</summary>
    private static readonly string[] Folders = ["/v1", "/health", "/openapi", "/swagger"];

    /// <summary>Maps everything below the prefix; without one, our own addresses and no others.</summary>
    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder routes, string? prefix)
    {
        var group = routes.MapGroup("");
        if (prefix?.Trim('/') is { Length: > 0 } path)
        {
            group.Serve($"/{path}", "", below: true);
            return group;
        }

        foreach (var folder in Folders)
        {
            group.Serve(folder, folder, below: true);
        }

        foreach (var page in StaticPages.Addresses.Append("/mcp"))
        {
            group.Serve(page, page == "/" ? "" : page, below: false);
        }

        return group;
    }

    /// <summary>Maps every address there is: for the program that is nothing but the service.</summary>
    public static void MapEverything(IEndpointRouteBuilder routes) => routes.Serve("", "", below: true);

    /// <param name="routes">Where to map.</param>
    /// <param name="pattern">The address in the application.</param>
    /// <param name="own">The end of it that we know it by.</param>
    /// <param name="below">Whether everything below it is meant too.</param>
    private static void Serve(this IEndpointRouteBuilder routes, string pattern, string own, bool below)
    {
        var instance =
            routes.ServiceProvider.GetService<Instance>()
            ?? throw new InvalidOperationException("Call services.AddInteRec(configuration) before app.MapInteRec().");
        routes
            .Map(below ? $"{pattern}/{{**{Rest}}}" : pattern, context => instance.AnswerAsync(context, Length(context.Request, own)))
            .ExcludeFromDescription()
            .WithDisplayName($"InteRec {pattern}");
    }

    /// <summary>How many of the last characters of the path are ours: what we know it by, what is below, and a slash at the end.</summary>
    private static int Length(HttpRequest request, string own)
    {
        var path = request.Path.Value ?? "";
        return request.RouteValues[Rest] is string { Length: > 0 } rest
            ? own.Length + 1 + rest.Length
            : own.Length + (path.EndsWith('/') ? 1 : 0);
    }
}
