using System.Globalization;
using System.Text;
using System.Text.Json;
using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Tools;

namespace InteRec.Api.OpenAi;

/// <summary>
/// A reply in words alone, for clients that show nothing else: its text, the items with their first reason, the question back and the ways
/// to answer it.
/// </summary>
internal static class CompletionWords
{
    /// <summary>All of it, as the caller asked for it.</summary>
    public static string Of(ChatReply reply, bool asJson) => asJson ? Json(reply) : reply.Text + After(reply);

    /// <summary>What stands behind the text.</summary>
    public static string After(ChatReply reply)
    {
        var text = new StringBuilder();
        foreach (var list in reply.Lists.Where(l => l.Items.Count > 0))
        {
            text.Append(list.Label is { } label ? $"\n\n{label}:" : "\n");
            foreach (var (number, item) in list.Items.Index())
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"\n{number + 1}. {item.Title}{(item.Year is { } year ? $" ({year})" : string.Empty)}"
                );
                text.Append(item.Reasons is [var reason, ..] ? $": {reason}" : string.Empty);
            }
        }

        if (reply.FollowUp is { } ask)
        {
            text.Append("\n\n").Append(ask.Question);
            text.Append(ask.Options.Count > 0 ? "\n" : string.Empty).AppendJoin(" / ", ask.Options.Select(o => o.Message));
        }

        return text.ToString();
    }

    private static string Json(ChatReply reply) =>
        JsonSerializer.Serialize(
            new
            {
                reply.Text,
                Lists = reply.Lists.Select(l => new
                {
                    l.Label,
                    Items = l.Items.Select(i => new
                    {
                        i.ItemId,
                        i.Title,
                        i.Year,
                        i.Reasons,
                    }),
                }),
                reply.FollowUp,
                reply.Notices,
            },
            PlanJson.Options
        );
}
