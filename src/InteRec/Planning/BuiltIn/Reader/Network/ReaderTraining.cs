namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>How the reader is trained.</summary>
internal sealed record ReaderTraining
{
    public int Epochs { get; init; } = 6;

    /// <summary>Messages a step.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>Of shuffling, dropout and what begins at random.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Greatest rate of the pretrained layers.</summary>
    public float EncoderRate { get; init; } = 1e-4f;

    /// <summary>The rate of a layer is this times the rate of the one above it.</summary>
    public float RateByLayer { get; init; } = 0.9f;

    /// <summary>Greatest rate of what begins at random.</summary>
    public float HeadRate { get; init; } = 1e-3f;

    public float Decay { get; init; } = 0.01f;

    /// <summary>Share of the steps in which the rates rise; after it they fall to zero.</summary>
    public float WarmUp { get; init; } = 0.1f;

    public float Dropout { get; init; } = 0.1f;

    /// <summary>Longest gradient.</summary>
    public float Clip { get; init; } = 1;

    /// <summary>Threads with a share of each batch; the result depends on it, because sums are made in its order.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>So many marks must have a value before the network may say it.</summary>
    public int OutcomeAtLeast { get; init; } = 4;

    public LossWeights Weights { get; init; } = new();

    public NetworkShape Shape { get; init; } = new();

    /// <summary>Where there are no messages to fit them on: those of a training without the authors f and o.</summary>
    public Temperatures Temperatures { get; init; } =
        new()
        {
            Act = 1.62f,
            Span = 1.74f,
            Outcome = 1.41f,
        };
}

/// <summary>How far a training is.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Fraction">Of all epochs, 0 to 1.</param>
/// <param name="Loss">Running mean.</param>
/// <param name="Figures">On the messages left out, at the end of an epoch.</param>
internal sealed record ReaderProgress(int Epoch, double Fraction, double Loss, ReaderFigures? Figures);
