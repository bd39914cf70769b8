using InteRec.Api.Limits;
using InteRec.Api.OpenApi;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Api.Startup;
using InteRec.Api.Web;

namespace InteRec.Api.Hosting;

/// <summary>What a request goes through.</summary>
internal static class ApiPipeline
{
    public static RequestDelegate Build(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseRouting();
        app.UseProblems();
        app.UseWebHeaders();
        app.UseHostGuard();
        app.UseRequestTextGuard();
        app.UseContentEncodingGuard();
        app.UseBodySizeGuard();
        app.UseStaticPages();
        app.UseApiDocument();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseReadinessGate();
        app.UseEndpoints(routes =>
        {
            routes.MapOpenApi();
            routes.MapApi();
        });
        return app.Build();
    }
}
