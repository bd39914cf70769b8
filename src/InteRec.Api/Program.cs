using InteRec.Api.Commands;
using InteRec.Api.Json;
using InteRec.Api.Limits;
using InteRec.Api.Mcp;
using InteRec.Api.OpenAi;
using InteRec.Api.OpenApi;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Api.Startup;
using InteRec.Api.Web;

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

        builder.Services.AddInteRec(builder.Configuration);
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        builder.Services.AddProblems();
        builder.Services.AddLimits(builder.Configuration);
        builder.Services.AddKeys(builder.Configuration);
        builder.Services.AddOpenAi();
        builder.Services.AddMcp();
        builder.Services.AddApiDocument();
        builder.Services.AddStartup();

        var app = builder.Build();
        app.UseProblems();
        app.UseWebHeaders();
        app.UseHostGuard();
        app.UseContentEncodingGuard();
        app.UseBodySizeGuard();
        app.UseStaticPages();
        app.UseApiDocument();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseReadinessGate();
        app.MapInteRec();
        return app;
    }
}
