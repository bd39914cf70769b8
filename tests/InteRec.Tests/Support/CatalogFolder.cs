using InteRec.Catalog;
using InteRec.Import;

namespace InteRec.Tests.Support;

/// <summary>Reads the folder of a dataset into a snapshot, without a store.</summary>
internal static class CatalogFolder
{
    public static async Task<CatalogSnapshot> ReadAsync(string folder)
    {
        var schema = DatasetReader.Load(folder);
        await using var file = await InputFile.OpenAsync(Path.Combine(folder, schema.Items), CancellationToken.None);
        await using var rows = await CsvRows.OpenAsync(file, CancellationToken.None);
        var id = rows.Column(schema.ItemId);
        var columns = schema
            .Attributes.Select(attribute => (Attribute: attribute, Place: rows.Column(attribute.Column ?? attribute.Name)))
            .ToList();
        var parser = new ItemParser(schema);
        var items = new List<Item>();
        while (await rows.ReadAsync(CancellationToken.None))
        {
            var (item, error) = parser.Parse(rows.Cell(id), columns.Select(column => (column.Attribute, rows.Cell(column.Place))));
            items.Add(item ?? throw new InvalidDataException($"{schema.Items}:{rows.Line}: {error}"));
        }

        return CatalogSnapshot.Build(schema, items);
    }
}
