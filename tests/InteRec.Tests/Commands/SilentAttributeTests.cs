using InteRec.Api.Commands;
using InteRec.Catalog;
using InteRec.Import;
using InteRec.Serving;
using InteRec.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Commands;

/// <summary>Whoever brings a dataset is told which of its attributes nobody can ask for.</summary>
public sealed class SilentAttributeTests : IDisposable
{
    private const string Told = "Nobody can ask in words for an attribute of dataset.json: f7 needs a label or synonyms";
    private readonly TemporaryFolder _folder = new();

    public SilentAttributeTests()
    {
        File.WriteAllText(
            Path.Combine(_folder, "dataset.json"),
            """
            { "name": "tools", "items": "items.csv", "interactions": null, "itemId": "id",
              "attributes": [{ "name": "name", "type": "text", "role": "title" }, { "name": "f7", "type": "number" }] }
            """
        );
        File.WriteAllText(Path.Combine(_folder, "items.csv"), "id,name,f7\n1,Hammer,3\n");
    }

    private string[] Settings => [$"--InteRec:Dataset={_folder.Path}", $"--InteRec:DataPath={Path.Combine(_folder, "data")}"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_import_of_items_tells_it()
    {
        await using var host = CommandHost.Create(Settings);
        var report = await host.Get<ItemImport>()
            .ImportFileAsync(Path.Combine(_folder, "items.csv"), ImportSettings.Default, null, CancellationToken.None);

        var told = await ImportVerb.WithSilentAsync(host, report, CancellationToken.None);

        told.Notices.ShouldHaveSingleItem().ShouldStartWith(Told);
    }

    [Fact]
    public async Task The_log_tells_it_once_when_the_dataset_is_loaded()
    {
        using var log = new KeptLog();
        var configuration = new ConfigurationBuilder().AddCommandLine(Settings).Build();
        var collection = new ServiceCollection().AddLogging(logging => logging.AddProvider(log));
        collection.AddInteRecCore(configuration);
        await using var services = collection.BuildServiceProvider();

        await services.GetRequiredService<StartUp>().RunAsync(null, CancellationToken.None);
        await services.GetRequiredService<ServingLoader>().RefreshAsync(CancellationToken.None);

        log.At(LogLevel.Warning).Where(text => text.StartsWith(Told, StringComparison.Ordinal)).ShouldHaveSingleItem();
    }
}
