using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.Labels;

namespace InteRec.Evaluation.Readings;

/// <summary>A message of an annotated conversation, as a reader read it.</summary>
/// <param name="Author">Who wrote it.</param>
/// <param name="Domain">What is talked about.</param>
/// <param name="Example">What the reader saw, and the labels.</param>
/// <param name="Read">What the reader said.</param>
internal sealed record ReadMessage(string Author, string Domain, ReaderExample Example, MessageLabels Read)
{
    /// <summary>The open request after it is right, given the right one before.</summary>
    public required bool IsRequestRight { get; init; }

    /// <summary>The open request after it is right, where the one before came of what the reader said of the messages before.</summary>
    public required bool IsOwnRequestRight { get; init; }

    /// <summary>The open request after it would be right if the labels had been read.</summary>
    public required bool IsRequestOfLabelsRight { get; init; }

    /// <summary>How long the reader took.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>The labels.</summary>
    public MessageLabels Gold => Example.Gold;

    /// <summary>The words.</summary>
    public string Text => Example.Input.Message;
}
