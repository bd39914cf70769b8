using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Import;
using InteRec.Serving;
using InteRec.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InteRec.Tests.Storage;

/// <summary>Every store over a real SQLite file in a folder of its own, which goes when the test ends.</summary>
internal sealed class TestStore : IDisposable
{
    /// <summary>A small dataset with an attribute of every type.</summary>
    public const string BooksJson = """
        {
          "name": "books", "itemId": "isbn",
          "interactionColumns": { "userId": "reader", "itemId": "isbn", "weight": "stars", "scaleFrom": 1, "scaleTo": 5, "positive": 4 },
          "attributes": [
            { "name": "title", "type": "text", "role": "title" },
            { "name": "other_titles", "type": "text", "role": "alternative_titles" },
            { "name": "year", "type": "number", "role": "year" },
            { "name": "genres", "type": "categories", "role": "kind" },
            { "name": "audience", "type": "category", "role": "audience" },
            { "name": "published", "type": "date" },
            { "name": "in_print", "type": "flag", "column": "inPrint" }
          ]
        }
        """;

    private readonly ServiceProvider _services;

    public TestStore(string? folder = null, DatasetSchema? schema = null, params (string Key, string Value)[] settings)
    {
        Folder = folder ?? Directory.CreateTempSubdirectory("interec-test-").FullName;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("InteRec:DataPath", Folder),
                .. settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value)),
            ])
            .Build();
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(schema ?? Books)
            .AddConversationStores(configuration)
            .AddSingleton<DataSeeder>()
            .AddSingleton<UserData>()
            .BuildServiceProvider();
    }

    public static DatasetSchema Books { get; } = DatasetReader.Parse(System.Text.Encoding.UTF8.GetBytes(BooksJson), "dataset.json");

    public string Folder { get; }

    public SetTime Time { get; } = new();

    public Database Database => Get<Database>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Writes a file into the folder of the store.</summary>
    public string File(string name, string content) => File(name, System.Text.Encoding.UTF8.GetBytes(content));

    /// <summary>Writes a file into the folder of the store.</summary>
    public string File(string name, byte[] content)
    {
        var path = Path.Combine(Folder, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Imports items from text.</summary>
    public Task<ImportReport> ImportItemsAsync(string content, string name = "items.csv", bool skipBadRows = false) =>
        Get<ItemImport>()
            .ImportFileAsync(File(name, content), new ImportSettings { SkipBadRows = skipBadRows }, null, CancellationToken.None);

    /// <summary>Lets go of the file, as a stopped process would.</summary>
    public void Close() => _services.Dispose();

    public void Dispose()
    {
        Close();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    internal sealed class SetTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
