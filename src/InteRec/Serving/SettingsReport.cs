using InteRec.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InteRec.Serving;

/// <summary>Tells which settings mean nothing, because an earlier version had them or nobody ever did, and what to write instead.</summary>
internal sealed partial class SettingsReport(IConfiguration configuration, SettingNames names, ILogger<SettingsReport> logger)
    : IHostedService
{
    /// <summary>One warning a setting.</summary>
    public void Tell()
    {
        var all = configuration.GetSection(InteRecOptions.SectionName);
        string[] outdated = [.. OutdatedSettings.In(all)];
        var unknown = names.Unknown(all).Where(u => !outdated.Any(o => Tells(o, u.Path))).Select(u => u.Sentence);
        foreach (var sentence in outdated.Concat(unknown))
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

    /// <summary>Whether the sentence is of that setting, or of one below it.</summary>
    private static bool Tells(string sentence, string path) =>
        sentence.StartsWith(path + " ", StringComparison.OrdinalIgnoreCase)
        || sentence.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private static partial void LogIdle(ILogger logger, string sentence);
}
