using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Api.Endpoints;

/// <summary>Messages that can be tried, made of what the catalogue has, whatever it is about.</summary>
internal static class ExampleMessages
{
    public static IReadOnlyList<string> Of(ServingState state)
    {
        var schema = state.Catalog.Schema;
        var messages = new List<string>();
        var known = WellKnown(state.Catalog);
        var kinds = Values(state.Catalog, AttributeRole.Kind);
        var moods = Values(state.Catalog, AttributeRole.Mood);
        if (kinds is [var first, var second, ..])
        {
            messages.Add(
                state.Catalog.Years is null ? $"a {first} {schema.Item.Singular}" : $"{first} {schema.Item.Plural} from the 1990s"
            );
            messages.Add(
                $"{(moods is [var mood, ..] ? $"a {mood} {schema.Item.Singular}" : $"a {second} {schema.Item.Singular}")}, not {first}"
            );
        }

        if (known is [var one, var other, ..])
        {
            messages.Add($"something like {one}");
            if (schema.WithRole(AttributeRole.People) is { Verbs: [var verb, ..] })
            {
                messages.Add($"who {verb} {other}?");
            }
        }

        return messages;
    }

    private static List<string> WellKnown(CatalogSnapshot catalog) =>
        catalog.Popularity is not { } popularity
            ? []
            :
            [
                .. Enumerable
                    .Range(0, catalog.Count)
                    .Where(i => catalog.Available[i] && !double.IsNaN(popularity[i]))
                    .OrderByDescending(i => popularity[i])
                    .Take(40)
                    .Select(catalog.Title)
                    .Where(t => t.Length <= 24 && t.All(c => char.IsLetter(c) || c == ' '))
                    .Take(2),
            ];

    private static List<string> Values(CatalogSnapshot catalog, AttributeRole role) =>
        catalog.Schema.WithRole(role) is not { } attribute || catalog.Categories(attribute.Name) is not { } column
            ? []
            :
            [
                .. Enumerable
                    .Range(0, column.Values.Count)
                    .OrderByDescending(v => column.CountOf(v))
                    .Take(3)
                    .Select(v => column.Values[v].ToLowerInvariant()),
            ];
}
