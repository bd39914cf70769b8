using System.Globalization;
using InteRec.Catalog;

namespace InteRec.Tests.Tools;

/// <summary>Eight things of a domain that no code knows.</summary>
internal static class SmallCatalog
{
    public static DatasetSchema Schema { get; } =
        new()
        {
            Name = "things",
            Item = new ItemWords { Singular = "thing", Plural = "things" },
            Attributes =
            [
                new AttributeDefinition
                {
                    Name = "title",
                    Type = AttributeType.Text,
                    Role = AttributeRole.Title,
                    Filterable = false,
                },
                new AttributeDefinition
                {
                    Name = "year",
                    Type = AttributeType.Number,
                    Role = AttributeRole.Year,
                },
                new AttributeDefinition
                {
                    Name = "kinds",
                    Type = AttributeType.Categories,
                    Role = AttributeRole.Kind,
                    Label = "kind",
                    Values = new Dictionary<string, IReadOnlyList<string>> { ["Red"] = ["crimson", "scarlet red"] },
                },
                new AttributeDefinition
                {
                    Name = "makers",
                    Type = AttributeType.Categories,
                    Role = AttributeRole.People,
                    Label = "maker",
                },
                new AttributeDefinition
                {
                    Name = "size",
                    Type = AttributeType.Number,
                    Unit = "cm",
                },
                new AttributeDefinition
                {
                    Name = "known",
                    Type = AttributeType.Number,
                    Role = AttributeRole.Popularity,
                    Shown = false,
                },
                new AttributeDefinition
                {
                    Name = "stars",
                    Type = AttributeType.Number,
                    Role = AttributeRole.Quality,
                    Support = "known",
                },
                new AttributeDefinition { Name = "boxed", Type = AttributeType.Flag },
            ],
        };

    public static IReadOnlyList<Item> Items { get; } =
    [
        Item("i01", "Old Apple", 1950, "Red", "Ann Smith", 10, 10, 50),
        Item("i02", "Apple Returns", 1961, "Red|Round", "Ann Smith|Bo Jones", 12, 80, 70),
        Item("i03", "Blue Pear", 1955, "Blue", "Bo Jones", 30, 60, 60),
        Item("i04", "Green Plum", 1958, "Green", "Cleo Smith", 5, 90, 95),
        Item("i05", "Cherry", 1999, "Red|Round", "Bo Jones", 2, 200, 90),
        Item("i06", "Blueberry", 2004, "Blue|Round", "Dee Adams", 1, 150, 85),
        Item("i07", "Hidden Fruit", 1999, "Red", "Dee Adams", 1, 500, 99, hidden: true),
        Item("i08", "Nothing Known"),
    ];

    public static CatalogSnapshot Snapshot { get; } = CatalogSnapshot.Build(Schema, Items);

    public static Item Item(
        string id,
        string title,
        int? year = null,
        string? kinds = null,
        string? makers = null,
        int? size = null,
        int? known = null,
        int? stars = null,
        bool hidden = false
    )
    {
        var values = new Dictionary<string, IReadOnlyList<string>> { ["title"] = [title] };
        Add("year", year);
        Add("size", size);
        Add("known", known);
        Add("stars", stars);
        values["kinds"] = kinds?.Split('|') ?? [];
        values["makers"] = makers?.Split('|') ?? [];
        return new Item(id, values, hidden);

        void Add(string name, int? number)
        {
            if (number is { } n)
            {
                values[name] = [n.ToString(CultureInfo.InvariantCulture)];
            }
        }
    }
}
