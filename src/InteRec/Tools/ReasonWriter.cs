using System.Globalization;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Ranking;

namespace InteRec.Tools;

/// <summary>
/// Says why items are in a list. Every reason is a fact that can be checked: values that the item has, words that stand in its texts, the
/// ranker's exact attribution, its place among all items. Most telling first, at most three.
/// </summary>
internal sealed class ReasonWriter(ToolContext context, ListReading reading)
{
    private const int Most = 3;
    private const int MostMembers = 2;
    private readonly CatalogSnapshot _catalog = context.Serving.Catalog;
    private readonly List<int> _like = ItemNames.Shown(context.Serving.Catalog, reading.Like).Items;
    private readonly List<int> _few = RankScore.IsBlend(reading.Rank) ? FewItems.Liked(context) : [];
    private int[] _listed = [];
    private Dictionary<int, ScoreAttribution>? _attributions;
    private readonly ReasonWriter[] _members = [.. context.Members.Select(member => new ReasonWriter(member, reading))];
    private readonly TextMatch _text = new(context.Serving.Catalog, reading.Texts);

    /// <summary>The candidates with their reasons.</summary>
    public CandidateSet AddTo(CandidateSet candidates, CancellationToken cancellationToken)
    {
        _listed = candidates.Items.ToArray();
        foreach (var member in _members)
        {
            member._listed = _listed;
        }

        var reasons = new IReadOnlyList<Reason>[candidates.Count];
        for (var place = 0; place < reasons.Length; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reasons[place] = [.. All(candidates.Items[place]).Take(Most)];
        }

        return candidates.Because(reasons);
    }

    /// <summary>All reasons for an item, most telling first.</summary>
    public IEnumerable<Reason> All(int item)
    {
        foreach (var member in ForMembers(item))
        {
            yield return member;
        }

        var mate = Mate(item, _like) ?? (_like.Count == 0 && _members.Length == 0 ? Mate(item, _few) : null);
        if ((mate ?? (_like.Count > 0 ? Like(item, _like) ?? History(item) : null)) is { } like)
        {
            yield return like;
        }

        if (_text.WordsIn(item) is { Count: > 0 } words)
        {
            yield return new Reason("text", $"about {ConditionWords.And(words)}");
        }

        if (Facts(item, reading.Where) is { } facts)
        {
            yield return new Reason("condition", facts);
        }

        foreach (var first in First(item))
        {
            yield return first;
        }

        if (Facts(item, reading.Prefer) is { } preferred)
        {
            yield return new Reason("preference", preferred);
        }

        if (ByAttribute(item) is { } number)
        {
            yield return number;
        }

        if (mate is null && _members.Length == 0 && _like.Count == 0 && (History(item) ?? Like(item, _few)) is { } history)
        {
            yield return history;
        }

        foreach (var standing in Standing(item))
        {
            yield return standing;
        }
    }

    /// <summary>Whom of a group the item suits, those first for whom it lies farthest above their average item.</summary>
    private IEnumerable<Reason> ForMembers(int item) =>
        _members
            .Select(member => (member.UserId, Reason: member.History(item), Score: member.ScoreOf(item)))
            .Where(m => m.Reason is not null)
            .OrderByDescending(m => m.Score)
            .ThenBy(m => m.UserId, StringComparer.Ordinal)
            .Take(MostMembers)
            .Select(m => new Reason("member", $"for {m.UserId}: {m.Reason!.Value.Text}") { For = m.UserId });

    private string UserId => context.Profile.UserId ?? "";

    private float ScoreOf(int item) =>
        context.Serving.Ranker is { } ranker && context.Taste.Count > 0 ? AttributionOf(ranker, item).Score : 0;

    /// <summary>The item whose series it is of.</summary>
    private Reason? Mate(int item, List<int> likes) =>
        likes.FindIndex(like => context.Serving.Series.Mates(like).Contains(item)) is >= 0 and var mate
            ? new Reason("similar", $"of the same series as {_catalog.Title(likes[mate])}")
            : null;

    /// <summary>The item that it shares most with, and what.</summary>
    private Reason? Like(int item, List<int> likes)
    {
        var (best, shared) = (-1, new List<(CategoryColumn Column, string Value)>());
        foreach (var like in likes)
        {
            var values = context.Serving.Overlap.Shared(like, item, 2);
            if (best < 0 || values.Count > shared.Count)
            {
                (best, shared) = (like, values);
            }
        }

        if (shared.Count > 0)
        {
            var values = shared.ConvertAll(s => ConditionWords.Value(_catalog.Schema, s.Column.Definition.Name, s.Value));
            return new Reason("similar", $"like {_catalog.Title(best)}: {ConditionWords.And(values)}");
        }

        return null;
    }

