using InteRec.Catalog;
using InteRec.Import;
using InteRec.Interactions;
using InteRec.Settings;
using InteRec.Storage;
using Microsoft.Extensions.Options;

namespace InteRec.Serving;

/// <summary>
/// Fills an empty store with the files of the dataset, once: what an operator deletes later does not come back. Items that the program
/// itself gives are put in at every start, since the program may have others today.
/// </summary>
internal sealed class DataSeeder(
    Database database,
    ItemStore items,
    ItemImport itemImport,
    InteractionImport interactionImport,
    DatasetSchema schema,
    IOptions<InteRecOptions> options,
    ItemSource? given = null
)
{
    /// <summary>Finds out whether the items are there to be imported, where they have to be. Writes nothing.</summary>
    /// <exception cref="DatasetException">They are not.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (given is not null)
        {
            return;
        }

        var path = Path.Combine(options.Value.DatasetFolder, schema.Items);
        if (
            !File.Exists(path)
            && (!database.Exists || (!await IsSeededAsync(cancellationToken) && await items.CountAsync(cancellationToken) == 0))
        )
        {
            throw new DatasetException($"{path} is not there, and the store has no {schema.Item.Plural} yet");
        }
    }

    /// <summary>
    /// Imports the dataset's items, then its interactions, where the store has neither. Stopped between the two, the next start goes on.
    /// </summary>
    /// <returns>The reports of the files imported; none when there was nothing to do.</returns>
    /// <exception cref="DatasetException">A file has bad rows or cannot be read.</exception>
    public async Task<IReadOnlyList<ImportReport>> ImportBundledAsync(
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var reports = new List<ImportReport>();
        if (given is not null)
        {
            await using var input = await given.OpenAsync(cancellationToken);
            return
            [
                Checked(await itemImport.ImportAsync(input, InputFormat.JsonLines, ImportSettings.Default, progress, cancellationToken)),
            ];
        }

        if (await IsSeededAsync(cancellationToken))
        {
            return reports;
        }

        var folder = options.Value.DatasetFolder;
        if (await items.CountAsync(cancellationToken) == 0)
        {
            var path = Path.Combine(folder, schema.Items);
            reports.Add(Checked(await itemImport.ImportFileAsync(path, ImportSettings.Default, progress, cancellationToken)));
        }

        if (
            schema.Interactions is { } file
            && Path.Combine(folder, file) is var log
            && File.Exists(log)
            && await IsLogEmptyAsync(cancellationToken)
        )
        {
            reports.Add(Checked(await interactionImport.ImportFileAsync(log, ImportSettings.Default, progress, cancellationToken)));
        }

        await database.WriteAsync(session => Counters.AddAsync(session, Counters.Seeded), cancellationToken);
        return reports;
    }

    private Task<bool> IsSeededAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(async session => await Counters.ReadAsync(session, Counters.Seeded) > 0, cancellationToken);

    private Task<bool> IsLogEmptyAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session => await session.ScalarAsync<long?>("SELECT 1 FROM interactions LIMIT 1") is null,
            cancellationToken
        );

    private static ImportReport Checked(ImportReport report) =>
        report.Applied
            ? report
            : throw new DatasetException($"{report.Bad:N0} bad rows, the first of them {string.Join("; ", report.Errors.Take(3))}");
}
