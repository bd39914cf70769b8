namespace InteRec.Evaluation;

/// <summary>Right, read and labelled stretches, and what follows from them.</summary>
/// <param name="Name">The slot or act, or what several are together.</param>
/// <param name="Right">What was read exactly as labelled.</param>
/// <param name="Read">What was read.</param>
/// <param name="Labelled">What is labelled.</param>
internal sealed record F1Score(string Name, int Right, int Read, int Labelled)
{
    /// <summary>Share of what was read that is right.</summary>
    public double Precision => Read == 0 ? 0 : (double)Right / Read;

    /// <summary>Share of what is labelled that was read.</summary>
    public double Recall => Labelled == 0 ? 0 : (double)Right / Labelled;

    /// <summary>Harmonic mean of the two.</summary>
    public double F1 => Right == 0 ? 0 : 2.0 * Right / (Read + Labelled);

    /// <summary>The micro average of several.</summary>
    public static F1Score Sum(string name, IEnumerable<F1Score> parts) =>
        parts.Aggregate(
            new F1Score(name, 0, 0, 0),
            (sum, part) => new F1Score(name, sum.Right + part.Right, sum.Read + part.Read, sum.Labelled + part.Labelled)
        );
}
