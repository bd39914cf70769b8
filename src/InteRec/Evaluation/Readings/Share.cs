namespace InteRec.Evaluation.Readings;

/// <summary>How many of how many.</summary>
/// <param name="Right">Those that are right.</param>
/// <param name="Of">All of them.</param>
internal sealed record Share(int Right, int Of)
{
    /// <summary>The share, 0 where there is nothing.</summary>
    public double Value => Of == 0 ? 0 : (double)Right / Of;

    /// <summary>With one more.</summary>
    public Share With(bool isRight) => new(Right + (isRight ? 1 : 0), Of + 1);
}
