using InteRec.Planning.Labels;
using InteRec.Search.Embeddings;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>
/// The word pieces that the network knows, the commonest first, and pieces of our own for what stands in front of the message: what the
/// recommender did, and one for each slot and sign of a condition.
/// </summary>
internal sealed class ReaderVocabulary
{
    private const string Unknown = "[UNK]";
    private const string Continuing = "##";
    private const int LongestWord = 100;

    // The published vocabulary is ordered by frequency: what comes first is kept whether seen or not.
    private const int AlwaysKept = 5_000;
    private readonly Dictionary<string, int> _ids;
    private readonly WordPieceTokenizer _tokenizer;

    public ReaderVocabulary(IReadOnlyList<string> pieces)
    {
        Pieces = pieces;
        _ids = pieces.Select((piece, id) => (piece, id)).ToDictionary(p => p.piece, p => p.id, StringComparer.Ordinal);
        _tokenizer = Tokenizer(_ids);
    }

    /// <summary>The pieces; their places are their ids.</summary>
    public IReadOnlyList<string> Pieces { get; }

    public static string Start => "[CLS]";

    public static string Separator => "[SEP]";

    /// <summary>Between the conditions of two lists.</summary>
    public static string NextList => "[list:next]";

    /// <summary>What the recommender did before.</summary>
    public static string Did(BotTurn? bot) =>
        bot switch
        {
            null => "[bot:nothing]",
            { Ask: not null } => "[bot:asked]",
            { List.Count: > 0 } => "[bot:listed]",
            _ => "[bot:said]",
        };

    /// <summary>The slot that the recommender asked about.</summary>
    public static string Asked(Slot slot) => $"[asked:{slot.Name()}]";

    /// <summary>A condition of this slot and sign.</summary>
    public static string Holds(Slot slot, Sign sign) => $"[{sign.ToString().ToLowerInvariant()}:{slot.Name()}]";

    /// <summary>The words in the name of a piece of our own.</summary>
    public static IEnumerable<string> WordsOf(string piece) => piece.Trim('[', ']').Split(':');

    /// <summary>Cuts a published vocabulary to what these texts have, the commonest pieces, and every single character.</summary>
    public static ReaderVocabulary Choose(IReadOnlyList<string> published, IEnumerable<string> texts)
    {
        var whole = new ReaderVocabulary(published);
        var seen = new bool[published.Count];
        var ids = new List<int>();
        foreach (var text in texts)
        {
            foreach (var word in MessageWords.Split(text))
            {
                ids.Clear();
                whole.Tokenize(text.AsSpan(word.Start, word.Length), ids);
                ids.ForEach(id => seen[id] = true);
            }
        }

        bool IsKept(string piece, int id) =>
            !piece.StartsWith("[unused", StringComparison.Ordinal) && (seen[id] || id < AlwaysKept || IsOneCharacter(piece));
        return new ReaderVocabulary([.. Own(), .. published.Where(IsKept)]);
    }

    /// <summary>A vocabulary without a published one: whole words and single characters, for tests.</summary>
    public static ReaderVocabulary OfWords(IEnumerable<string> texts)
    {
        var words = texts.SelectMany(t => MessageWords.Split(t).Select(w => t.Substring(w.Start, w.Length).ToLowerInvariant()));
        var characters = Enumerable.Range('!', '~' - '!' + 1).Select(c => $"{(char)c}").Where(c => !char.IsUpper(c[0]));
        return new ReaderVocabulary([
            .. Own(),
            Unknown,
            Start,
            Separator,
            .. characters.Concat(characters.Select(c => Continuing + c)).Concat(words).Distinct(),
        ]);
    }

    public int Id(string piece) => _ids[piece];

    /// <summary>Adds the pieces of a word.</summary>
    public void Tokenize(ReadOnlySpan<char> word, List<int> ids)
    {
        Span<int> buffer = stackalloc int[LongestWord];
        foreach (var id in buffer[.._tokenizer.Tokenize(word, buffer)])
        {
            ids.Add(id);
        }
    }

    private static bool IsOneCharacter(string piece) =>
        piece.Length == 1 || (piece.Length == Continuing.Length + 1 && piece.StartsWith(Continuing, StringComparison.Ordinal));

    private static IEnumerable<string> Own() =>
        new[] { NextList, "[bot:nothing]", "[bot:asked]", "[bot:listed]", "[bot:said]" }
            .Concat(Slots.All.Select(Asked))
            .Concat(Slots.All.SelectMany(slot => Enum.GetValues<Sign>().Select(sign => Holds(slot, sign))));

    private static WordPieceTokenizer Tokenizer(Dictionary<string, int> ids) =>
        new(new BertNormalizer(true, true, null, true), ids, [], Unknown, Continuing, LongestWord);
}
