using InteRec.Import;
using Microsoft.Extensions.Options;

namespace InteRec.Interactions;

/// <summary>
/// Takes interactions in: all rows of an input or none, unless bad rows may be skipped. The input is read whole before anything is written,
/// so that a slow sender never holds up other writers.
/// </summary>
internal sealed class InteractionImport(InteractionStore store, InteractionReader reader, IOptions<InteractionOptions> options)
{
    /// <summary>
    /// Imports a file. JSON lines when its name ends in <c>.jsonl</c>, <c>.ndjson</c> or <c>.json</c> (before a <c>.gz</c>), otherwise CSV.
    /// </summary>
    /// <exception cref="DatasetException">The file cannot be read at all.</exception>
    public async Task<ImportReport> ImportFileAsync(
        string path,
        ImportSettings settings,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var input = await InputFile.OpenAsync(path, cancellationToken);
        return await ImportAsync(input, InputFormats.OfFile(path), settings, progress, cancellationToken);
    }

    /// <summary>Imports what an open input holds.</summary>
    /// <exception cref="DatasetException">The input cannot be read at all, or has more rows than the settings allow.</exception>
    /// <exception cref="BatchConflictException">The batch key was used for other rows.</exception>
    public async Task<ImportReport> ImportAsync(
        InputFile input,
        InputFormat format,
        ImportSettings settings,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var log = new ImportLog(input, settings, progress);
        var table = new InteractionTable();
        var items = options.Value.UnknownItems == UnknownPolicy.Reject ? await store.CatalogItemIdsAsync(cancellationToken) : null;
        var users = options.Value.UnknownUsers == UnknownPolicy.Reject ? await store.UserIdsAsync(cancellationToken) : null;
        await foreach (
            var row in reader.ReadAsync(
                input,
                format,
                settings.MissingTimestamp,
                name => log.Notice($"{name} is not a part of an interaction and was passed over"),
                cancellationToken
            )
        )
        {
            log.Row();
            if ((row.Error ?? Unknown(row.Interaction, items, users)) is { } error)
            {
                log.Error(row.Line, error);
            }
            else if (!log.Refused)
            {
                table.Add(row.Interaction);
            }
        }

        var report = log.Finish();
        if (log.Refused)
        {
            return report;
        }

        var batch = settings.BatchKey is { } key ? new BatchKey(key, table.Fingerprint(settings.MissingTimestamp)) : null;
        var appended = await store.AppendAsync(table, batch, cancellationToken);
        return report with { Applied = true, Inserted = appended.Inserted, Unchanged = appended.Unchanged, Repeated = appended.Repeated };
    }

    private static string? Unknown(in Interaction interaction, HashSet<string>? items, HashSet<string>? users)
    {
        if (items is not null && !items.Contains(interaction.ItemId))
        {
            return $"unknown item {interaction.ItemId}";
        }

        return users is null || users.Contains(interaction.UserId) ? null : $"unknown user {interaction.UserId}";
    }
}
