using InteRec.Api.Startup;

namespace InteRec.Api.Hosting;

/// <summary>The recommender as a program of its own, with nothing beside it.</summary>
internal static class OwnProgram
{
    /// <summary>The web service, built but not started. <paramref name="settings"/> go above every other source of configuration.</summary>
    public static WebApplication CreateApp(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory }
        );
        builder.WebHost.UseDefaultAddress(builder.Configuration);
        builder.Logging.AddPlainConsole(builder.Configuration);

        builder.Services.AddInteRec(builder.Configuration).Services.AddSingleton(new HostMode(IsOwnProgram: true));
        builder.Services.AddServerGuards(builder.Configuration);

        var app = builder.Build();
        InstanceRoutes.MapEverything(app);
        return app;
    }
}
