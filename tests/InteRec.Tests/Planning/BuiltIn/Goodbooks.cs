using System.Globalization;
using InteRec.Catalog;
using InteRec.Import;
using InteRec.Tests.Support;
using InteRec.Tools;

namespace InteRec.Tests.Planning.BuiltIn;

/// <summary>
/// A second domain: the ten thousand books of goodbooks-10k as a dataset of their own. The shelves that readers put a book on become its
/// values where the declaration knows them; no code of the product knows that these are books.
/// </summary>
internal static class Goodbooks
{
    public const string Folder = "data/goodbooks-10k-v1";

    private const int MostShelves = 25;

    private static readonly Lazy<Task<ServingState>> Loaded = new(LoadAsync);

    private static readonly Dictionary<string, string> Languages = new()
    {
        ["eng"] = "English",
        ["en-US"] = "English",
        ["en-GB"] = "English",
        ["en-CA"] = "English",
        ["en"] = "English",
        ["fre"] = "French",
        ["spa"] = "Spanish",
        ["ger"] = "German",
    };

    public static Task<ServingState> ServingAsync() => Loaded.Value;

    private static async Task<ServingState> LoadAsync()
    {
        var folder = Directory.CreateTempSubdirectory("interec-goodbooks-").FullName;
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Data", "goodbooks", "dataset.json"), Path.Combine(folder, "dataset.json"));
        await WriteItemsAsync(DatasetReader.Load(folder), Path.Combine(folder, "items.csv"));
        return Talk.Serve(await CatalogFolder.ReadAsync(folder), folder);
    }

    private static async Task WriteItemsAsync(DatasetSchema schema, string path)
    {
        var shelves = await ShelvesAsync();
        await using var file = new StreamWriter(path);
        await file.WriteLineAsync(
            "book_id,title,original_title,year,authors,genres,audience,form,topics,languages,average_rating,ratings_count"
        );
        foreach (
            var book in await RowsAsync(
                "books.csv.gz",
                "book_id",
                "title",
                "original_title",
                "original_publication_year",
                "authors",
                "language_code",
                "average_rating",
                "ratings_count"
            )
        )
        {
            var on = shelves.GetValueOrDefault(book[0]) ?? [];
            var isSeries = book[1].Contains('#', StringComparison.Ordinal) && book[1].LastIndexOf('(') > 0;
            var title = isSeries ? book[1][..book[1].LastIndexOf('(')].Trim() : book[1];
            string[] cells =
            [
                book[0],
                title,
                book[2] == title ? "" : book[2],
                book[3].Replace(".0", "", StringComparison.Ordinal),
                book[4].Replace(", ", "|", StringComparison.Ordinal),
                Known("genres", on),
                Known("audience", on),
                isSeries ? "series" : Known("form", on.Except(["series"])),
                Known("topics", on),
                Languages.GetValueOrDefault(book[5], ""),
                book[6],
                book[7],
            ];
            await file.WriteLineAsync(string.Join(',', cells.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")));
        }

        string Known(string attribute, IEnumerable<string> on) =>
            string.Join(
                '|',
                on.Where(schema.Find(attribute)!.Values.ContainsKey)
                    .Take(schema.Find(attribute)!.Type == AttributeType.Category ? 1 : int.MaxValue)
            );
    }

    /// <summary>The shelves of each book by its id, the fullest first.</summary>
    private static async Task<Dictionary<string, List<string>>> ShelvesAsync()
    {
        var names = (await RowsAsync("tags.csv", "tag_id", "tag_name")).ToDictionary(r => r[0], r => r[1]);
        var shelved = await RowsAsync("book_tags.csv.gz", "goodreads_book_id", "tag_id", "count");
        return shelved
            .GroupBy(r => r[0])
            .ToDictionary(
                g => g.Key,
                g =>
                    g.OrderByDescending(r => int.Parse(r[2], CultureInfo.InvariantCulture))
                        .Take(MostShelves)
                        .Select(r => names[r[1]])
                        .ToList()
            );
    }

    private static async Task<List<string[]>> RowsAsync(string name, params string[] columns)
    {
        await using var input = await InputFile.OpenAsync(SharedData.PathOf(Path.Combine(Folder, name)), default);
        await using var csv = await CsvRows.OpenAsync(input, default);
        var places = columns.Select(c => csv.Column(c)).ToArray();
        var rows = new List<string[]>();
        while (await csv.ReadAsync(default))
        {
            rows.Add([.. places.Select(p => csv.Cell(p))]);
        }

        return rows;
    }
}
