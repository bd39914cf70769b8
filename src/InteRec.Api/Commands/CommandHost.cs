using InteRec.Api.Limits;
using InteRec.Api.Security;
using InteRec.Serving;
using InteRec.Settings;
using InteRec.Tools;

namespace InteRec.Api.Commands;

/// <summary>The recommender in this process, without the web: the same settings and the same parts as the service.</summary>
internal sealed class CommandHost : IAsyncDisposable
{
    private readonly IHost _host;

    private CommandHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    /// <summary>Builds the parts; nothing is opened yet.</summary>
    public static CommandHost Create(string[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine(settings);
        builder.Logging.AddConsole(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.FormatterName = Startup.PlainConsoleFormatter.FormatterName;
        });
        builder.Logging.AddConsoleFormatter<Startup.PlainConsoleFormatter, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddInteRecCore(builder.Configuration);
        builder
            .Services.AddSettingNames<LimitsOptions>(LimitsOptions.SectionName)
            .AddSettingNames<SecurityOptions>(SecurityOptions.SectionName);
        var host = builder.Build();
        host.Services.GetRequiredService<SettingsReport>().Tell();
        return new CommandHost(host);
    }

    /// <summary>Builds the parts and gets them ready to answer: imports and trains where that was not done before.</summary>
    public static async Task<CommandHost> ReadyAsync(string[] settings, Output output, CancellationToken cancellationToken)
    {
        var host = Create(settings);
        try
        {
            await output.WithProgressAsync(async progress =>
            {
                await host.Get<StartUp>().RunAsync(progress, cancellationToken);
                return true;
            });
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>The stored catalogue with what is bound to it, without training; the dataset is imported where none is stored.</summary>
    public async Task<ServingState> CatalogAsync(CancellationToken cancellationToken)
    {
        await Get<DataSeeder>().ImportBundledAsync(progress: null, cancellationToken);
        await Get<ServingLoader>().RefreshAsync(cancellationToken);
        return Get<ServingSlot>().Current;
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
