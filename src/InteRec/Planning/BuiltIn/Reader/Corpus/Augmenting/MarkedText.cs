using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Corpus.Augmenting;

/// <summary>A message with its marks, which stay right when its text is changed.</summary>
/// <param name="Text">The words.</param>
/// <param name="Marks">The marks in order.</param>
internal sealed record MarkedText(string Text, IReadOnlyList<Mark> Marks)
{
    /// <summary>
    /// The same with other characters in the place of some. A mark around them grows or shrinks; where they are a part of a mark and more,
    /// or nothing of a mark would be left, nothing is changed.
    /// </summary>
    public MarkedText Replace(int start, int length, string with)
    {
        var end = start + length;
        var more = with.Length - length;
        var marks = new List<Mark>(Marks.Count);
        foreach (var mark in Marks)
        {
            if (mark.End <= start)
            {
                marks.Add(mark);
            }
            else if (mark.Start >= end)
            {
                marks.Add(mark with { Start = mark.Start + more });
            }
            else if (mark.Start <= start && mark.End >= end && mark.Length + more > 0)
            {
                marks.Add(mark with { Length = mark.Length + more });
            }
            else
            {
                return this;
            }
        }

        return new MarkedText(string.Concat(Text.AsSpan(0, start), with, Text.AsSpan(end)), marks);
    }

    /// <summary>A mark covers the characters or a part of them.</summary>
    public bool IsMarked(int start, int length) => Marks.Any(mark => mark.Start < start + length && mark.End > start);

    /// <summary>The words of a mark.</summary>
    public string Of(Mark mark) => mark.Text(Text);
}