    /// <summary>The values and numbers of the item that meet conditions: "sci-fi from 1999", "with Tom Hanks", "96 minutes".</summary>
    private string? Facts(int item, IReadOnlyList<ElementaryCondition> parts)
    {
        var (adjectives, after, origins, numbers) = (new List<string>(), new List<string>(), new List<string>(), new List<string>());
        parts = [.. parts.SelectMany(p => Met(p, item))];
        foreach (var part in parts.OrderBy(p => Place(_catalog.Column(p.Attribute))))
        {
            switch (_catalog.Column(part.Attribute))
            {
                case CategoryColumn column when part.Kind is ConditionKind.Any or ConditionKind.All:
                    var target = column.Definition.Role switch
                    {
                        AttributeRole.People => after,
                        AttributeRole.Origin => origins,
                        _ => adjectives,
                    };
                    target.AddRange(
                        part.Values.Where(v => column.ValueId(v) is >= 0 and var id && column.Has(item, id))
                            .Select(v => ConditionWords.Value(_catalog.Schema, part.Attribute, v))
                            .Where(v => !target.Contains(v, StringComparer.Ordinal))
                    );
                    break;
                case NumberColumn { Definition.Role: not AttributeRole.Year, Definition.Type: AttributeType.Number } column
                    when part.Kind is ConditionKind.Range or ConditionKind.Outside && column.Known[item]:
                    numbers.Add(Number(column, item));
                    break;
            }
        }

        var hasYear = parts.Any(p => _catalog.Column(p.Attribute) is NumberColumn { Definition.Role: AttributeRole.Year });
        var text = string.Join(' ', adjectives);
        text = after.Count == 0 ? text : $"{text} with {ConditionWords.And(after)}".TrimStart();
        text = origins.Count == 0 ? text : $"{text} from {ConditionWords.And(origins)}".TrimStart();
        text =
            _catalog.Year(item) is { } year && (hasYear || adjectives.Count + after.Count > 0)
                ? $"{text} from {year.ToString(CultureInfo.InvariantCulture)}".TrimStart()
                : text;
        text =
            numbers.Count == 0 ? text
            : text.Length == 0 ? string.Join(", ", numbers)
            : $"{text}, {string.Join(", ", numbers)}";
        return text.Length == 0 ? null : text;
    }

    /// <summary>What the item mostly is and the list asks for: "its first genre is horror". Only where the order of values tells it.</summary>
    private IEnumerable<Reason> First(int item) =>
        reading
            .Where.Concat(reading.Prefer)
            .SelectMany(part => part.Leaves)
            .Where(part => part.Kind is ConditionKind.Any or ConditionKind.All)
            .GroupBy(part => part.Attribute, StringComparer.OrdinalIgnoreCase)
            .Select(parts => (Column: _catalog.Categories(parts.Key), Values: parts.SelectMany(part => part.Values)))
            .Where(asked =>
                asked.Column is { } column
                && context.Serving.Centrality.HasOrder(column)
                && column.ValueIds(item) is [var first, _, ..]
                && asked.Values.Any(value => column.ValueId(value) == first)
            )
            .Select(asked => (Definition: asked.Column!.Definition, Value: asked.Column.Texts(item)[0]))
            .Select(first => new Reason(
                "fit",
                $"its first {first.Definition.Label ?? first.Definition.Name} is "
                    + ConditionWords.Value(_catalog.Schema, first.Definition.Name, first.Value)
            ));

    /// <summary>The condition itself; of alternatives only those that the item meets.</summary>
    private IEnumerable<ElementaryCondition> Met(ElementaryCondition part, int item) =>
        part.Kind == ConditionKind.Or
            ? part.Alternatives.Where(a => a.All(p => context.Serving.Filters.Meets(item, p))).SelectMany(a => a)
            : [part];

    /// <summary>"French comedy": moods before languages before kinds.</summary>
    private static int Place(Column? column) =>
        column?.Definition.Role switch
        {
            AttributeRole.Mood => 0,
            AttributeRole.Language => 1,
            AttributeRole.Kind => 2,
            _ => 3,
        };

    /// <summary>The past item that adds most to the ranker's score.</summary>
    private Reason? History(int item)
    {
        if (
            context.Serving.Ranker is not { } ranker
            || context.Taste.Count == 0
            || (RankerName is { } by && context.Serving.Tools.Ranker(by) is not null)
        )
        {
            return null;
        }

        var attribution = AttributionOf(ranker, item);
        if (
            attribution.Score <= 0
            || attribution.Shares is not [{ Share: > 0 } best, ..]
            || !context.Taste.Any(t => t.Item == best.Item && t.Weight > 0)
            || !_catalog.Available[best.Item]
        )
        {
            return null;
        }

        if (best.Item == item)
        {
            return new Reason("history", "taken up before");
        }

        var title = _catalog.Title(best.Item);
        return attribution.Link == RankerLink.Personal
            ? new Reason("history", $"liked by people who liked {title}")
            : new Reason("history", $"close to {title}");
    }

    /// <summary>All items of a list are taken apart at once, when the first of them asks.</summary>
    private ScoreAttribution AttributionOf(BoundRanker ranker, int item)
    {
        if (_attributions is null)
        {
            var all = ranker.Attribute(RankerName, [.. context.Taste], _listed);
            _attributions = [];
            for (var i = 0; i < _listed.Length; i++)
            {
                _attributions[_listed[i]] = all[i];
            }
        }

        return _attributions.TryGetValue(item, out var known) ? known : ranker.Attribute(RankerName, [.. context.Taste], item);
    }

    private string? RankerName =>
        reading.Rank?.By is { } by && by is not ("blend" or "quality" or "popularity" or RankTool.Given) && _catalog.Numbers(by) is null
            ? by
            : null;

    private Reason? ByAttribute(int item) =>
        reading.Rank is { } rank
        && _catalog.Numbers(rank.By) is { } column
        && column.Known[item]
        && column.Definition.Role != AttributeRole.Year
            ? new Reason("quality", Number(column, item))
            : null;

    private IEnumerable<Reason> Standing(int item)
    {
        var standing = context.Serving.Standing;
        var quality = _catalog.Schema.WithRole(AttributeRole.Quality) is { } definition ? _catalog.Numbers(definition.Name) : null;
        if (quality is not null && quality.Known[item] && standing.Quality[item] >= standing.HighQuality)
        {
            yield return new Reason("quality", Number(quality, item));
        }

        // Being well known is no reason where the less known are asked for.
        if (standing.Popularity[item] >= standing.HighPopularity && !(reading.Rank?.Novelty > 0))
        {
            yield return new Reason("popular", $"one of the best known {_catalog.Schema.Item.Plural}");
        }
    }

    private static string Number(NumberColumn column, int item) => AmountWords.SayNamed(column.Definition, column[item]);
}
