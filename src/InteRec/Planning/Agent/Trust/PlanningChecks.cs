using System.Globalization;
using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning.Agent.Trust;

/// <summary>
/// About twenty requests made of the served dataset's own values: its most frequent kinds and people, its best known items, its years. What
/// the dataset has nothing for is left out.
/// </summary>
internal sealed class PlanningChecks
{
    private const int Decade = 10;
    private readonly List<PlanningCheck> _checks = [];
    private readonly ServingState _serving;
    private readonly CatalogSnapshot _catalog;
    private readonly string _items;

    private PlanningChecks(ServingState serving) =>
        (_serving, _catalog, _items) = (serving, serving.Catalog, serving.Catalog.Schema.Item.Plural);

    /// <summary>The checks of a catalogue, always the same ones.</summary>
    public static IReadOnlyList<PlanningCheck> Of(ServingState serving)
    {
        var checks = new PlanningChecks(serving);
        checks.Talk();
        var kind = Attribute(serving.Catalog, AttributeRole.Kind);
        if (kind is not null && Top(serving.Catalog.Categories(kind.Name)!, 3) is [var first, var second, var third])
        {
            checks.Kinds(kind.Name, first, second, third);
            checks.Conversation(kind.Name, first, second);
            checks.Years(kind.Name, first);
        }

        checks.People();
        checks.Items(kind?.Name);
        return checks._checks;
    }

    private void Talk()
    {
        Add("greeting", "hello, how are you today?", p => p.Lists.Count == 0);
        Add("off topic", "what is the capital of Portugal?", p => p.Lists.Count == 0);
    }

    private void Kinds(string kind, string first, string second, string third)
    {
        Add("kind", $"{first} {_items}, please", p => Wants(p, kind, first));
        Add("count", $"give me 3 {second} {_items}", p => Wants(p, kind, second) && p.Lists[0].Count == 3);
        Add(
            "two kinds at once",
            $"{_items} that are both {first} and {second}",
            p => One(p)?.Where()[kind]?.All is { Count: 2 } all && all.Contains(first) && all.Contains(second)
        );
        Add(
            "refusal",
            $"{first} {_items} but nothing {third}",
            p => Wants(p, kind, first) && One(p)!.Where()[kind]?.None?.Contains(third) == true
        );
        Add(
            "two lists",
            $"one list of {first} {_items} for me and another list of {second} {_items} for my brother",
            p => p.Lists.Count == 2 && Values(p.Lists[0], kind).Contains(first) && Values(p.Lists[1], kind).Contains(second)
        );
        Add(
            "how many",
            $"how many {first} {_items} do you have?",
            p => One(p) is { Steps: [.., LookupStep { Question: "count" }] } list && Values(list, kind).Contains(first)
        );
        Add(
            "never again",
            $"remember that I never want to see anything {third}",
            p => p.Remember?.Unwanted.Contains(third) == true && !p.Intent.MakesList()
        );
    }

    /// <summary>A conversation in which one value was asked for and the first of its items were shown.</summary>
    private ConversationState Earlier(string kind, string first)
    {
        var plan = new Plan
        {
            Lists =
            [
                new PlanList
                {
                    Steps =
                    [
                        new FilterStep { Where = ItemFilter.Empty.With(kind, new AttributeCondition { Any = [first] }) },
                        new RankStep(),
                    ],
                },
            ],
        };
        var column = _catalog.Categories(kind)!;
        var shown = column
            .ItemsWith(column.ValueId(first))[..Math.Min(3, column.CountOf(column.ValueId(first)))]
            .ToArray()
            .Select(_catalog.ItemId)
            .ToList();
        return ConversationState.Empty with
        {
            Turn = 1,
            Requests = [new OpenRequest { Where = plan.Lists[0].Where() }],
            LastItems = shown,
            Shown = shown,
            LastPlan = plan,
            Exchanges =
            [
                new Exchange
                {
                    Message = $"{first} {_items}",
                    Plan = plan,
                    Lists = [shown],
                },
            ],
        };
    }

    private void Conversation(string kind, string first, string second)
    {
        var before = Earlier(kind, first);
        Add(
            "more of the same",
            "more like these please, ones you have not shown me",
            p => p.Intent is Intent.More or Intent.Refine && Wants(p, kind, first),
            before
        );
        Add(
            "a condition exchanged",
            $"make that {second} instead of {first}",
            p => Wants(p, kind, second) && !Values(One(p)!, kind).Contains(first),
            before
        );
        Add(
            "a condition added",
            $"only those that are {second} as well",
            p => One(p) is { } list && Values(list, kind).Contains(first) && Values(list, kind).Contains(second),
            before
        );
        if (Peak() is { } year)
        {
            Add(
                "a year added",
                string.Create(CultureInfo.InvariantCulture, $"only from {year} or later"),
                p => Wants(p, kind, first) && YearOf(p) is { From: { } from, To: null } && Is(from, year),
                before
            );
        }
    }

    private void Years(string kind, string first)
    {
        if (Peak() is not { } year)
        {
            return;
        }

        Add(
            "a span of years",
            string.Create(CultureInfo.InvariantCulture, $"{first} {_items} from {year} to {year + Decade - 1}"),
            p => Wants(p, kind, first) && YearOf(p) is { From: { } from, To: { } to } && Is(from, year) && Is(to, year + Decade - 1)
        );
        Add(
            "before a year",
            string.Create(CultureInfo.InvariantCulture, $"{_items} made before {year}"),
            p => YearOf(p) is { From: null, To: { } to } && (Is(to, year) || Is(to, year - 1))
        );
    }

