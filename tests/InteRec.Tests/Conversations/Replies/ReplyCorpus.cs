using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Conversations.Replies;
using InteRec.Conversations.Replies.Guard;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tools;

namespace InteRec.Tests.Conversations.Replies;

/// <summary>
/// Turns over the bundled films, and replies to them as a model would write them: good ones, and ones that say what is not so.
/// </summary>
internal sealed class ReplyCorpus(ServingState serving)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data", "replies");

    private readonly Dictionary<string, ReplyContext> _scenes = Read<SceneRow>("scenes.jsonl")
        .ToDictionary(s => s.Id, s => Context(s, serving), StringComparer.Ordinal);

    public static IReadOnlyList<ReplyRow> Good { get; } = Read<ReplyRow>("good.jsonl");

    public static IReadOnlyList<ReplyRow> Bad { get; } = Read<ReplyRow>("bad.jsonl");

    private static string Rules { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "prompts", "reply.md"));

    public ServingState Serving => serving;

    public ReplyContext Scene(string id) => _scenes[id];

    /// <summary>One half, by the hash of the text: the guard was made looking at the other.</summary>
    public static bool IsHeldOut(ReplyRow row) => SHA256.HashData(Encoding.UTF8.GetBytes(row.Reply))[0] % 2 == 0;

    /// <summary>The sentences of a reply that the guard cuts, each with its objection.</summary>
    public IReadOnlyList<string> Cut(ReplyRow row)
    {
        var context = Scene(row.Scene);
        var handles = new HandleText(context.Lists, context.Execution.Facts);
        var guard = new ReplyGuard(new ReplyScene(context, handles), handles, Rules);
        var splitter = new SentenceSplitter();
        List<string> sentences = [.. splitter.Add(row.Reply)];
        return
        [
            .. sentences
                .Append(splitter.Rest())
                .Select(s => handles.Read(PlainText.Strip(s)))
                .Select(s => (Sentence: s, Objection: guard.Objection(s)))
                .Where(s => s.Objection is not null)
                .Select(s => $"{s.Objection}: {s.Sentence}"),
        ];
    }

    /// <summary>A sentence as the guard sees it: with handles for titles.</summary>
    public string Normal(string scene, string sentence) =>
        new HandleText(Scene(scene).Lists, Scene(scene).Execution.Facts).Read(PlainText.Strip(sentence));

    private static List<T> Read<T>(string file) =>
        [
            .. File.ReadLines(Path.Combine(Folder, file))
                .Where(l => l.Length > 0)
                .Select(l => JsonSerializer.Deserialize<T>(l, JsonSerializerOptions.Web)!),
        ];

    private static ReplyContext Context(SceneRow scene, ServingState serving)
    {
        var catalog = serving.Catalog;
        return new ReplyContext
        {
            Message = scene.Message,
            Before = ConversationState.Empty with
            {
                Exchanges = [.. scene.Said.Select(s => new Exchange { Message = s, Plan = new Plan() })],
            },
            Planning = new PlanningResult
            {
                Plan = new Plan { Intent = scene.Facts is null ? Intent.Recommend : Intent.Lookup, Remember = scene.Remember },
                Understood = new Understood
                {
                    Mentioned =
                    [
                        .. scene.Mentioned.Select(id => new MentionedItem(
                            catalog.Title(catalog.IndexOf(id)),
                            id,
                            catalog.Title(catalog.IndexOf(id)),
                            "liked"
                        )),
                    ],
                },
                Planner = "llm",
            },
            Execution = new ExecutionResult
            {
                Facts = scene.Facts?.ConvertAll(f => new Fact(
                    f.Item,
                    f.Item is null ? null : catalog.Title(catalog.IndexOf(f.Item)),
                    f.Attribute,
                    f.Values
                )),
            },
            Lists = scene.Lists.ConvertAll(l => new ItemList(l.Label, l.Items.ConvertAll(id => Listed(catalog, catalog.IndexOf(id))))),
            Notices = scene.Notices,
            Profile = Profile.Empty,
            Serving = serving,
        };
    }

    private static ListedItem Listed(CatalogSnapshot catalog, int item) =>
        new()
        {
            ItemId = catalog.ItemId(item),
            Title = catalog.Title(item),
            Year = catalog.Year(item),
            Facts = ListedItems.Facts(catalog, item),
        };

    private sealed record SceneRow(string Id, string Message, List<ListRow> Lists)
    {
        public IReadOnlyList<string> Said { get; init; } = [];

        public IReadOnlyList<string> Mentioned { get; init; } = [];

        public IReadOnlyList<Notice> Notices { get; init; } = [];

        public ProfileChange? Remember { get; init; }

        public List<FactRow>? Facts { get; init; }
    }

    private sealed record ListRow(string? Label, List<string> Items);

    private sealed record FactRow(string? Item, string Attribute, IReadOnlyList<string> Values);
}

/// <summary>A reply to a turn.</summary>
/// <param name="Scene">The turn.</param>
/// <param name="Reply">What the model writes.</param>
internal sealed record ReplyRow(string Scene, string Reply);
