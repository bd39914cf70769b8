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

    /// <summary>One line an event, with the time: readable by people and by programs that collect lines.</summary>
    public static void AddPlainConsole(this ILoggingBuilder logging) => logging.AddSimpleConsole(console =>
    {
        console.SingleLine = true;
        console.TimestampFormat = "HH:mm:ss ";
        console.ColorBehavior = Console.IsOutputRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
    });
}
