using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using InteRec.Conversations;

namespace InteRec.Api.OpenAi;

/// <summary>
/// What stands behind the text of a reply for clients that show words only: the items with their first reason, the ways to answer a
/// question back, and a reference, by which the conversation is found again when its messages come back.
/// </summary>
internal static partial class CompletionWords
{
    /// <summary>A conversation and the number of its turn.</summary>
    internal sealed record Place(string ConversationId, int Turn);

    public static string After(ChatReply reply)
    {
        var text = new StringBuilder("\n\n");
        foreach (var list in reply.Lists.Where(l => l.Items.Count > 0))
        {
            text.Append(list.Label is { } label ? $"{label}:\n" : string.Empty);
            foreach (var (number, item) in list.Items.Index())
            {
                text.Append(CultureInfo.InvariantCulture, $"{number + 1}. {item.Title}{(item.Year is { } year ? $" ({year})" : string.Empty)}");
                text.Append(item.Reasons is [var reason, ..] ? $": {reason}\n" : "\n");
            }

            text.Append('\n');
        }

        if (reply.FollowUp is { Options.Count: > 0 } ask)
        {
            text.Append(string.Join(" / ", ask.Options.Select(o => o.Message))).Append("\n\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"[{reply.ConversationId}/{reply.Turn}{(reply.RecommendationId is { } id ? $" {id}" : string.Empty)}]").ToString();
    }

    /// <summary>Where an earlier answer stands, by its reference; null where it has none.</summary>
    public static Place? Read(string text) =>
        Reference().Matches(text).LastOrDefault() is { } match && int.TryParse(match.Groups["turn"].ValueSpan, CultureInfo.InvariantCulture, out var turn)
            ? new Place(match.Groups["conversation"].Value, turn)
            : null;

    [GeneratedRegex(@"\[(?<conversation>c_[a-z0-9]{1,40})/(?<turn>[0-9]{1,6})( r_[a-z0-9]{1,40})?\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
