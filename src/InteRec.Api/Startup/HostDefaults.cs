using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace InteRec.Api.Startup;

internal static class HostDefaults
{
    private const string DefaultAddress = "http://127.0.0.1:5080";

    /// <summary>
    /// Listens on this machine only, unless an address was given in any of ASP.NET's ways. It is not an entry of appsettings.json, since
    /// that would win over <c>ASPNETCORE_URLS</c>.
    /// </summary>
    public static void UseDefaultAddress(this IWebHostBuilder host, IConfiguration configuration)
    {
        string[] keys = ["urls", "http_ports", "https_ports"];
        if (keys.All(k => string.IsNullOrEmpty(configuration[k])) && !configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            host.UseUrls(DefaultAddress);
        }
    }

    /// <summary>
    /// One line an event, readable by people and by programs that collect lines. The settings may name another formatter.
    /// </summary>
    public static void AddPlainConsole(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.Services.TryAddSingleton(TimeProvider.System);
        logging.AddConsole(console =>
            console.FormatterName = configuration["Logging:Console:FormatterName"] ?? PlainConsoleFormatter.FormatterName
        );
        logging.AddConsoleFormatter<PlainConsoleFormatter, ConsoleFormatterOptions>();

        // The host would tell again, with a stack, what the command tells in one line: that the service cannot start.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }
}
