using System.Runtime.InteropServices;
using InteRec.Interactions;
using InteRec.Ranking;
using InteRec.Search;

namespace InteRec.Training;

/// <summary>How far a training run is.</summary>
/// <param name="Phase"><c>read</c>, <c>choose</c>, <c>tune</c>, <c>hold-out</c>, <c>measure</c>, <c>train</c>, <c>save</c> or <c>done</c>.</param>
/// <param name="Fraction">Share of the whole run done, 0 to 1, never falling.</param>
/// <param name="Message">What happens now, in a sentence for people.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TrainingProgress(string Phase, double Fraction, string Message);

/// <summary>What a run trains on.</summary>
/// <param name="Interactions">The log, in any order, with signed weights.</param>
/// <param name="CatalogItemIds">Item ids by catalogue index, for the content map; may be empty without content.</param>
/// <param name="Content">Content vectors by catalogue index; null: no content map.</param>
/// <param name="Deletions">How often users were deleted from the log before it was read; goes into the manifest.</param>
internal sealed record TrainingInput(
    IAsyncEnumerable<TrainingInteraction> Interactions,
    IReadOnlyList<string> CatalogItemIds,
    IContentVectors? Content,
    long Deletions = 0
)
{
    /// <summary>What the items have in common, for EASE; null: only what the log says.</summary>
    public ItemFacts? Facts { get; init; }

    /// <summary>Whether what somebody took up before may be recommended to them again.</summary>
    public bool MayRepeat { get; init; }
}

/// <summary>What a run gave. The ranker itself is loaded from its artefact: held here too, it would be in memory twice.</summary>
/// <param name="Manifest">The manifest as stored; its verdict says why it was promoted or not.</param>
/// <param name="Promoted">Whether it is the current ranker now.</param>
internal sealed record TrainingOutcome(RankerManifest Manifest, bool Promoted);

/// <summary>A run that cannot be made; the message is a sentence for the operator.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>A run that cannot be made.</summary>
    /// <param name="message">Why.</param>
    public TrainingException(string message)
        : base(message) { }
}
