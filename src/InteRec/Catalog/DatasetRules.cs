using System.Text.RegularExpressions;

namespace InteRec.Catalog;

/// <summary>What a declaration must meet beyond being well-formed. Every problem names the property it is about.</summary>
internal static partial class DatasetRules
{
    private static readonly AttributeRole[] OncePerDataset =
    [
        AttributeRole.Year,
        AttributeRole.Popularity,
        AttributeRole.Quality,
        AttributeRole.Audience,
        AttributeRole.AlternativeTitles,
    ];

    /// <summary>All problems of a declaration; none when it can be used.</summary>
    public static IEnumerable<string> Problems(DatasetSchema schema) =>
        HasNull(schema)
            ? ["a list holds a null"]
            : OfDataset(schema)
                .Concat(
                    schema.Attributes.SelectMany(
                        (attribute, i) => OfAttribute(schema, attribute).Select(p => $"attributes[{i}] ({attribute.Name}): {p}")
                    )
                )
                .Concat(schema.Phrases.SelectMany((phrase, i) => OfPhrase(schema, phrase).Select(p => $"phrases[{i}]: {p}")))
                .Concat(schema.Missing.SelectMany((missing, i) => OfMissing(missing).Select(p => $"missing[{i}]: {p}")))
                .Concat(OfInteractions(schema.InteractionColumns).Select(p => $"interactionColumns: {p}"));

