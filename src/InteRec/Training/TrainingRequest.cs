namespace InteRec.Training;

/// <summary>What one training is asked for beyond the settings.</summary>
/// <param name="Tuning">Whether and how long to look for better parameters first; null: those of the settings are used.</param>
/// <param name="WarmStart">
/// Whether to begin with the factors in use; null: as the setting <see cref="TrainingOptions.WarmStart"/> says.
/// </param>
internal sealed record TrainingRequest(TuningRequest? Tuning = null, bool? WarmStart = null)
{
    /// <summary>As the settings say.</summary>
    public static TrainingRequest Default { get; } = new();
}
