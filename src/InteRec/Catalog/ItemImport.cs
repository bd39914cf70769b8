using InteRec.Import;

namespace InteRec.Catalog;

/// <summary>Imports items from CSV or JSON lines, plain or gzip: all of a file or nothing of it, unless bad rows may be skipped.</summary>
internal sealed class ItemImport(ItemStore store, DatasetSchema schema, TimeProvider time)
{
    private readonly ItemParser _parser = new(schema, time);

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
    /// <exception cref="DatasetException">The input cannot be read at all.</exception>
    public async Task<ImportReport> ImportAsync(
        InputFile input,
        InputFormat format,
        ImportSettings settings,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var log = new ImportLog(input, settings, progress);
        var items = new List<Item>();
        var ids = new HashSet<string>();
        await foreach (var (line, item, error) in RowsAsync(input, format, log, cancellationToken))
        {
            log.Row();
            if (item is null)
            {
                log.Error(line, error!);
            }
            else if (!ids.Add(item.ItemId))
            {
                log.Error(line, $"{schema.ItemId} {item.ItemId} stands in the file twice");
            }
            else if (!log.Refused)
            {
                items.Add(item);
            }
        }

        var report = log.Finish();
        if (log.Refused)
        {
            return report;
        }

        var stored = await store.UpsertAsync(items, cancellationToken);
        return report with { Applied = true, Inserted = stored.Inserted, Updated = stored.Updated, Unchanged = stored.Unchanged };
    }

    private IAsyncEnumerable<(long Line, Item? Item, string? Error)> RowsAsync(
        InputFile input,
        InputFormat format,
        ImportLog log,
        CancellationToken cancellationToken
    ) =>
        format switch
        {
            InputFormat.Csv => CsvAsync(input, log, cancellationToken),
            InputFormat.JsonLines => JsonAsync(JsonRows.ReadLinesAsync(input, cancellationToken), log),
            _ => JsonAsync(JsonRows.ReadArrayAsync(input, cancellationToken), log),
        };

    private async IAsyncEnumerable<(long, Item?, string?)> JsonAsync(IAsyncEnumerable<JsonRow> rows, ImportLog log)
    {
        await foreach (var row in rows)
        {
            var (item, error) = row.Error is null ? _parser.Parse(row.Element, name => NotDeclared(log, name)) : (null, row.Error);
            yield return (row.Line, item, error);
        }
    }

    private async IAsyncEnumerable<(long, Item?, string?)> CsvAsync(
        InputFile input,
        ImportLog log,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var rows = await CsvRows.OpenAsync(input, cancellationToken);
        var idColumn = rows.Column(schema.ItemId, "itemId");
        if (idColumn < 0)
        {
            throw new DatasetException($"{input.Name}:1: there is no column {schema.ItemId}");
        }

        var columns = schema
            .Attributes.Select(a => (Attribute: a, Place: rows.Column(a.Column ?? a.Name)))
            .Where(c => c.Place >= 0)
            .ToArray();
        if (!columns.Any(c => c.Attribute.Role == AttributeRole.Title))
        {
            throw new DatasetException($"{input.Name}:1: there is no column {schema.WithRole(AttributeRole.Title)!.Name}");
        }

        foreach (var unknown in rows.Header.Where((_, place) => place != idColumn && columns.All(c => c.Place != place)))
        {
            NotDeclared(log, unknown);
        }

        while (await rows.ReadAsync(cancellationToken))
        {
            var (item, error) = rows.Error is null
                ? _parser.Parse(CsvText.Read(rows.Cell(idColumn)), columns.Select(c => (c.Attribute, rows.Cell(c.Place))))
                : (null, rows.Error);
            yield return (rows.Line, item, error);
        }
    }

    private static void NotDeclared(ImportLog log, string name) =>
        log.Notice($"{name} is not declared in dataset.json and was passed over");
}
