namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>How large the network is. The defaults are those of all-MiniLM-L6-v2; tests take tiny ones.</summary>
internal sealed record NetworkShape
{
    /// <summary>Transformer layers.</summary>
    public int Layers { get; init; } = 6;

    /// <summary>Width of a hidden state; a multiple of <see cref="Heads"/>.</summary>
    public int Hidden { get; init; } = 384;

    /// <summary>Attention heads of a layer.</summary>
    public int Heads { get; init; } = 12;

    /// <summary>Width of the layer between, in each transformer layer.</summary>
    public int FeedForward { get; init; } = 1536;

    /// <summary>Longest sequence.</summary>
    public int Positions { get; init; } = 512;

    /// <summary>Width of the hidden layers of the decisions: acts, spans, outcomes.</summary>
    public int Decision { get; init; } = 192;

    /// <summary>Pieces of the vocabulary.</summary>
    public int Vocabulary { get; init; }

    /// <summary>Rows of the table of outcomes.</summary>
    public int Outcomes { get; init; }
}
