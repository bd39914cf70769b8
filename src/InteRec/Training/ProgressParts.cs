namespace InteRec.Training;

/// <summary>The progress of a part, told as that of the whole.</summary>
internal static class ProgressParts
{
    /// <summary>A part of a run, which says only its share done.</summary>
    public static IProgress<double>? Part(this IProgress<TrainingProgress>? whole, string phase, string message, double from, double to) =>
        Relay<double, TrainingProgress>(whole, share => new TrainingProgress(phase, from + ((to - from) * share), message));

    /// <summary>A part of something that itself says only its share done.</summary>
    public static IProgress<double>? Part(this IProgress<double>? whole, double from, double size) =>
        Relay<double, double>(whole, share => from + (size * share));

    /// <summary>All that comes after a first part of a run.</summary>
    public static IProgress<TrainingProgress>? After(this IProgress<TrainingProgress>? whole, double first) =>
        Relay<TrainingProgress, TrainingProgress>(whole, value => value with { Fraction = first + ((1 - first) * value.Fraction) });

    private static Mapped<TPart, TWhole>? Relay<TPart, TWhole>(IProgress<TWhole>? whole, Func<TPart, TWhole> map) =>
        whole is null ? null : new Mapped<TPart, TWhole>(whole, map);

    /// <summary>Tells at once, on the thread that works: Progress would tell later, in any order.</summary>
    private sealed class Mapped<TPart, TWhole>(IProgress<TWhole> whole, Func<TPart, TWhole> map) : IProgress<TPart>
    {
        public void Report(TPart value) => whole.Report(map(value));
    }
}
