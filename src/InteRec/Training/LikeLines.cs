using System.Runtime.InteropServices;

namespace InteRec.Training;

/// <summary>The lines of a log behind each of its likes, in one array: there are millions of either.</summary>
internal sealed class LikeLines
{
    private readonly List<LikeLine> _lines = [];
    private readonly List<int> _ends = [];

    /// <summary>The lines of a like.</summary>
    public ReadOnlySpan<LikeLine> this[int like] => CollectionsMarshal.AsSpan(_lines)[(like == 0 ? 0 : _ends[like - 1]).._ends[like]];

    /// <summary>Keeps a line of the like that <see cref="EndLike"/> ends.</summary>
    public void Add(LikeLine line) => _lines.Add(line);

    /// <summary>Further lines are of the next like.</summary>
    public void EndLike() => _ends.Add(_lines.Count);
}

/// <summary>One time that somebody took up what they like.</summary>
/// <param name="Time">When.</param>
/// <param name="Weight">The weight of that line alone.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LikeLine(long Time, float Weight);
