using System.Globalization;
using System.Text;
using InteRec.Catalog;
using InteRec.Conversations.Replies.Guard;
using InteRec.Planning;
using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Prompts;
using InteRec.Tools;
using Microsoft.Extensions.AI;

namespace InteRec.Conversations.Replies;

/// <summary>
/// What the model is told to write a reply: the rules, which are the same for every turn of a dataset, so that endpoints can keep them,
/// then the turn as blocks of data, the person's message last.
/// </summary>
internal sealed class ReplyPrompt(PromptLibrary prompts)
{
    private const int LastMessages = 4;
    private const int LastTitles = 8;
    private const int MostValues = 8;
    private const int LongestFacts = 700;
    private const int LongestBlock = 20_000;

    /// <summary>The messages of the one call.</summary>
    public IReadOnlyList<ChatMessage> Messages(ReplyContext context, HandleText handles) =>
        [new(ChatRole.System, Rules(context)), new(ChatRole.User, Turn(context, handles))];

    /// <summary>The rules.</summary>
    public string Rules(ReplyContext context) =>
        prompts[PromptNames.Reply]
            .Fill(new Dictionary<string, string>(StringComparer.Ordinal) { ["items"] = context.Serving.Catalog.Schema.Item.Plural });

    private static string Turn(ReplyContext context, HandleText handles) =>
        DataBlock.Of("earlier", Earlier(context))
        + DataBlock.Of("plan", Plan(context))
        + DataBlock.Of("list", Lists(context, handles), LongestBlock)
        + DataBlock.Of("facts", Facts(context, handles), LongestBlock)
        + DataBlock.Of("tell", string.Join('\n', Tell(context).Select(t => DataBlock.Line(t, 400))))
        + DataBlock.Of("message", context.Message);

    private static string Earlier(ReplyContext context)
    {
        var catalog = context.Serving.Catalog;
        var text = new StringBuilder();
        foreach (var exchange in context.Before.Exchanges.TakeLast(LastMessages))
        {
            var titles = exchange
                .Lists.SelectMany(l => l)
                .Take(LastTitles)
                .Select(catalog.IndexOf)
                .Where(i => i >= 0 && catalog.Available[i])
                .Select(i => DataBlock.Line(catalog.Title(i)));
            text.Append("- person: ").Append(DataBlock.Line(exchange.Message)).Append('\n');
            Add(text, "  you", exchange.Answer ?? string.Join("; ", titles));
        }

        return text.ToString();
    }

    private static string Plan(ReplyContext context)
    {
        var (planning, catalog, schema) = (context.Planning, context.Serving.Catalog, context.Serving.Catalog.Schema);
        var text = new StringBuilder().Append("intent: ").Append(planning.Plan.Intent.ToString().ToLowerInvariant()).Append('\n');
        Add(text, "conditions", Words(schema, planning.Understood.Conditions));
        Add(text, "preferences", Words(schema, planning.Understood.Preferences));
        Add(
            text,
            "named",
            string.Join(
                "; ",
                planning
                    .Understood.Mentioned.Where(m => !IsHidden(catalog, m.ItemId))
                    .Select(m => $"{DataBlock.Line(m.Title)} ({m.Sentiment})")
            )
        );
        Add(text, "searched for", planning.Understood.FreeText);
        Add(text, "remembered", Changed(planning.Plan.Remember, catalog));
        Add(text, "forgotten", Changed(planning.Plan.Forget, catalog));
        Add(text, "shown beside the text", context.Brief ? "the lists: do not list the items, say why these" : null);
        return text.ToString();
    }

    private static string Words(DatasetSchema schema, ItemFilter filter) =>
        filter.IsEmpty ? string.Empty : ConditionWords.Phrase(schema, ElementaryCondition.Of(filter));

    private static string? Changed(ProfileChange? change, CatalogSnapshot catalog)
    {
        if (change is not { IsEmpty: false })
        {
            return null;
        }

        (string Kind, IReadOnlyList<string> Names)[] parts =
        [
            ("liked", change.Liked),
            ("disliked", change.Disliked),
            ("seen", change.Seen),
            ("unwanted", change.Unwanted),
            ("preferred", change.Preferred),
        ];
        var told = parts
            .Where(p => p.Names.Count > 0)
            .Select(p => $"{p.Kind} {string.Join(", ", p.Names.Where(n => !IsHidden(catalog, n)).Select(Name))}");
        return change.Everything ? "everything" : string.Join("; ", told);

        string Name(string itemIdOrValue) =>
            DataBlock.Line(catalog.IndexOf(itemIdOrValue) is >= 0 and var item ? catalog.Title(item) : itemIdOrValue);
    }

    /// <summary>What is hidden has no title for a model.</summary>
    private static bool IsHidden(CatalogSnapshot catalog, string itemId) =>
        catalog.IndexOf(itemId) is >= 0 and var item && !catalog.Available[item];

    private static string Lists(ReplyContext context, HandleText handles)
    {
        var text = new StringBuilder();
        foreach (var list in context.Lists)
        {
            text.Append(list.Label is { } label ? $"{DataBlock.Line(label)}:\n" : string.Empty);
            foreach (var item in list.Items)
            {
                text.Append(Named(handles, item.ItemId))
                    .Append("; ")
                    .Append(
                        FactText.Of(context.Serving.Catalog.Schema, item.Facts, item.Facts.Count, MostValues, LongestFacts, named: true)
                    );
                text.Append(item.Reasons.Count > 0 ? $"; why: {DataBlock.Line(string.Join(", ", item.Reasons), 300)}\n" : "\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The handle with the title that will stand in its place: "[1] = The Shining (1980)".</summary>
    private static string Named(HandleText handles, string itemId)
    {
        var handle = handles.HandleOf(itemId);
        var item = handles.Items[handle - 1];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{handle}] = {DataBlock.Line(item.Title)}{(item.Year is { } year ? $" ({year})" : string.Empty)}"
        );
    }

    private static string Facts(ReplyContext context, HandleText handles)
    {
        var (text, schema) = (new StringBuilder(), context.Serving.Catalog.Schema);
        foreach (var fact in context.Execution.Facts ?? [])
        {
            var values = fact.Values.Select(
                (v, i) =>
                    fact.Counts is { } counts
                        ? string.Create(CultureInfo.InvariantCulture, $"{v} ({counts[i]})")
                        : Amount(schema, fact.Attribute, v)
            );
            var known = fact.Values.Count == 0 ? "not known" : DataBlock.Line(string.Join(", ", values), LongestFacts);
            text.Append(fact.ItemId is { } id ? Named(handles, id) + "; " : string.Empty)
                .Append(schema.Find(fact.Attribute)?.DisplayName ?? fact.Attribute)
                .Append(": ")
                .Append(known)
                .Append('\n');
        }

        return text.ToString();
    }

    private static string Amount(DatasetSchema schema, string attribute, string value) =>
        schema.Find(attribute) is { Type: AttributeType.Number } number
        && double.TryParse(value, CultureInfo.InvariantCulture, out var amount)
            ? AmountWords.Say(number, amount)
            : value;

    /// <summary>What has to be said: the planner's answer in its own words, and the notices.</summary>
    private static IEnumerable<string> Tell(ReplyContext context) =>
        context
            .Notices.Where(n => n.Code is not NoticeCodes.PlannerFallback)
            .Select(n => n.Text)
            .Concat(context.Planning.Text is { } text ? [text] : []);

    private static void Add(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(name).Append(": ").Append(DataBlock.Line(value, 400)).Append('\n');
        }
    }
}
