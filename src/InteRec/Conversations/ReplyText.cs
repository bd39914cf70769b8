using System.Globalization;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tools;

namespace InteRec.Conversations;

/// <summary>
/// Replies in few words, for models that called a tool: titles with the ids to go on with and the reasons, never the whole JSON, for models pay by
/// the word. Programs get the object beside it.
/// </summary>
internal static class ReplyText
{
    private const int MostItems = 50, MostReasons = 3, MostValues = 12;

    /// <summary>The answer to a request in words.</summary>
    public static string Of(RecommendReply reply) => Lines([
        reply.Text,
        .. reply.Lists.SelectMany(Listed),
        Asked(reply.FollowUp),
        Ids(("conversationId", reply.ConversationId), ("recommendationId", reply.RecommendationId)),
    ]);

    /// <summary>What one tool gave.</summary>
    public static string Of(ToolReply reply) => Lines([
        .. reply.Notices.Select(n => n.Text),
        .. Facts(reply.Facts ?? []),
        .. reply.Profile is { Count: 0 } ? ["Nothing is remembered of this user."] : (reply.Profile ?? []).Select(Remembered),
        Asked(reply.FollowUp),
        .. reply.Items.Count == 0 && reply.Facts is null && reply.Profile is null && reply.FollowUp is null ? ["Nothing found."] : Found(reply),
    ]);

    /// <summary>What a plan gave.</summary>
    public static string Of(PlanReply reply) => Lines([
        .. reply.Notices.Select(n => n.Text),
        .. Facts(reply.Facts ?? []),
        .. reply.Lists.SelectMany(Listed),
        Asked(reply.FollowUp),
        Ids(("recommendationId", reply.RecommendationId)),
    ]);

    private static IEnumerable<string> Found(ToolReply reply) => reply.Items.Count == 0 ? [] :
    [
        .. reply.Found > reply.Items.Count ? [string.Create(CultureInfo.InvariantCulture, $"{reply.Found} found, these first:")] : Array.Empty<string>(),
        .. Items(reply.Items),
    ];

    private static IEnumerable<string> Listed(ItemList list) =>
        [.. list.Label is { Length: > 0 } label ? [$"{label}:"] : Array.Empty<string>(), .. list.Items.Count > 0 ? Items(list.Items) : ["(nothing)"]];

    private static IEnumerable<string> Items(IReadOnlyList<ListedItem> items)
    {
        foreach (var (at, item) in items.Take(MostItems).Index())
        {
            var year = item.Year is { } known ? string.Create(CultureInfo.InvariantCulture, $" ({known})") : "";
            var why = item.Reasons.Count > 0 ? $": {string.Join("; ", item.Reasons.Take(MostReasons))}" : "";
            yield return string.Create(CultureInfo.InvariantCulture, $"{at + 1}. {item.Title}{year} [{item.ItemId}]{why}");
        }

        if (items.Count > MostItems)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"and {items.Count - MostItems} more in the structured result");
        }
    }

    private static IEnumerable<string> Facts(IReadOnlyList<Fact> facts) => facts
        .GroupBy(f => f.ItemId)
        .Select(item => (item.Key is null ? "" : $"{item.First().Title} [{item.Key}]: ") + string.Join("; ", item.Select(Said)));

    private static string Said(Fact fact)
    {
        var values = fact.Values.Take(MostValues).Select((v, i) => fact.Counts is { } counts ? string.Create(CultureInfo.InvariantCulture, $"{v} ({counts[i]})") : v);
        var more = (fact.Of ?? fact.Values.Count) - Math.Min(fact.Values.Count, MostValues);
        var said = fact.Values.Count == 0 ? "not known" : string.Join(", ", values) + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {more} more") : "");
        return $"{fact.Attribute} {said}";
    }

    private static string Remembered(ProfileEntry entry) => $"{entry.Kind}: {entry.ItemId ?? $"{entry.Attribute} {entry.Value}"}";

    private static string Asked(FollowUp? question) => question is null ? "" : $"To ask back: {question.Question} ({string.Join(", ", question.Options.Select(o => o.Label))})";

    private static string Ids(params ReadOnlySpan<(string Name, string? Id)> ids)
    {
        var told = new List<string>();
        foreach (var (name, id) in ids)
        {
            told.AddRange(id is null ? [] : [$"{name}: {id}"]);
        }

        return string.Join(", ", told);
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Where(l => l.Length > 0));
}