    /// <summary>The JSON reader keeps nulls out of properties but not out of lists.</summary>
    private static bool HasNull(DatasetSchema schema)
    {
        var item = schema.Item;
        return schema.Attributes.Any(a =>
                a is null
                || Any(a.Synonyms, a.Cues, a.Verbs, a.Order)
                || a.Values.Values.Any(v => v is null || Any(v))
                || (a.Words is { } w && Any(w.More, w.Less, w.Most, w.Least, w.High, w.Low))
            )
            || schema.Phrases.Any(p =>
                p is null
                || Any(p.Say)
                || new[] { p.Where, p.Prefer, p.Not }.Any(f => f is not null && f.Conditions.Values.Any(c => c is null))
            )
            || schema.Missing.Any(m => m is null || Any(m.Say))
            || Any(item.Synonyms, item.Used, item.Use);

        static bool Any(params ReadOnlySpan<IReadOnlyList<string>> lists)
        {
            foreach (var list in lists)
            {
                if (list.Any(text => text is null))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private static IEnumerable<string> OfDataset(DatasetSchema schema)
    {
        if (string.IsNullOrWhiteSpace(schema.Name))
        {
            yield return "name is empty";
        }

        if (string.IsNullOrWhiteSpace(schema.ItemId))
        {
            yield return "itemId is empty";
        }

        if (string.IsNullOrEmpty(schema.Separator) || schema.Separator.Contains(',', StringComparison.Ordinal))
        {
            yield return "separator is empty or has a comma, which stands between cells";
        }

        foreach (
            var file in new[] { schema.Items, schema.Interactions }
                .OfType<string>()
                .Where(file => file.Length == 0 || Path.GetFileName(file) != file)
        )
        {
            yield return $"\"{file}\" is not the name of a file beside {DatasetReader.FileName}";
        }

        if (schema.Attributes.Where(a => a.Role == AttributeRole.Title).ToList() is not [{ Type: AttributeType.Text }])
        {
            yield return "attributes: exactly one attribute must have the role title, and the type text";
        }

        foreach (var role in OncePerDataset.Where(role => schema.Attributes.Count(a => a.Role == role) > 1))
        {
            yield return $"attributes: more than one has the role {role}";
        }

        foreach (var twice in Twice(schema.Attributes.Select(a => a.Name)))
        {
            yield return $"attributes: the name {twice} is given twice";
        }

        foreach (var twice in Twice(schema.Attributes.Select(a => a.Column ?? a.Name).Append(schema.ItemId)))
        {
            yield return $"attributes: the column {twice} is used twice";
        }
    }

    private static IEnumerable<string> OfAttribute(DatasetSchema schema, AttributeDefinition attribute)
    {
        if (!NamePattern().IsMatch(attribute.Name) || attribute.Name is ItemFilterJsonConverter.Not or ItemFilterJsonConverter.Or)
        {
            yield return "a name has letters a to z, digits and _, begins with a letter, and is not the word not or the word or";
        }

        var isNumber = attribute.Type is AttributeType.Number or AttributeType.Date;
        var isCategory = attribute.Type is AttributeType.Category or AttributeType.Categories;
        if (!Enum.IsDefined(attribute.Type) || !Enum.IsDefined(attribute.Role))
        {
            yield return "type and role are words";
        }

        if (TypeFor(attribute.Role) is { } needed && !needed.Contains(attribute.Type))
        {
            yield return $"the role {attribute.Role} needs the type {string.Join(" or ", needed)}";
        }

        if (attribute.Words is not null && !isNumber)
        {
            yield return "words are for a number or a date";
        }

        if ((attribute.Min ?? attribute.Max) is not null && !isNumber)
        {
            yield return "min and max are for a number or a date";
        }

        if (attribute is { Min: { } least, Max: { } most } && !(least <= most))
        {
            yield return "min must not be above max";
        }

        if (attribute.Order.Count > 0 && !isCategory)
        {
            yield return "order is for a category";
        }

        if (Twice(attribute.Order).FirstOrDefault() is { } repeated)
        {
            yield return $"order has {repeated} twice";
        }

        if (attribute.Values.Count > 0 && !isCategory)
        {
            yield return "values are for a category or categories";
        }

        if (attribute.Support is { } support && schema.Find(support) is not { Type: AttributeType.Number })
        {
            yield return $"support names {support}, which is no attribute of type number";
        }
    }

    private static IEnumerable<string> OfMissing(MissingDefinition missing)
    {
        if (string.IsNullOrWhiteSpace(missing.Name))
        {
            yield return "name is empty";
        }

        if (missing.Say.Count == 0 || missing.Say.Any(string.IsNullOrWhiteSpace))
        {
            yield return "say is empty";
        }
    }

    private static IEnumerable<string> OfPhrase(DatasetSchema schema, PhraseDefinition phrase)
    {
        if (phrase.Say.Count == 0 || phrase.Say.Any(string.IsNullOrWhiteSpace))
        {
            yield return "say is empty";
        }

        foreach (var (part, filter) in new[] { ("where", phrase.Where), ("prefer", phrase.Prefer), ("not", phrase.Not) })
        {
            foreach (var (name, condition) in (filter ?? ItemFilter.Empty).All)
            {
                if (schema.Find(name) is not { } attribute)
                {
                    yield return $"{part} names {name}, which is no attribute";
                }
                else if (
                    (condition.IsBounding || condition.Outside is not null)
                    && attribute.Type is not (AttributeType.Number or AttributeType.Date)
                )
                {
                    yield return $"{part}.{name} has a range, but is a {attribute.Type}";
                }
            }
        }
    }

    private static IEnumerable<string> OfInteractions(InteractionColumns columns)
    {
        if (columns.ScaleFrom >= columns.ScaleTo)
        {
            yield return "scaleFrom must be below scaleTo";
        }

        if (columns.Negative >= columns.Positive)
        {
            yield return "negative must be below positive";
        }

        if (!InteractionKinds.TryParse(columns.DefaultKind, out _))
        {
            yield return $"defaultKind {columns.DefaultKind} is none of {string.Join(", ", InteractionKinds.Names)}";
        }

        foreach (var twice in Twice([columns.UserId, columns.ItemId, columns.Kind, columns.Weight, columns.Timestamp]))
        {
            yield return $"the column {twice} is used twice";
        }
    }

    private static AttributeType[]? TypeFor(AttributeRole role) =>
        role switch
        {
            AttributeRole.Year => [AttributeType.Number],
            AttributeRole.Popularity or AttributeRole.Quality => [AttributeType.Number],
            AttributeRole.AlternativeTitles or AttributeRole.Description => [AttributeType.Text],
            AttributeRole.Kind
            or AttributeRole.Mood
            or AttributeRole.Topic
            or AttributeRole.People
            or AttributeRole.Language
            or AttributeRole.Origin => [AttributeType.Category, AttributeType.Categories],
            AttributeRole.Audience => [AttributeType.Category],
            _ => null,
        };

    private static IEnumerable<string> Twice(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key);

    [GeneratedRegex("^[a-z][a-z0-9_]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();
}
