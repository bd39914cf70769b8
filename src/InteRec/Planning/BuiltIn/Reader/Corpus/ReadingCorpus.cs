using System.Text.Json;
using InteRec.Import;
using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Corpus;

/// <summary>Reads annotated conversations: files of JSON lines, one an author.</summary>
internal static class ReadingCorpus
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads a file, or all files <c>*.jsonl</c> of a folder by name; empty lines are passed over.</summary>
    /// <exception cref="DatasetException">
    /// Nothing is there or can be read, or a line is no annotated conversation; the message has file, line and reason.
    /// </exception>
    public static IReadOnlyList<ReadingConversation> Load(string path)
    {
        try
        {
            var files = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.jsonl").Order(StringComparer.Ordinal).ToList() : [path];
            var conversations = files.SelectMany(LoadFile).ToList();
            return conversations.Count > 0 ? conversations : throw new DatasetException($"{path}: there is no conversation in it");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>What a reader is trained and measured on: every message with the open request as it really was before.</summary>
    /// <param name="conversations">Annotated conversations.</param>
    /// <param name="candidates">What the words of a message may mean, after what the recommender did and with what is open.</param>
    public static IEnumerable<ReaderExample> Examples(
        IEnumerable<ReadingConversation> conversations,
        Func<string, BotTurn?, IReadOnlyList<Wish>, IReadOnlyList<Candidate>> candidates
    ) =>
        from conversation in conversations
        from turn in conversation.Turns
        select new ReaderExample(new ReaderInput(turn.Say, turn.Bot, turn.Before, candidates(turn.Say, turn.Bot, turn.Before)), turn.Gold);

    private static IEnumerable<ReadingConversation> LoadFile(string file)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return Parse(line, file, number);
            }
        }
    }

    private static ReadingConversation Parse(string line, string file, int number)
    {
        try
        {
            var conversation = JsonSerializer.Deserialize<ConversationLine>(line, Options) ?? throw new FormatException("it is null");
            var turns = new List<ReadingTurn>();
            foreach (var turn in conversation.Turns)
            {
                turns.Add(Turn(turn, turns.Count > 0 ? turns[^1] : null));
            }

            return turns.Count > 0
                ? new ReadingConversation(Path.GetFileNameWithoutExtension(file), conversation.Id, conversation.Domain, turns)
                : throw new FormatException("it has no turns");
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new DatasetException($"{file}:{number}: no annotated conversation: {e.Message}", e);
        }
    }

    private static ReadingTurn Turn(TurnLine turn, ReadingTurn? last)
    {
        var acts = turn.Acts.Select(name => Acts.Of(name) ?? throw new FormatException($"there is no act \"{name}\"")).ToList();
        if (acts.Count == 0)
        {
            throw new FormatException($"\"{turn.Say}\" has no act");
        }

        var before = last?.After ?? [];
        var bot = turn.Bot is { } line ? new BotTurn(line.List ?? [], line.Ask, line.Say) : null;
        var referents = (last is null ? Referents.None : last.Referents.After(last.Gold.Marks, last.Say)).After(bot);
        var marks = ReadingMarks.Read(turn.Say, turn.Marks);
        var after = ReadingState.Read(turn.State);
        var gold = new GoldLabels(turn.Say, acts, marks, before, after);
        referents = gold.PointedTo(referents);
        return new ReadingTurn(turn.Say, bot, before, gold.Of(referents), after) { Referents = referents };
    }

    private sealed record ConversationLine(string Id, string Domain, IReadOnlyList<TurnLine> Turns);

    private sealed record TurnLine(string Say, IReadOnlyList<string> Acts, IReadOnlyList<IReadOnlyList<string>> Marks, JsonElement State)
    {
        /// <summary>Null in front of the first message.</summary>
        public BotLine? Bot { get; init; }
    }

    private sealed record BotLine
    {
        public IReadOnlyList<string>? List { get; init; }

        public string? Ask { get; init; }

        public string? Say { get; init; }
    }
}
