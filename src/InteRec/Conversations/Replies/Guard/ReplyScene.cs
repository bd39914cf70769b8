using System.Globalization;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Planning.BuiltIn;
using InteRec.Tools;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>What a reply is about: the items that it may speak of, what was said, and what the turn did.</summary>
internal sealed class ReplyScene
{
    private const int MostKnown = 60;
    private const int LastSaid = 8;
    private const int CommonRank = 12_000;
    private const int Decade = 10;
    private const int Century = 100;
    private const string Most = "most ";
    private readonly HashSet<string> _ofItems;

    /// <param name="context">The turn.</param>
    /// <param name="handles">The items of the reply.</param>
    public ReplyScene(ReplyContext context, HandleText handles)
    {
        Serving = context.Serving;
        Lexicon = Lexicon.Of(Serving.Catalog);
        _ofItems = WordsOf(Catalog.Schema.Item);
        Listed = [.. handles.Items.Select(i => Subject(i.ItemId, i.Reasons))];
        Known =
        [
            .. KnownItems(context)
                .Except(handles.Items.Select(i => i.ItemId))
                .Distinct(StringComparer.Ordinal)
                .Where(IsAvailable)
                .Take(MostKnown)
                .Select(id => Subject(id, []))
                .OfType<ReplySubject>(),
        ];
        Said = new SaidText(Texts(context).Concat(Known.SelectMany(k => k.Titles)));
        Counts = [handles.Items.Count, .. context.Lists.Select(l => l.Items.Count)];
        Remembers = context.Planning.Plan.Remember is { IsEmpty: false };
        Forgets = context.Planning.Plan.Forget is { IsEmpty: false };
    }

    /// <summary>Catalogue and words.</summary>
    public ServingState Serving { get; }

    /// <summary>The catalogue.</summary>
    public CatalogSnapshot Catalog => Serving.Catalog;

    /// <summary>The words of the catalogue.</summary>
    public Lexicon Lexicon { get; }

    /// <summary>The items by handle; null where the catalogue does not have one.</summary>
    public IReadOnlyList<ReplySubject?> Listed { get; }

    /// <summary>Items that the conversation named or showed before.</summary>
    public IReadOnlyList<ReplySubject> Known { get; }

    /// <summary>What was said.</summary>
    public SaidText Said { get; }

    /// <summary>How many items there are, in all and by list.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>The turn remembers something.</summary>
    public bool Remembers { get; }

    /// <summary>The turn forgets something.</summary>
    public bool Forgets { get; }

    /// <summary>True for a word that is common in English, or where nothing is known of how common words are.</summary>
    public bool IsPlain(string folded) => Rank(folded) <= CommonRank || Rank("the") == int.MaxValue || IsSmall(folded);

    /// <summary>True for a word that claims nothing: of English, or of the dataset for items and for using one.</summary>
    public bool IsSmall(string folded) => PlainWords.IsSmall(folded) || _ofItems.Contains(folded);

    /// <summary>The praise that a phrase is, also in the words of the dataset ("most watched"), or null.</summary>
    public Praise? PraiseOf(string phrase) =>
        PlainWords.PraiseOf(phrase)
        ?? (
            phrase.StartsWith(Most, StringComparison.Ordinal) && Catalog.Schema.Item.Used.Contains(phrase[Most.Length..])
                ? Praise.Popular
                : null
        );

    /// <summary>How common a word is, see <see cref="ServingState.WordRank"/>.</summary>
    public int Rank(string folded) => Serving.WordRank(folded);

    /// <summary>"films", "movies", "watch", "watching".</summary>
    private static HashSet<string> WordsOf(ItemWords item) =>
        [
            item.Plural,
            .. item.Synonyms.Select(s => s.EndsWith('s') ? s : s + "s"),
            .. item.Use,
            .. item.Use.Select(use => use.EndsWith('e') && !use.EndsWith("ee", StringComparison.Ordinal) ? $"{use[..^1]}ing" : $"{use}ing"),
        ];

    /// <summary>What is hidden is not spoken of, even where the conversation showed it once.</summary>
    private bool IsAvailable(string itemId) => Catalog.IndexOf(itemId) is >= 0 and var item && Catalog.Available[item];

    private ReplySubject? Subject(string itemId, IEnumerable<string> reasons) =>
        Catalog.IndexOf(itemId) is >= 0 and var item ? new ReplySubject(Catalog, item, reasons) : null;

    private static IEnumerable<string> KnownItems(ReplyContext context)
    {
        var (before, plan) = (context.Before, context.Planning.Plan);
        return context
            .Planning.Understood.Mentioned.Select(m => m.ItemId)
            .Concat(plan.Remember is { } remember ? remember.Liked.Concat(remember.Disliked).Concat(remember.Seen) : [])
            .Concat(before.Focus)
            .Concat(before.LastItems)
            .Concat(before.Requests.SelectMany(r => r.Like.Concat(r.Unlike)))
            .Concat(context.Profile.Entries.Select(e => e.ItemId).OfType<string>())
            .Concat(before.Shown.Reverse());
    }

    private static IEnumerable<string?> Texts(ReplyContext context)
    {
        var (planning, execution) = (context.Planning, context.Execution);
        IEnumerable<string?> texts =
        [
            context.Message,
            .. context.Before.Exchanges.TakeLast(LastSaid).SelectMany(e => new[] { e.Message, e.Answer, e.Question }),
            .. context.Before.FocusPeople,
            planning.Text,
            .. planning.Understood.Unknown,
            .. context.Notices.Select(n => n.Text),
            .. context.Lists.Select(l => l.Label),
            .. context.Profile.Entries.Select(e => e.Value),
            context.FollowUp?.Question,
            .. context.FollowUp?.Options.Select(o => o.Label) ?? [],
        ];
        return texts
            .Concat(Values(planning.Understood.Conditions))
            .Concat(Values(planning.Understood.Preferences))
            .Concat(
                execution
                    .Facts?.Where(f => f.ItemId is null)
                    .SelectMany(f => f.Values.Concat(f.Counts?.Select(c => c.ToString(CultureInfo.InvariantCulture)) ?? []))
                    ?? []
            )
            .Concat(
                execution
                    .Facts?.Where(f => f.Attribute is ExplainTool.Because or ExplainTool.Reasons)
                    .SelectMany(f => f.Values.Concat(f.Counts?.Select(c => c.ToString(CultureInfo.InvariantCulture)) ?? []))
                    ?? []
            );
    }

    /// <summary>What a plan asks for may be said: values, and bounds in figures; ten years from a round one also as a decade.</summary>
    private static IEnumerable<string> Values(ItemFilter filter) =>
        filter.All.SelectMany(c =>
            (c.Value.Any ?? [])
                .Concat(c.Value.All ?? [])
                .Concat(c.Value.None ?? [])
                .Concat(
                    ((NumberRange[])[new(c.Value.From, c.Value.To), .. c.Value.Ranges ?? [], .. c.Value.Outside ?? []]).SelectMany(Bounds)
                )
        );

    private static IEnumerable<string> Bounds(NumberRange range)
    {
        foreach (var bound in new[] { range.From, range.To }.OfType<double>())
        {
            yield return bound.ToString(CultureInfo.InvariantCulture);
        }

        if (range is { From: { } from, To: { } to } && from % Decade == 0 && to - from == Decade - 1)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{from}s");
            foreach (var word in NumberWords.Decades.Where(d => d.Value == (int)from % Century).Select(d => d.Key))
            {
                yield return word;
            }
        }
    }
}
