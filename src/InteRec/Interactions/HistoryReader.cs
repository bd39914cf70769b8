using System.Runtime.InteropServices;
using InteRec.Catalog;
using InteRec.Storage;
using Microsoft.Extensions.Options;

namespace InteRec.Interactions;

/// <summary>Reads a user's history: one entry an item, the latest judgement, or where there is none the latest other interaction.</summary>
internal sealed class HistoryReader(InteractionWeights weights, IOptions<InteractionOptions> options)
{
    // The key of the log begins with user and time: this walks it backwards and stops.
    private const string Latest = """
        SELECT   log_items.item_id, interactions.kind, interactions.weight, interactions.at
        FROM     interactions JOIN log_items ON log_items.item_no = interactions.item_no
        WHERE    interactions.user_no = @userNo
        ORDER BY interactions.at DESC, interactions.item_no, interactions.kind DESC, interactions.weight DESC
        LIMIT    @limit
        """;

    /// <summary>The history, latest first.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> ReadAsync(Session session, long userNo)
    {
        var entries = new List<(HistoryEntry Entry, bool Judged)>();
        var places = new Dictionary<string, int>();
        var repeated = new List<RepeatWeight>();
        await using var command = session.Command(Latest);
        command.Parameters.AddWithValue("@userNo", userNo);
        command.Parameters.AddWithValue("@limit", options.Value.HistoryLength);
        await using var reader = await command.ExecuteReaderAsync(session.CancellationToken);
        while (reader.Read())
        {
            var kind = (InteractionKind)reader.GetInt64(1);
            var judged = InteractionWeights.IsJudgement(kind);
            var itemId = reader.GetString(0);
            var entry = new HistoryEntry(itemId, weights.Signed(kind, (float)reader.GetDouble(2)), Times.FromStored(reader.GetInt64(3)));
            var known = places.TryGetValue(itemId, out var place);
            if (!known)
            {
                place = places[itemId] = entries.Count;
                entries.Add((entry, judged));
                repeated.Add(default);
            }
            else if (judged && !entries[place].Judged)
            {
                entries[place] = (entry, true);
            }

            CollectionsMarshal.AsSpan(repeated)[place].Add(entry.Weight);
        }

        return entries.Select((e, place) => Decayed(Again(e.Entry, e.Judged, repeated[place]), entries[0].Entry.At)).ToArray();
    }

    /// <summary>
    /// Where things are used again, how often counts, as it does in the training. What somebody said of an item is no use of it: it is
    /// known, and not to be recommended.
    /// </summary>
    private HistoryEntry Again(HistoryEntry entry, bool judged, RepeatWeight repeated) =>
        options.Value.Repeat && (judged ? entry.Weight : repeated.Total) > 0
            ? entry with
            {
                Weight = repeated.Total,
                MayRepeat = !judged,
            }
            : entry;

    /// <summary>Age is counted from the user's own latest interaction: who comes back after years is remembered as they were.</summary>
    private HistoryEntry Decayed(HistoryEntry entry, DateTimeOffset latest) =>
        options.Value.HistoryHalfLifeDays is > 0 and var halfLife
            ? entry with
            {
                Weight = (float)(entry.Weight * Math.Pow(0.5, Math.Max(0, (latest - entry.At).TotalDays) / halfLife)),
            }
            : entry;
}
