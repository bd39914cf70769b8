using InteRec.Api.Commands;
using InteRec.Api.Hosting;
using InteRec.Api.Startup;

namespace InteRec.Api;

/// <summary>The entry point. Without a verb it serves; <see cref="RootVerb"/> lists the others.</summary>
public sealed class Program
{
    private Program()
    {
    }

    /// <summary>Runs one command; the result is the exit code: 0 done, 1 failed, 2 bad arguments.</summary>
    public static Task<int> Main(string[] args) => RootVerb.RunAsync(args);

    /// <summary>The web service, built but not started. <paramref name="settings"/> go above every other source of configuration.</summary>
    internal static WebApplication CreateApp(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseDefaultAddress(builder.Configuration);
        builder.Logging.AddPlainConsole(builder.Configuration);

        builder.Services.AddInteRec(builder.Configuration).Services.AddSingleton(new HostMode(IsOwnProgram: true));
        builder.Services.AddServerGuards(builder.Configuration);

        var app = builder.Build();
        InstanceRoutes.MapEverything(app);
        return app;
    }
}
