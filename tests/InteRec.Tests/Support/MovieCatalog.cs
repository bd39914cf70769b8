using InteRec.Catalog;
using InteRec.Import;

namespace InteRec.Tests.Support;

/// <summary>The bundled films, read once.</summary>
internal static class MovieCatalog
{
    private static readonly Lazy<Task<CatalogSnapshot>> Loaded = new(ReadAsync);

    public static CatalogSnapshot Snapshot => Loaded.Value.GetAwaiter().GetResult();

    /// <summary>The index of the film with that title and year.</summary>
    public static int Find(string title, int year) =>
        Enumerable.Range(0, Snapshot.Count).Single(item => Snapshot.Title(item) == title && Snapshot.Year(item) == year);

    private static async Task<CatalogSnapshot> ReadAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "datasets", "movies");
        var schema = DatasetReader.Load(folder);
        await using var file = await InputFile.OpenAsync(Path.Combine(folder, schema.Items), CancellationToken.None);
        await using var rows = await CsvRows.OpenAsync(file, CancellationToken.None);
        var id = rows.Column(schema.ItemId);
        var columns = schema.Attributes.Select(attribute => (Attribute: attribute, Place: rows.Column(attribute.Column ?? attribute.Name))).ToList();
        var parser = new ItemParser(schema);
        var items = new List<Item>();
        while (await rows.ReadAsync(CancellationToken.None))
        {
            items.Add(parser.Parse(rows.Cell(id), columns.Select(column => (column.Attribute, rows.Cell(column.Place)))).Item!);
        }

        return CatalogSnapshot.Build(schema, items);
    }
}