    private void People()
    {
        var columns = _catalog
            .Schema.Attributes.Where(a => a is { Role: AttributeRole.People, Filterable: true })
            .Select(a => _catalog.Categories(a.Name))
            .OfType<CategoryColumn>()
            .ToList();
        if (columns.Select(c => Top(c, 1)).FirstOrDefault(t => t.Count > 0) is not [var person])
        {
            return;
        }

        Add(
            "person",
            $"something with or by {person}",
            p => p.Lists.Any(l => columns.Exists(c => Values(l, c.Definition.Name).Contains(person)))
        );
        Add(
            "person refused for good",
            $"I can't stand {person}, never show me anything with that name",
            p => p.Remember?.Unwanted.Contains(person) == true
        );
    }

    private void Items(string? kind)
    {
        var known = Enumerable
            .Range(0, _catalog.Count)
            .Where(i => _catalog.Available[i])
            .OrderByDescending(i => _serving.Standing.Popularity[i])
            .ThenBy(i => i)
            .Where(i => _serving.ItemReader.Read(_catalog.Title(i))?.Item == i)
            .Take(2)
            .ToList();
        if (known is not [var one, var other])
        {
            return;
        }

        var (first, second) = (_catalog.Title(one), _catalog.Title(other));
        var (firstId, secondId) = (_catalog.ItemId(one), _catalog.ItemId(other));
        Add(
            "like an item",
            $"something like {first}",
            p => p.Lists.SelectMany(l => l.Steps).OfType<SimilarStep>().Any(s => s.To.Contains(firstId))
        );
        Add(
            "like one and unlike another",
            $"I loved {first} and hated {second}. What would I enjoy?",
            p => Names(p).Contains(firstId) && Names(p).Contains(secondId) && p.Intent.MakesList()
        );
        Add("facts of an item", $"tell me about {second}", p => Looks(p).Any(l => l.Items?.Contains(secondId) == true));
        Add(
            "comparison",
            $"compare {first} and {second}",
            p => Looks(p).Any(l => l.Items is { Count: 2 } items && items.Contains(firstId) && items.Contains(secondId))
        );
        Add(
            "seen already",
            $"I have already seen {first}",
            p =>
                p.Remember?.Seen.Contains(firstId) == true
                || p.Lists.SelectMany(l => l.Steps).OfType<FilterStep>().Any(f => f.Exclude?.Contains(firstId) == true)
        );
        if (kind is not null)
        {
            Add(
                "one fact",
                $"which {_catalog.Schema.Find(kind)!.DisplayName} is {first}?",
                p => Looks(p).Any(l => l.Items?.Contains(firstId) == true)
            );
        }
    }

    private void Add(string name, string message, Func<Plan, bool> isRight, ConversationState? before = null) =>
        _checks.Add(new PlanningCheck(name, message, isRight) { Before = before ?? ConversationState.Empty });

    private static AttributeDefinition? Attribute(CatalogSnapshot catalog, AttributeRole role) =>
        catalog.Schema.Attributes.FirstOrDefault(a => a.Role == role && a.Filterable && catalog.Categories(a.Name) is not null);

    private static List<string> Top(CategoryColumn column, int count) =>
        column.Values.Count < count
            ? []
            :
            [
                .. Enumerable
                    .Range(0, column.Values.Count)
                    .OrderByDescending(column.CountOf)
                    .ThenBy(v => v)
                    .Take(count)
                    .Select(v => column.Values[v]),
            ];

    /// <summary>The decade that most items are of; null without years.</summary>
    private int? Peak() =>
        _catalog.Schema.WithRole(AttributeRole.Year) is { Filterable: true } && _catalog.Years is not null
            ? Enumerable
                .Range(0, _catalog.Count)
                .Select(i => _catalog.Year(i))
                .OfType<int>()
                .GroupBy(y => y - (y % Decade))
                .OrderByDescending(g => g.Count())
                .ThenBy(g => g.Key)
                .FirstOrDefault()
                ?.Key
            : null;

    private AttributeCondition? YearOf(Plan plan) => One(plan)?.Where()[_catalog.Schema.WithRole(AttributeRole.Year)!.Name];

    private static bool Is(double value, int year) => Math.Abs(value - year) < 0.5;

    private static PlanList? One(Plan plan) => plan.Lists is [var list] ? list : null;

    private static bool Wants(Plan plan, string attribute, string value) =>
        One(plan) is { } list && plan.Intent.MakesList() && Values(list, attribute).Contains(value);

    private static IEnumerable<string> Values(PlanList list, string attribute) =>
        list.Where().All.Where(c => c.Key == attribute).SelectMany(c => (c.Value.Any ?? []).Concat(c.Value.All ?? []));

    private static IEnumerable<LookupStep> Looks(Plan plan) => plan.Lists.SelectMany(l => l.Steps).OfType<LookupStep>();

    private static IEnumerable<string> Names(Plan plan) =>
        plan
            .Lists.SelectMany(l => l.Steps)
            .OfType<SimilarStep>()
            .SelectMany(s => s.To.Concat(s.Unlike ?? []))
            .Concat(plan.Remember?.Liked ?? [])
            .Concat(plan.Remember?.Disliked ?? []);
}
