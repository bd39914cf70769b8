namespace InteRec.Import;

/// <summary>Counts the rows of one input, keeps its first errors and reports progress.</summary>
internal sealed class ImportLog(InputFile input, ImportSettings settings, IProgress<ImportProgress>? progress)
{
    private const int RowsBetweenReports = 2_000;
    private const int MostNotices = 100;
    private readonly List<RowError> _errors = [];
    private readonly List<string> _notices = [];

    public long Rows { get; private set; }

    public long Bad { get; private set; }

    /// <summary>True when nothing may be stored any more.</summary>
    public bool Refused => Bad > 0 && !settings.SkipBadRows;

    /// <summary>Counts a row.</summary>
    /// <exception cref="DatasetException">There are more rows than allowed.</exception>
    public void Row()
    {
        if (++Rows > settings.MaxRows)
        {
            throw new DatasetException($"{input.Name}: more than {settings.MaxRows:N0} rows; send them in parts");
        }

        if (Rows % RowsBetweenReports == 0)
        {
            Report();
        }
    }

    /// <summary>Counts a bad row.</summary>
    public void Error(long line, string reason)
    {
        Bad++;
        if (_errors.Count < settings.ErrorsKept)
        {
            _errors.Add(new RowError(input.Name, line, reason));
        }
    }

    public void Notice(string text)
    {
        if (_notices.Count < MostNotices && !_notices.Contains(text, StringComparer.Ordinal))
        {
            _notices.Add(text);
        }
    }

    public void Report() => progress?.Report(new ImportProgress(input.Name, Rows, input.BytesRead, input.TotalBytes));

    /// <summary>The report without what was stored.</summary>
    public ImportReport Finish()
    {
        if (Rows == 0)
        {
            Notice("the file has no rows");
        }

        Report();
        return new ImportReport
        {
            File = input.Name,
            Rows = Rows,
            Bad = Bad,
            Errors = _errors,
            Notices = _notices,
        };
    }
}
