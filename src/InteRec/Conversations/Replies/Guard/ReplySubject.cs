using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Planning.BuiltIn;

namespace InteRec.Conversations.Replies.Guard;

/// <summary>An item that a reply may speak of, with everything that may be said of it.</summary>
internal sealed class ReplySubject
{
    /// <summary>Words that begin alike for so long are of one root: "suspense", "suspenseful".</summary>
    private const int Root = 7;

    private readonly CatalogSnapshot _catalog;
    private readonly Dictionary<string, List<AttributeDefinition>> _people = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stems = new(StringComparer.Ordinal);
    private readonly HashSet<string> _roots = new(StringComparer.Ordinal);
    private readonly string _text;

    /// <param name="catalog">The catalogue.</param>
    /// <param name="item">The index of the item.</param>
    /// <param name="reasons">Why it is in the list.</param>
    public ReplySubject(CatalogSnapshot catalog, int item, IEnumerable<string> reasons)
    {
        (_catalog, Item) = (catalog, item);
        var facts = reasons.Select(r => TextFolding.Fold(r)).ToList();
        foreach (var column in catalog.Columns)
        {
            foreach (var text in column.Texts(item))
            {
                var folded = TextFolding.Fold(text);
                facts.Add(folded);
                if (column.Definition.Role == AttributeRole.People)
                {
                    var padded = $" {folded} ";
                    (_people.TryGetValue(padded, out var roles) ? roles : _people[padded] = []).Add(column.Definition);
                }
            }
        }

        _text = $" {string.Join(" | ", facts)} ";
        _stems.UnionWith(facts.SelectMany(f => f.Split(' ')).Select(Stem.Word));
        _roots.UnionWith(_stems.Where(s => s.Length >= Root).Select(s => s[..Root]));
        Titles =
        [
            .. catalog
                .Columns.Where(c => c.Definition.Role is AttributeRole.Title or AttributeRole.AlternativeTitles)
                .SelectMany(c => c.Texts(item))
                .SelectMany(ShortAndLong)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>Its place in the catalogue.</summary>
    public int Item { get; }

    /// <summary>What it may be called, folded.</summary>
    public IReadOnlyList<string> Titles { get; }

    /// <summary>True where the folded words stand together in one of its facts.</summary>
    public bool Says(string folded) => _text.Contains($" {folded} ", StringComparison.Ordinal);

    /// <summary>True where every one of the words, singular or plural, stands in its facts.</summary>
    public bool HasWords(IEnumerable<string> stems) =>
        stems.All(s => _stems.Contains(s) || (s.Length >= Root && _roots.Contains(s[..Root])));

    /// <summary>True where the item has the value.</summary>
    public bool Has(AttributeDefinition attribute, string value) =>
        _catalog.Categories(attribute.Name) is { } column && column.ValueId(value) is >= 0 and var id && column.Has(Item, id);

    /// <summary>The number of an attribute, NaN where it is not known.</summary>
    public double Number(AttributeDefinition attribute) => _catalog.Numbers(attribute.Name) is { } column ? column[Item] : double.NaN;

    /// <summary>The parts that a person has in it, whose name or part of a name this is; null where there is no such person.</summary>
    public IReadOnlyList<AttributeDefinition>? RolesOf(string name)
    {
        List<AttributeDefinition>? roles = null;
        var padded = $" {name} ";
        foreach (var (person, parts) in _people)
        {
            if (person == padded || (name.Length > 1 && person.Contains(padded, StringComparison.Ordinal)))
            {
                (roles ??= []).AddRange(parts);
            }
        }

        return roles;
    }

    /// <summary>A title, and what stands before its colon.</summary>
    private static IEnumerable<string> ShortAndLong(string title)
    {
        yield return TextFolding.Fold(title);
        if (title.IndexOf(": ", StringComparison.Ordinal) is > 3 and var colon && title.AsSpan(0, colon).ContainsAnyExceptInRange('0', '9'))
        {
            yield return TextFolding.Fold(title.AsSpan(0, colon));
        }
    }
}
