using System.Text.Json;
using InteRec.Import;

namespace InteRec.Evaluation.Conversations;

/// <summary>One utterance of a recorded conversation.</summary>
/// <param name="Who">Who speaks. <c>recommender</c> is the one whose next items are to be found.</param>
/// <param name="Items">The items that the utterance names, by their names in the conversation's table, else by id or title.</param>
internal sealed record RecordedTurn(string Who, IReadOnlyList<string> Items);

/// <summary>What a conversation's table says of an item.</summary>
/// <param name="Title">Its name within the conversation.</param>
/// <param name="ItemId">Its id in the catalogue; null where the catalogue does not have it.</param>
/// <param name="Liked">0: the seeker disliked it; 1: liked it; anything else, or null: did not say.</param>
internal sealed record RecordedItem(string Title, string? ItemId = null, int? Liked = null);

/// <summary>A conversation between somebody who seeks and somebody who recommends. A file of them has one a line, as JSON.</summary>
/// <param name="Turns">What was said, in order.</param>
internal sealed record RecordedConversation(IReadOnlyList<RecordedTurn> Turns)
{
    /// <summary>Who speaks in a turn whose items are to be found.</summary>
    public const string Recommender = "recommender";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The items by their names in this conversation; empty where the turns name them by id or title.</summary>
    public IReadOnlyDictionary<string, RecordedItem> Items { get; private init; } = new Dictionary<string, RecordedItem>();

    /// <summary>Reads a file; empty lines are passed over.</summary>
    /// <param name="path">JSON lines.</param>
    /// <param name="table">Name of the property that holds the items of a conversation, an object of <see cref="RecordedItem"/>.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="DatasetException">It cannot be read, or a line is no conversation; the message has file and line.</exception>
    public static async Task<IReadOnlyList<RecordedConversation>> ReadAsync(string path, string table, CancellationToken cancellationToken)
    {
        var conversations = new List<RecordedConversation>();
        try
        {
            var number = 0;
            await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line))
                {
                    conversations.Add(Parse(line, table, path, number));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }

        return conversations.Count > 0 ? conversations : throw new DatasetException($"{path}: there is no conversation in it");
    }

    private static RecordedConversation Parse(string line, string table, string path, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var conversation =
                document.Deserialize<RecordedConversation>(Options)
                ?? throw new DatasetException($"{path}:{number}: a conversation is needed, not null");
            var items = document.RootElement.TryGetProperty(table, out var given)
                ? given.Deserialize<Dictionary<string, RecordedItem>>(Options)
                : null;
            if (conversation.Turns.Any(turn => turn is null || turn.Items.Contains(null!)) || items?.ContainsValue(null!) == true)
            {
                throw new DatasetException($"{path}:{number}: a turn, an item of a turn or an entry of \"{table}\" is null");
            }

            return conversation with
            {
                Items = (items ?? []).Values.DistinctBy(i => i.Title).ToDictionary(i => i.Title, StringComparer.Ordinal),
            };
        }
        catch (JsonException e)
        {
            throw new DatasetException($"{path}:{number}: no conversation with turns that name items: {e.Message}", e);
        }
    }
}
