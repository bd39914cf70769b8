using System.Text.Json;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>
/// What tuning has tried, one JSON line a trial, written as soon as it is known: a tuning that was stopped goes on where it was. Lines of
/// another log or other settings (the fingerprint differs) are passed over, and so is a line that a dying process left half written.
/// </summary>
internal sealed class TuningJournal
{
    private readonly string? _path;
    private readonly string _fingerprint;
    private readonly Dictionary<string, TuningTrial> _trials = new(StringComparer.Ordinal);

    private TuningJournal(string? path, string fingerprint) => (_path, _fingerprint) = (path, fingerprint);

    /// <param name="path">The file, made by the first trial; null: nothing is kept.</param>
    /// <param name="fingerprint">Of what the trials depend on besides their parameters.</param>
    public static TuningJournal Open(string? path, string fingerprint)
    {
        var journal = new TuningJournal(path, fingerprint);
        if (path is not null && File.Exists(path))
        {
            foreach (var line in File.ReadLines(path))
            {
                journal.Read(line);
            }
        }

        return journal;
    }

    /// <summary>A trial that was made before, or null.</summary>
    public TuningTrial? Find(IReadOnlyDictionary<string, double> parameters, int rung) => _trials.GetValueOrDefault(Key(parameters, rung));

    public void Add(TuningTrial trial)
    {
        _trials[Key(trial.Parameters, trial.Rung)] = trial;
        if (_path is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);

            // The line break comes first, so that a half-written line spoils itself only.
            File.AppendAllText(_path, "\n" + JsonSerializer.Serialize(new Line(_fingerprint, trial), JsonSerializerOptions.Web));
        }
    }

    private void Read(string text)
    {
        try
        {
            if (
                text.Length > 0
                && JsonSerializer.Deserialize<Line>(text, JsonSerializerOptions.Web) is { Trial.Parameters: not null } line
                && line.Fingerprint == _fingerprint
            )
            {
                _trials[Key(line.Trial.Parameters, line.Trial.Rung)] = line.Trial;
            }
        }
        catch (JsonException)
        {
            // Half a line: its trial is made again.
        }
    }

    private static string Key(IReadOnlyDictionary<string, double> parameters, int rung)
    {
        var values = parameters
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => FormattableString.Invariant($"{p.Key}={p.Value:R}"));
        return FormattableString.Invariant($"{rung}|{string.Join('|', values)}");
    }

    private sealed record Line(string Fingerprint, TuningTrial Trial);
}
