using CsvHelper;

namespace InteRec.Import;

/// <summary>
/// Reads CSV (RFC 4180, a comma between cells) row by row, and says what is wrong with a row instead of throwing. What is read belongs to
/// the current row only.
/// </summary>
internal sealed class CsvRows : IAsyncDisposable
{
    private const int MaxColumns = 1_000;
    private const int MaxRowBytes = 4_000_000;
    private readonly InputFile _input;
    private readonly CsvReader _reader;
    private CsvMalformedReason? _malformed;

    private CsvRows(InputFile input)
    {
        _input = input;
        _reader = CsvReader.Create(
            input.Utf8(),
            new CsvReaderOptions
            {
                Separator = ',',
                HasHeader = false,
                TrackLineNumbers = true,
                TrimWhitespace = true,
                MaxRecordSize = MaxRowBytes,
                PoolStrings = true,
                OnMalformedRecord = record => _malformed = record.Reason,
            },
            leaveOpen: true
        );
    }

    /// <summary>The names of the columns.</summary>
    public string[] Header { get; private set; } = [];

    /// <summary>The line on which the current row begins, from 1.</summary>
    public long Line => _reader.LineNumber;

    /// <summary>Why the current row cannot be used, or null.</summary>
    public string? Error { get; private set; }

    /// <summary>Opens an input and reads its header.</summary>
    /// <exception cref="DatasetException">There is no header, or it cannot be used.</exception>
    public static async Task<CsvRows> OpenAsync(InputFile input, CancellationToken cancellationToken)
    {
        var rows = new CsvRows(input);
        try
        {
            if (!await rows.MoveNextAsync(cancellationToken))
            {
                throw new DatasetException($"{input.Name} is empty: the first line must name the columns");
            }

            rows.Header = rows.CheckedHeader();
            return rows;
        }
        catch
        {
            await rows.DisposeAsync();
            throw;
        }
    }

    /// <summary>The place of the column with the first of these names that is there (case ignored), or -1.</summary>
    public int Column(params IEnumerable<string> names) =>
        names
            .Select(name => Array.FindIndex(Header, h => string.Equals(h, name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(place => place >= 0, -1);

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="DatasetException">The input cannot be read further.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await MoveNextAsync(cancellationToken))
        {
            return false;
        }

        if (Error is null && _reader.FieldCount != Header.Length)
        {
            Error = $"{_reader.FieldCount:N0} cells where the header has {Header.Length:N0}";
        }

        return true;
    }

    /// <summary>A cell of the current row; the empty text where the place is -1.</summary>
    public string Cell(int place) => place < 0 ? string.Empty : _reader.GetString(place);

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        try
        {
            _malformed = null;
            if (!await _reader.ReadAsync(cancellationToken))
            {
                return false;
            }

            Error = Problem();
            return true;
        }
        catch (CsvFormatException e)
        {
            throw new DatasetException(
                $"{_input.Name}:{Line + 1}: a row is longer than {MaxRowBytes:N0} bytes; is there a quote that is never closed?",
                e
            );
        }
        catch (InvalidDataException e)
        {
            throw _input.Damaged(e);
        }
    }

    private string? Problem() =>
        _malformed switch
        {
            CsvMalformedReason.UnterminatedQuote => "a quote is opened and never closed: everything from here on is one cell",
            CsvMalformedReason.StrayQuote => "a quote inside a cell that does not begin with one; double it and quote the cell",
            CsvMalformedReason.TextAfterClosingQuote => "text after a closing quote",
            { } other => $"malformed: {other}",
            null => TextRules.Problem(_reader.RawRecord),
        };

    private string[] CheckedHeader()
    {
        if (Error is not null)
        {
            throw new DatasetException($"{_input.Name}:{Line}: {Error}");
        }

        if (_reader.FieldCount > MaxColumns)
        {
            throw new DatasetException($"{_input.Name}:{Line}: {_reader.FieldCount:N0} columns; at most {MaxColumns:N0} are read");
        }

        var names = Enumerable.Range(0, _reader.FieldCount).Select(_reader.GetString).Select(name => name.Trim()).ToArray();
        if (names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new DatasetException(
                $"{_input.Name}:{Line}: the column {(twice.Key.Length == 0 ? "without a name" : twice.Key)} stands in the header twice"
            );
        }

        return names;
    }
}
