using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>The attributes that are told of items, by name.</summary>
internal static class CardAttributes
{
    /// <summary>What tells items apart: when, what kind, by whom, how long, how good, for whom, in what mood.</summary>
    public static IReadOnlyList<string> Telling(DatasetSchema schema)
    {
        var attributes = schema.Attributes;
        var maker = attributes.FirstOrDefault(a => a.Role == AttributeRole.People);
        var measure = attributes.FirstOrDefault(a => a is { Type: AttributeType.Number, Role: AttributeRole.None, Unit: not null });
        return
        [
            .. attributes
                .Where(a =>
                    a == maker
                    || a == measure
                    || a.Role
                        is AttributeRole.Year
                            or AttributeRole.Kind
                            or AttributeRole.Quality
                            or AttributeRole.Audience
                            or AttributeRole.Mood
                )
                .Select(a => a.Name),
        ];
    }

    /// <summary>What a card of the item would show.</summary>
    public static IReadOnlyList<string> All(DatasetSchema schema) =>
        [
            .. Telling(schema)
                .Union(
                    schema.Attributes.Where(a => a.Role is AttributeRole.People or AttributeRole.Description).Select(a => a.Name),
                    StringComparer.Ordinal
                ),
        ];
}
