using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InteRec.Settings;

/// <summary>A section of the settings and what it is read into: its properties are the names that it knows.</summary>
internal sealed record SettingsSection(string Path, Type Options);

/// <summary>Registers settings.</summary>
internal static class SettingsServices
{
    /// <summary>Binds a section, checks it at the start, and makes its names known.</summary>
    public static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class =>
        services
            .AddSettingNames<T>(section)
            .AddOptions<T>()
            .Bind(configuration.GetSection(section))
            .ValidateDataAnnotations()
            .ValidateOnStart();

    /// <summary>Makes the names of a section known, where something else reads it.</summary>
    public static IServiceCollection AddSettingNames<T>(this IServiceCollection services, string section) =>
        services.AddSingleton(new SettingsSection(section, typeof(T)));
}
