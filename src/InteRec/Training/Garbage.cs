namespace InteRec.Training;

/// <summary>
/// What a phase of a training leaves behind, hundreds of megabytes in few and long arrays, is taken for the next phase. Left alone the
/// runtime goes on growing while the machine has memory: twice as much at the peak, measured on the bundled films.
/// </summary>
internal static class Garbage
{
    /// <summary>Collects at once. Turns wait meanwhile, some tens of milliseconds.</summary>
    public static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
