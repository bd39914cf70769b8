using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace InteRec.Settings;

/// <summary>Reads a section in which every name has to be known: where a misspelt one would quietly mean nothing.</summary>
internal static class StrictSettings
{
    /// <exception cref="OptionsValidationException">A name is unknown, or a value cannot be read.</exception>
    public static void Bind(IConfigurationSection section, object options)
    {
        try
        {
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException e)
        {
            string[] outdated = [.. OutdatedSettings.In(section)];
            throw new OptionsValidationException(
                section.Path,
                options.GetType(),
                outdated.Length > 0 ? outdated : [$"{section.Path}: {e.InnerException?.Message ?? e.Message}"]
            );
        }
    }
}
