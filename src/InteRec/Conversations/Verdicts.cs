using InteRec.Profiles;
using InteRec.Storage;

namespace InteRec.Conversations;

/// <summary>What a person said of an item of a turn: one of <see cref="FeedbackKinds.Said"/>.</summary>
internal sealed record Verdict(int Turn, string ItemId, string Kind);

/// <summary>
/// What a person says of a recommended item: liked, disliked or seen, one at a time. Record and profile learn it together, and forget it
/// together when it is taken back; what the person said of the item in other ways (a conversation, an import) is not touched.
/// </summary>
internal sealed class Verdicts(Database database, ProfileStore profiles)
{
    /// <summary>The source of profile entries that come from here.</summary>
    public const string Source = "feedback";

    /// <summary>Says it, in place of what was said of the item before.</summary>
    /// <param name="recommendationId">The record.</param>
    /// <param name="said">Item and kind.</param>
    /// <param name="caller">Whose profile learns it; of no user: nobody's.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False where there is no such record or the item is not in it; then nothing changes.</returns>
    public Task<bool> SayAsync(string recommendationId, Feedback said, Caller caller, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                if (!await RecommendationStore.AddFeedbackAsync(session, recommendationId, [said]))
                {
                    return false;
                }

                await ForgetAsync(session, recommendationId, said.ItemId, said.Kind);
                await LearnAsync(session, caller, said.ItemId, new ProfileEntry(said.Kind, said.ItemId, null, null, said.At, Source));
                return true;
            },
            cancellationToken
        );

    /// <summary>Takes back what was said of an item; no error where nothing was.</summary>
    /// <returns>As <see cref="SayAsync"/>.</returns>
    public Task<bool> TakeBackAsync(string recommendationId, string itemId, Caller caller, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                if (!await RecommendationStore.ShowedAsync(session, recommendationId, [itemId]))
                {
                    return false;
                }

                await ForgetAsync(session, recommendationId, itemId, except: null);
                await LearnAsync(session, caller, itemId, said: null);
                return true;
            },
            cancellationToken
        );

    /// <summary>All that was said of the items of a conversation.</summary>
    public Task<IReadOnlyList<Verdict>> OfConversationAsync(string conversationId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Verdict>>(
            async session =>
            {
                const string Sql = """
                    SELECT   turn AS Turn, item_id AS ItemId, kind AS Kind
                    FROM     recommendations JOIN feedback ON feedback.recommendation_id = recommendations.recommendation_id
                    WHERE    conversation_id = @conversationId AND turn IS NOT NULL AND kind IN @Said
                    ORDER BY turn, item_id
                    """;
                var rows = await session.QueryAsync<Row>(Sql, new { conversationId, FeedbackKinds.Said });
                return [.. rows.Select(r => new Verdict((int)r.Turn, r.ItemId, r.Kind))];
            },
            cancellationToken
        );

    private static async Task ForgetAsync(Session session, string recommendationId, string itemId, string? except)
    {
        const string Sql = "DELETE FROM feedback WHERE recommendation_id = @recommendationId AND item_id = @itemId AND kind IN @kinds";
        await session.ExecuteAsync(
            Sql,
            new
            {
                recommendationId,
                itemId,
                kinds = FeedbackKinds.Said.Where(k => k != except),
            }
        );
    }

    private async Task LearnAsync(Session session, Caller caller, string itemId, ProfileEntry? said)
    {
        if (caller.UserId is null)
        {
            return;
        }

        var known = await UserAccess.FindAsync(session, caller) is { } userNo ? await ProfileStore.EntriesAsync(session, userNo) : [];
        var earlier = known.Where(e => e.ItemId == itemId && e.Source == Source && FeedbackKinds.Said.Contains(e.Kind)).ToList();
        await profiles.UpdateAsync(session, caller, new ProfileUpdate { Remove = earlier, Add = said is null ? [] : [said] });
    }

    private sealed record Row(long Turn, string ItemId, string Kind);
}
