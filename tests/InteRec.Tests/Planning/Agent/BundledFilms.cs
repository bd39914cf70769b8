using InteRec.Catalog;
using InteRec.Import;
using InteRec.Tools;

namespace InteRec.Tests.Planning.Agent;

/// <summary>The bundled films as a snapshot, read once for all tests.</summary>
internal static class BundledFilms
{
    private static readonly Lazy<Task<ServingState>> Loaded = new(LoadAsync);

    public static Task<ServingState> ServingAsync() => Loaded.Value;

    private static async Task<ServingState> LoadAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "datasets", "movies");
        var schema = DatasetReader.Load(folder);
        var parser = new ItemParser(schema);
        await using var input = await InputFile.OpenAsync(Path.Combine(folder, schema.Items), default);
        await using var rows = await CsvRows.OpenAsync(input, default);
        var id = rows.Column(schema.ItemId);
        var columns = schema
            .Attributes.Select(a => (Attribute: a, Place: rows.Column(a.Column ?? a.Name)))
            .Where(c => c.Place >= 0)
            .ToArray();
        var items = new List<Item>();
        while (await rows.ReadAsync(default))
        {
            items.Add(parser.Parse(rows.Cell(id), columns.Select(c => (c.Attribute, rows.Cell(c.Place)))).Item!);
        }

        return new ServingState(CatalogSnapshot.Build(schema, items));
    }
}
