using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using InteRec.Catalog;
using InteRec.Import;

namespace InteRec.Interactions;

/// <summary>A row of an input: an interaction, or why it is none.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct InteractionRow(long Line, Interaction Interaction, string? Error);

/// <summary>Reads interactions from CSV, JSON lines or a JSON array, one row at a time.</summary>
internal sealed class InteractionReader(DatasetSchema schema, TimeProvider time)
{
    private readonly InteractionParts _parts = new(schema.InteractionColumns);

    /// <summary>The rows of an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="format">How its rows are written.</param>
    /// <param name="missingTimestamp">The time of rows that have none; null: 1970, which stands for "unknown".</param>
    /// <param name="onUnknown">Told of each column or property that is passed over.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DatasetException">The input cannot be read at all, or not further.</exception>
    public IAsyncEnumerable<InteractionRow> ReadAsync(
        InputFile input,
        InputFormat format,
        DateTimeOffset? missingTimestamp,
        Action<string> onUnknown,
        CancellationToken cancellationToken
    )
    {
        var parser = new InteractionParser(schema.InteractionColumns, time.GetUtcNow(), missingTimestamp);
        return format switch
        {
            InputFormat.Csv => CsvAsync(input, parser, onUnknown, cancellationToken),
            InputFormat.JsonLines => JsonAsync(JsonRows.ReadLinesAsync(input, cancellationToken), parser, onUnknown),
            _ => JsonAsync(JsonRows.ReadArrayAsync(input, cancellationToken), parser, onUnknown),
        };
    }

    private async IAsyncEnumerable<InteractionRow> CsvAsync(
        InputFile input,
        InteractionParser parser,
        Action<string> onUnknown,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var rows = await CsvRows.OpenAsync(input, cancellationToken);
        var places = _parts.Names.Select(names => rows.Column(names)).ToArray();
        foreach (var part in new[] { InteractionParts.User, InteractionParts.Item }.Where(part => places[part] < 0))
        {
            throw new DatasetException($"{input.Name}:1: there is no column {_parts.Names[part][0]}");
        }

        foreach (var (name, _) in rows.Header.Select((name, place) => (name, place)).Where(column => !places.Contains(column.place)))
        {
            onUnknown(name);
        }

        var texts = new InteractionTexts();
        while (await rows.ReadAsync(cancellationToken))
        {
            var interaction = default(Interaction);
            var error = rows.Error;
            if (error is null)
            {
                for (var part = 0; part < places.Length; part++)
                {
                    var cell = rows.Cell(places[part]);
                    texts[part] = part is InteractionParts.User or InteractionParts.Item ? CsvText.Read(cell) : cell;
                }

                error = parser.Parse(texts, out interaction);
            }

            yield return new InteractionRow(rows.Line, interaction, error);
        }
    }

    private async IAsyncEnumerable<InteractionRow> JsonAsync(
        IAsyncEnumerable<JsonRow> rows,
        InteractionParser parser,
        Action<string> onUnknown
    )
    {
        var texts = new InteractionTexts();
        await foreach (var row in rows)
        {
            var interaction = default(Interaction);
            var error = row.Error ?? Take(row.Element, texts, onUnknown) ?? parser.Parse(texts, out interaction);
            yield return new InteractionRow(row.Line, interaction, error);
        }
    }

    private string? Take(JsonElement row, InteractionTexts texts, Action<string> onUnknown)
    {
        texts.Clear();
        foreach (var property in row.EnumerateObject())
        {
            var part = _parts.PartOf(property.Name);
            if (part < 0)
            {
                onUnknown(property.Name);
            }
            else if (!JsonRows.TryText(property.Value, out var text))
            {
                return $"{property.Name} is neither a text nor a number";
            }
            else if (texts[part] is not null)
            {
                return $"{property.Name} is given twice";
            }
            else
            {
                texts[part] = text;
            }
        }

        return null;
    }
}
