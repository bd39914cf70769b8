using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Storage;
using InteRec.Tools;
using Microsoft.Extensions.Logging;

namespace InteRec.Conversations;

/// <summary>Keeps which items were given where no planner was asked, so that there can be feedback on them.</summary>
internal sealed partial class GivenLists(RecommendationStore recommendations, TimeProvider time, ILogger<GivenLists> logger)
{
    /// <summary>The name of the planner in records of plans that no planner made.</summary>
    private const string NoPlanner = "none";

    /// <summary>The record of a plan that ran, to be kept; null where it gave no items.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="execution">What it gave.</param>
    /// <param name="caller">For whom.</param>
    public RecommendationRecord? Of(Plan plan, ExecutionResult execution, Caller caller)
    {
        List<string> items = [.. execution.Lists.SelectMany(l => l.Items.Items.ToArray().Select(l.Items.Catalog.ItemId))];
        return items.Count == 0
            ? null
            : new RecommendationRecord
            {
                RecommendationId = Ids.Recommendation(),
                UserId = caller.UserId,
                KeyId = caller.KeyId,
                RankerId = execution.RankerId,
                Planner = NoPlanner,
                Plan = plan,
                Items = items,
                At = time.GetUtcNow(),
            };
    }

    /// <summary>Keeps the records, all or none. A store that takes nothing costs the feedback, not the lists.</summary>
    /// <returns>What the caller should know where they were not kept; null where they were.</returns>
    public async Task<Notice?> KeepAsync(IReadOnlyList<RecommendationRecord> records, CancellationToken cancellationToken)
    {
        try
        {
            await recommendations.AddAsync(records, cancellationToken);
            return null;
        }
        catch (StorageException e)
        {
            LogNotKept(logger, e);
            return new Notice(NoticeCodes.NotKept, $"These lists were not kept, so there can be no feedback on them: {e.Told}.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Lists were given and not kept")]
    private static partial void LogNotKept(ILogger logger, Exception exception);
}
