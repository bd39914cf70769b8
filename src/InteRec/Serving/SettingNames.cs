using System.Collections;
using System.Reflection;
using InteRec.Search;
using InteRec.Settings;
using Microsoft.Extensions.Configuration;

namespace InteRec.Serving;

/// <summary>A setting that nothing reads.</summary>
internal sealed record UnknownSetting(string Path, string Sentence);

/// <summary>Which names of settings there are: the properties of what the sections are read into.</summary>
internal sealed class SettingNames
{
    private const char Separator = ':';
    private readonly ILookup<string, Type> _sections;
    private readonly List<string> _all;

    public SettingNames(IReadOnlyCollection<SettingsSection> sections)
    {
        _sections = sections.DistinctBy(s => (s.Path, s.Options)).ToLookup(s => s.Path, s => s.Options, StringComparer.OrdinalIgnoreCase);
        _all =
        [
            .. _sections
                .SelectMany(s => s.SelectMany(type => Below(s.Key, type)))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The settings below the section that nothing reads, each with the name that is nearest where one is near.</summary>
    public IEnumerable<UnknownSetting> Unknown(IConfigurationSection section) =>
        section.GetChildren().SelectMany(child => Unknown(child, [.. _sections[section.Path]]));

    private IEnumerable<UnknownSetting> Unknown(IConfigurationSection setting, IReadOnlyList<Type> parents)
    {
        Type[] types = [.. parents.SelectMany(parent => Member(parent, setting.Key)).Concat(_sections[setting.Path])];
        if (types.Length > 0 || IsAboveSection(setting.Path))
        {
            return setting.GetChildren().SelectMany(child => Unknown(child, types));
        }

        var near = Nearest(setting.Path) is { } name ? $"; the nearest is {name}" : "";
        return [new UnknownSetting(setting.Path, $"{setting.Path} is no setting and means nothing{near}")];
    }

    private bool IsAboveSection(string path) => _sections.Any(s => s.Key.StartsWith(path + Separator, StringComparison.OrdinalIgnoreCase));

    /// <summary>The same word in another section, or else the least misspelt word of this one.</summary>
    private string? Nearest(string path)
    {
        var (parent, word) = Split(path);
        return _all.FirstOrDefault(name => Same(Split(name).Word, word))
            ?? NearestName.Of(word, _all.Where(name => Same(Split(name).Parent, parent)), name => Split(name).Word);
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static (string Parent, string Word) Split(string path) =>
        path.LastIndexOf(Separator) is var at and >= 0 ? (path[..at], path[(at + 1)..]) : ("", path);

    /// <summary>What a setting of that name is read into; none where the type knows no such name.</summary>
    private static IEnumerable<Type> Member(Type type, string name)
    {
        if (ElementOf(type) is { } element)
        {
            return [element];
        }

        return Properties(type).Where(p => Same(p.Name, name)).Select(p => Bare(p.PropertyType));
    }

    private static IEnumerable<string> Below(string path, Type type) =>
        Properties(type)
            .SelectMany(property =>
                Below(path + Separator + property.Name, Bare(property.PropertyType)).Prepend(path + Separator + property.Name)
            );

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        IsOurs(type) ? type.GetProperties().Where(p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0) : [];

    /// <summary>Only options of this program have names; texts, numbers, times and addresses are values.</summary>
    private static bool IsOurs(Type type) => type.IsClass && type.Namespace?.StartsWith(nameof(InteRec), StringComparison.Ordinal) == true;

    /// <summary>What a list or a table holds under any name; null for everything else.</summary>
    private static Type? ElementOf(Type type) =>
        type == typeof(string) || !typeof(IEnumerable).IsAssignableFrom(type)
            ? null
            : Bare(type.IsArray ? type.GetElementType()! : type.GetGenericArguments().LastOrDefault() ?? typeof(string));

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
