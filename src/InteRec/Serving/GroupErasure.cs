using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Storage;

namespace InteRec.Serving;

/// <summary>
/// Takes a deleted user out of what was answered to groups. Those turns and records are other people's and stay, but they name the members:
/// in the plan, at the items, in the reasons and, in whatever words, in the text.
/// </summary>
/// <param name="userId">The user.</param>
/// <param name="key">Only what this key wrote; null: all.</param>
/// <param name="json">How answers and plans are stored.</param>
internal sealed class GroupErasure(string userId, string? key, JsonSerializerOptions json)
{
    /// <summary>What stands in place of the text of an answer that named the user.</summary>
    public const string Told = "This answer was for a group, of which a member has been deleted since.";

    /// <summary>What is stored as text that can no longer be read, and so not searched through either.</summary>
    private const string Unreadable = "null";

    /// <summary>The id as it is stored: among the members it always is a text of its own.</summary>
    private readonly string _stored = JsonSerializer.Serialize(userId, json);

    /// <summary>Changes what names the user.</summary>
    /// <returns>False where nothing does.</returns>
    public async Task<bool> ApplyAsync(Session session)
    {
        const string Turns = """
            SELECT conversation_id AS ConversationId, turn AS Turn, reply AS Text FROM turns
            WHERE  instr(reply, '"userIds"') > 0 AND instr(reply, @stored) > 0
            AND    (@key IS NULL OR conversation_id IN (SELECT conversation_id FROM conversations WHERE key_id = @key))
            """;
        const string Records = """
            SELECT recommendation_id AS RecommendationId, plan AS Text FROM recommendations
            WHERE  instr(plan, '"userIds"') > 0 AND instr(plan, @stored) > 0 AND (@key IS NULL OR key_id = @key)
            """;
        const string Turn = "UPDATE turns SET reply = @text WHERE conversation_id = @ConversationId AND turn = @Turn";
        const string Record = "UPDATE recommendations SET plan = @text WHERE recommendation_id = @RecommendationId";
        var any = false;
        foreach (var row in await session.QueryAsync<TurnRow>(Turns, new { stored = _stored, key }))
        {
            if (Changed(row.Text, Reply) is { } text)
            {
                any = true;
                await session.ExecuteAsync(
                    Turn,
                    new
                    {
                        row.ConversationId,
                        row.Turn,
                        text,
                    }
                );
            }
        }

        foreach (var row in await session.QueryAsync<RecordRow>(Records, new { stored = _stored, key }))
        {
            if (Changed(row.Text, Plan) is { } text)
            {
                any = true;
                await session.ExecuteAsync(Record, new { row.RecommendationId, text });
            }
        }

        return any;
    }

    /// <summary>The text without the user; null where it does not name the user.</summary>
    private string? Changed(string text, Func<JsonNode?, bool> change)
    {
        try
        {
            var node = JsonNode.Parse(text);
            return change(node) ? node!.ToJsonString(json) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Unreadable;
        }
    }

    private bool Plan(JsonNode? plan) => plan?["within"] is JsonObject within && Without(within, "userIds", IsUser);

    private bool Reply(JsonNode? reply)
    {
        if (!Plan(reply?["plan"]))
        {
            return false;
        }

        reply!["text"] = Told;
        foreach (var item in (reply["lists"] as JsonArray ?? []).SelectMany(l => l?["items"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Without(item, "for", IsUser);
            Without(item, "reasons", reason => reason.StartsWith($"for {userId}: ", StringComparison.Ordinal));
        }

        return true;
    }

    private bool IsUser(string text) => text == userId;

    private static bool Without(JsonObject parent, string name, Predicate<string> isOut)
    {
        if (parent[name] is not JsonArray texts || texts.RemoveAll(t => t is not null && isOut(t.GetValue<string>())) == 0)
        {
            return false;
        }

        if (texts.Count == 0)
        {
            parent.Remove(name);
        }

        return true;
    }

    private sealed record TurnRow(string ConversationId, long Turn, string Text);

    private sealed record RecordRow(string RecommendationId, string Text);
}
