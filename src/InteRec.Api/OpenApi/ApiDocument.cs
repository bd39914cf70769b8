namespace InteRec.Api.OpenApi;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>, and Swagger UI at <c>/swagger</c>.</summary>
internal static class ApiDocument
{
    public static IServiceCollection AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(options =>
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    document.Info.Title = "InteRec";
                    document.Info.Description =
                        "A conversational recommender: chat, recommender tools, items, interactions and training. The tools are at /mcp "
                        + "too, over the Model Context Protocol.";
                    return Task.CompletedTask;
                }
            )
        );

    public static void UseApiDocument(this IApplicationBuilder app) =>
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = "swagger";
            ui.DocumentTitle = "InteRec API";
            ui.SwaggerEndpoint("../openapi/v1.json", "v1");
        });
}
