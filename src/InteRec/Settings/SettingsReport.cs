using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InteRec.Settings;

/// <summary>Tells which settings mean nothing, because an earlier version had them or nobody ever did, and what to write instead.</summary>
internal sealed partial class SettingsReport(IConfiguration configuration, SettingNames names, ILogger<SettingsReport> logger) : IHostedService
{
    /// <summary>One warning a setting.</summary>
    public void Tell()
    {
        var all = configuration.GetSection(InteRecOptions.SectionName);
        string[] outdated = [.. OutdatedSettings.In(all)];
        foreach (var sentence in outdated.Concat(names.Unknown(all).Where(unknown => !outdated.Any(o => o.StartsWith(unknown.Path, StringComparison.OrdinalIgnoreCase))).Select(u => u.Sentence)))
        {
            LogIdle(logger, sentence);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Tell();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private static partial void LogIdle(ILogger logger, string sentence);
}
