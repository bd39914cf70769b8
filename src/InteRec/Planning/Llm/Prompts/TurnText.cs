using System.Globalization;
using System.Text;
using System.Text.Json;
using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Planning.Llm.History;
using InteRec.Profiles;

namespace InteRec.Planning.Llm.Prompts;

/// <summary>What a planner may look at, as blocks of data: hints of the built-in reading, the conversation, the profile, the message.</summary>
internal static class TurnText
{
    private const int MostItems = 12;
    private const int MostEntries = 30;

    /// <summary>All blocks of a turn; the message is the last, nearest to the answer.</summary>
    /// <param name="input">What is planned for.</param>
    /// <param name="reading">How the built-in planner reads it, or null where the model is not told.</param>
    /// <param name="neighbours">Lines on what is liked together.</param>
    /// <param name="advice">What a critic said of the plan before, or null.</param>
    public static string Of(PlanningInput input, PlanningResult? reading, string neighbours, string? advice = null) =>
        DataBlock.Of("advice", advice ?? string.Empty)
        + DataBlock.Of("profile", Profile(input.Profile, input.Serving.Catalog))
        + HistoryReducer.Block(input.State)
        + DataBlock.Of("conversation", Conversation(input.State, input.Serving.Catalog))
        + DataBlock.Of("hints", (reading is null ? string.Empty : Hints(reading.Understood)) + neighbours)
        + DataBlock.Of("message", input.Count is { } count ? string.Create(CultureInfo.InvariantCulture, $"{input.Message}\n(wanted: {count} items)") : input.Message);

    /// <summary>What the built-in reading recognised, with values and titles as the catalogue has them.</summary>
    private static string Hints(Understood understood)
    {
        var text = new StringBuilder();
        Line(text, "conditions", understood.Conditions);
        Line(text, "preferences", understood.Preferences);
        Line(text, "titles", string.Join("; ", understood.Mentioned.Select(m => $"{DataBlock.Line(m.Title)} ({m.Sentiment})")));
        Line(text, "not in the catalogue", string.Join("; ", understood.Unknown.Select(u => DataBlock.Line(u))));
        Line(text, "not recognised", understood.FreeText);
        return text.ToString();
    }

    private static string Conversation(ConversationState state, CatalogSnapshot catalog)
    {
        if (state.Turn == 0)
        {
            return string.Empty;
        }

        var text = new StringBuilder();
        Line(text, "turn", (state.Turn + 1).ToString(CultureInfo.InvariantCulture));
        foreach (var request in state.Requests)
        {
            Line(text, request.Label is { } label ? $"last request for {DataBlock.Line(label)}" : "last request", Request(request, catalog));
        }

        Line(text, "last list", string.Join("; ", state.LastItems.Take(MostItems).Select((id, i) => $"{i + 1}. {Title(id, catalog)}")));
        Line(text, "talked about", string.Join("; ", state.Focus.Take(3).Select(id => Title(id, catalog)).Concat(state.FocusPeople.Take(3).Select(p => DataBlock.Line(p)))));
        if (state.LastPlan is { Lists.Count: > 0 } plan)
        {
            Line(text, "last plan", JsonSerializer.Serialize(Short(plan), PlanJson.Options));
        }

        return text.ToString();
    }

    private static string Request(OpenRequest request, CatalogSnapshot catalog)
    {
        var text = new StringBuilder();
        Line(text, "where", request.Where);
        Line(text, "prefer", request.Prefer);
        Line(text, "text", request.Text);
        Line(text, "like", string.Join(", ", request.Like.Take(MostItems).Select(id => Title(id, catalog))));
        Line(text, "unlike", string.Join(", ", request.Unlike.Take(MostItems).Select(id => Title(id, catalog))));
        return text.Replace("\n", "; ").ToString();
    }

    private static string Profile(Profile profile, CatalogSnapshot catalog)
    {
        var text = new StringBuilder();
        foreach (var kind in profile.Entries.Reverse().Take(MostEntries).GroupBy(e => e.Kind, StringComparer.Ordinal))
        {
            Line(text, kind.Key, string.Join("; ", kind.Select(e => e.ItemId is { } id ? Title(id, catalog) : DataBlock.Line(e.Value ?? string.Empty))));
        }

        Line(text, "history", string.Join("; ", profile.History.OrderByDescending(h => h.At).Take(MostItems).Select(h => Title(h.ItemId, catalog))));
        return text.ToString();
    }

    /// <summary>A plan without the long lists of what was already shown: they are ours to repeat.</summary>
    private static Plan Short(Plan plan) => plan with
    {
        Lists = [.. plan.Lists.Select(l => l with { Steps = [.. l.Steps.Select(s => s is FilterStep { Exclude.Count: > 3 } filter ? filter with { Exclude = null } : s)] })],
    };

    private static string Title(string itemId, CatalogSnapshot catalog)
    {
        if (catalog.IndexOf(itemId) is not (>= 0 and var item))
        {
            return DataBlock.Line(itemId);
        }

        var title = DataBlock.Line(catalog.Title(item));
        return catalog.Year(item) is { } year ? string.Create(CultureInfo.InvariantCulture, $"{title} ({year})") : title;
    }

    private static void Line(StringBuilder text, string name, ItemFilter filter) =>
        Line(text, name, filter.IsEmpty ? null : JsonSerializer.Serialize(filter, PlanJson.Options));

    private static void Line(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(name).Append(": ").Append(value).Append('\n');
        }
    }
}
