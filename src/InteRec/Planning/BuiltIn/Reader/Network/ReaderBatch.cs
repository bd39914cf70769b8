namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>Sequences one after another, without padding.</summary>
internal sealed class ReaderBatch
{
    public ReaderBatch(IReadOnlyList<ReaderSequence> sequences)
    {
        Sequences = sequences;
        Starts = new int[sequences.Count + 1];
        WordStarts = new int[sequences.Count + 1];
        for (var s = 0; s < sequences.Count; s++)
        {
            Starts[s + 1] = Starts[s] + sequences[s].Pieces.Length;
            WordStarts[s + 1] = WordStarts[s] + sequences[s].Words.Count;
        }
    }

    public IReadOnlyList<ReaderSequence> Sequences { get; }

    /// <summary>The first piece of each sequence, and the number of all.</summary>
    public int[] Starts { get; }

    /// <summary>The first word of each sequence, and the number of all.</summary>
    public int[] WordStarts { get; }

    /// <summary>Pieces of all.</summary>
    public int Pieces => Starts[^1];

    /// <summary>Words of all.</summary>
    public int Words => WordStarts[^1];
}
