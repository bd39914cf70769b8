using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tools;

namespace InteRec.Conversations;

/// <summary>
/// Replies in few words, for models that called a tool: titles with the ids to go on with and the reasons, never the whole JSON, for models
/// pay by the word. Programs get the object beside it.
/// </summary>
internal static class ReplyText
{
    private const int MostItems = 50;
    private const int MostReasons = 3;
    private const int MostValues = 12;

    /// <summary>The answer to a request in words.</summary>
    public static string Of(RecommendReply reply) =>
        Lines([
            reply.Text,
            .. reply.Lists.SelectMany(Listed),
            Asked(reply.FollowUp),
            Ids(("conversationId", reply.ConversationId), ("recommendationId", reply.RecommendationId)),
        ]);

    /// <summary>What one tool gave.</summary>
    public static string Of(ToolReply reply) =>
        Lines([
            .. reply.Notices.Select(n => n.Text),
            .. Facts(reply.Facts ?? []),
            .. reply.Profile is { Count: 0 } ? ["Nothing is remembered of this user."] : (reply.Profile ?? []).Select(Remembered),
            Asked(reply.FollowUp),
            .. Found(reply),
        ]);

    /// <summary>What a plan gave.</summary>
    public static string Of(PlanReply reply) =>
        Lines([
            .. reply.Notices.Select(n => n.Text),
            .. Facts(reply.Facts ?? []),
            .. reply.Lists.SelectMany(Listed),
            Asked(reply.FollowUp),
            Ids(("recommendationId", reply.RecommendationId)),
        ]);

    private static IEnumerable<string> Found(ToolReply reply)
    {
        if (reply.Items.Count == 0)
        {
            return reply is { Facts: null, Profile: null, FollowUp: null } ? ["Nothing found."] : [];
        }

        var items = Items(reply.Items);
        return reply.Found > reply.Items.Count ? items.Prepend(Inv($"{reply.Found} found, these first:")) : items;
    }

    private static IEnumerable<string> Listed(ItemList list)
    {
        var items = list.Items.Count > 0 ? Items(list.Items) : ["(nothing)"];
        return list.Label is { Length: > 0 } label ? items.Prepend($"{label}:") : items;
    }

    private static IEnumerable<string> Items(IReadOnlyList<ListedItem> items)
    {
        foreach (var (at, item) in items.Take(MostItems).Index())
        {
            var year = item.Year is { } known ? Inv($" ({known})") : "";
            var why = item.Reasons.Count > 0 ? $": {string.Join("; ", item.Reasons.Take(MostReasons))}" : "";
            yield return Inv($"{at + 1}. {item.Title}{year} [{item.ItemId}]{why}");
        }

        if (items.Count > MostItems)
        {
            yield return Inv($"and {items.Count - MostItems} more in the structured result");
        }
    }

    private static IEnumerable<string> Facts(IReadOnlyList<Fact> facts) =>
        facts
            .GroupBy(f => f.ItemId)
            .Select(item => (item.Key is null ? "" : $"{item.First().Title} [{item.Key}]: ") + string.Join("; ", item.Select(Said)));

    private static string Said(Fact fact)
    {
        if (fact.Values.Count == 0)
        {
            return $"{fact.Attribute} not known";
        }

        var values = fact.Values.Take(MostValues).Select((v, i) => fact.Counts is { } counts ? Inv($"{v} ({counts[i]})") : v);
        var more = (fact.Of ?? fact.Values.Count) - Math.Min(fact.Values.Count, MostValues);
        return $"{fact.Attribute} {string.Join(", ", values)}{(more > 0 ? Inv($" and {more} more") : "")}";
    }

    private static string Remembered(ProfileEntry entry) => $"{entry.Kind}: {entry.ItemId ?? $"{entry.Attribute} {entry.Value}"}";

    private static string Asked(FollowUp? question) =>
        question is null ? "" : $"To ask back: {question.Question} ({string.Join(", ", question.Options.Select(o => o.Label))})";

    private static string Ids(params ReadOnlySpan<(string Name, string? Id)> ids)
    {
        var told = new List<string>();
        foreach (var (name, id) in ids)
        {
            told.AddRange(id is null ? [] : [$"{name}: {id}"]);
        }

        return string.Join(", ", told);
    }

    private static string Inv(FormattableString text) => FormattableString.Invariant(text);

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Where(l => l.Length > 0));
}
