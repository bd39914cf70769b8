using InteRec.Ranking;

namespace InteRec.Api.Contracts;

/// <summary>The trained rankers.</summary>
/// <param name="Current">Id of the one that answers; null before the first training.</param>
/// <param name="Before">Ids that a roll-back goes to, latest first.</param>
/// <param name="Rankers">The manifests, newest first.</param>
public sealed record RankersAnswer(string? Current, IReadOnlyList<string> Before, IReadOnlyList<RankerManifest> Rankers);

/// <summary>Which ranker answers after a promotion or a roll-back.</summary>
/// <param name="Current">Its id.</param>
/// <param name="Before">Ids that a roll-back goes to, latest first.</param>
public sealed record RankerChanged(string? Current, IReadOnlyList<string> Before);
