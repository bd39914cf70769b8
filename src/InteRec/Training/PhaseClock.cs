using System.Diagnostics;

namespace InteRec.Training;

/// <summary>Seconds by phase; a phase measured twice is summed.</summary>
internal sealed class PhaseClock
{
    private readonly Dictionary<string, double> _seconds = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, double> Seconds => _seconds;

    public T Measure<T>(string phase, Func<T> work)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            return work();
        }
        finally
        {
            Add(phase, Stopwatch.GetElapsedTime(started));
        }
    }

    public void Add(string phase, TimeSpan elapsed) =>
        _seconds[phase] = Math.Round(_seconds.GetValueOrDefault(phase) + elapsed.TotalSeconds, 3);
}
