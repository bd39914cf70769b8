using System.Text.Json;
using InteRec.Catalog;
using InteRec.Import;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Corpus.Augmenting;

/// <summary>What names and words of annotated messages are exchanged by, <c>exchange.json</c> beside them.</summary>
internal sealed record ExchangeLists
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "exchange.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    /// <summary>Names by domain and slot.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Names { get; init; }

    /// <summary>Words for an item by domain, in the singular.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Nouns { get; init; }

    /// <summary>How some words are typed in a hurry.</summary>
    public required IReadOnlyDictionary<string, string> Short { get; init; }

    /// <summary>Reads the lists of a folder of annotated conversations.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="catalog">The catalogue whose titles and people are the names of the domain that it is called.</param>
    /// <exception cref="DatasetException">The file is not there or has another form.</exception>
    public static ExchangeLists Load(string folder, CatalogSnapshot catalog)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            var lists = JsonSerializer.Deserialize<ExchangeLists>(File.ReadAllText(path), Options) ?? throw new JsonException("it is null");
            var names = lists.Names.ToDictionary(StringComparer.Ordinal);
            names[catalog.Schema.Title!.ToLowerInvariant()] = Of(catalog);
            return lists with { Names = names };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new DatasetException($"{path}: no lists to exchange names: {e.Message}", e);
        }
    }

    /// <summary>The names of a slot in a domain; none where there are no lists.</summary>
    public IReadOnlyList<string> NamesOf(string domain, Slot slot)
    {
        if (!Names.TryGetValue(domain, out var slots))
        {
            return [];
        }

        return slots.TryGetValue(slot.Name(), out var names) ? names
            : slot.IsPerson() ? [.. slots.Where(pair => Slots.Of(pair.Key) is { } other && other.IsPerson()).SelectMany(pair => pair.Value)]
            : [];
    }

    private static Dictionary<string, IReadOnlyList<string>> Of(CatalogSnapshot catalog)
    {
        var names = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            [Slot.Item.Name()] = [.. Enumerable.Range(0, catalog.Count).Select(catalog.Title).Distinct(StringComparer.Ordinal)],
        };
        foreach (var attribute in catalog.Schema.Attributes.Where(attribute => attribute.Role == AttributeRole.People))
        {
            names[CandidateSlots.Of(attribute).Name()] = catalog.Categories(attribute.Name)?.Values ?? [];
        }

        return names;
    }
}
