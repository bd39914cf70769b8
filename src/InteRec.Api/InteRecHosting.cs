using InteRec.Api.Hosting;

namespace InteRec;

/// <summary>Puts InteRec into a web application: <c>services.AddInteRec(configuration)</c>, and <c>app.MapInteRec()</c>.</summary>
public static class InteRecHosting
{
    /// <summary>
    /// Adds the recommender and its web API. They have services of their own, so that nothing of the application changes by it: neither its
    /// JSON options nor its authentication, error handling or API document.
    /// </summary>
    /// <param name="services">
    /// The services of the application. They get a <see cref="Recommender"/>, for code that recommends by itself.
    /// </param>
    /// <param name="configuration">The settings, in section <c>InteRec</c>; all of them may be left out.</param>
    /// <returns>Takes the items, tools and rankers of the application.</returns>
    /// <exception cref="InvalidOperationException">The application has a recommender already.</exception>
    public static InteRecBuilder AddInteRec(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddInstance(configuration);
    }

    /// <summary>
    /// Maps the API, the chat page and the operator's page: <c>/v1/...</c>, <c>/mcp</c>, <c>/health/...</c>, <c>/openapi/v1.json</c>,
    /// <c>/swagger</c>, <c>/</c> and <c>/admin</c>, all of them below the prefix where one is given. Routes of the application that are
    /// more specific come first.
    /// </summary>
    /// <param name="routes">The application, or a group of its routes.</param>
    /// <param name="prefix">Where everything goes: <c>/recs</c>. Default: the root.</param>
    /// <returns>
    /// For what the application wants of all these addresses: <c>RequireAuthorization</c>, <c>RequireRateLimiting</c>, <c>RequireCors</c>,
    /// <c>RequireHost</c>.
    /// </returns>
    /// <exception cref="InvalidOperationException"><see cref="AddInteRec"/> was not called.</exception>
    public static IEndpointConventionBuilder MapInteRec(this IEndpointRouteBuilder routes, string? prefix = null)
    {
        ArgumentNullException.ThrowIfNull(routes);
        return InstanceRoutes.Map(routes, prefix);
    }
}
