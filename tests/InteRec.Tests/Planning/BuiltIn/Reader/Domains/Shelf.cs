using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Search;
using InteRec.Tests.Support;

namespace InteRec.Tests.Planning.BuiltIn.Reader.Domains;

/// <summary>A few board games, with an attribute of every kind that people ask for in words.</summary>
internal static class Shelf
{
    /// <summary>What the attributes and the rows are.</summary>
    public static CatalogSnapshot Of(IReadOnlyList<AttributeDefinition> attributes, params string[][] rows)
    {
        var schema = new DatasetSchema
        {
            Name = "shelf",
            Item = new ItemWords { Singular = "game", Plural = "games" },
            Attributes =
            [
                new AttributeDefinition
                {
                    Name = "name",
                    Type = AttributeType.Text,
                    Role = AttributeRole.Title,
                },
                .. attributes,
            ],
        };
        var items = rows.Select(
            (row, i) =>
                new Item(
                    $"{i + 1}",
                    schema
                        .Attributes.Zip(row)
                        .Where(p => p.Second.Length > 0)
                        .ToDictionary(p => p.First.Name, p => (IReadOnlyList<string>)p.Second.Split('|'), StringComparer.Ordinal)
                )
        );
        return CatalogSnapshot.Build(schema, items, new ManualTime());
    }

    /// <summary>The board games.</summary>
    public static CatalogSnapshot Games { get; } =
        Of(
            [
                Number("year", AttributeRole.Year),
                new AttributeDefinition { Name = "released", Type = AttributeType.Date },
                new AttributeDefinition
                {
                    Name = "mechanics",
                    Type = AttributeType.Categories,
                    Role = AttributeRole.Kind,
                },
                Number("min_players"),
                Number("max_players"),
                Number("min_age"),
                Number("playing_time"),
                Number("rule_pages"),
                Number("weight") with
                {
                    Unit = "kg",
                },
                Number("price") with
                {
                    Unit = "eur",
                },
                new AttributeDefinition { Name = "scented", Type = AttributeType.Flag },
                new AttributeDefinition { Name = "gluten_free", Type = AttributeType.Flag },
            ],
            ["Stone Ferry", "1998", "1998-03-10", "Bidding", "2", "4", "10", "60", "8", "1.2", "20", "false", "true"],
            ["River Guild", "2010", "2010-11-05", "Worker placement", "1", "5", "12", "120", "24", "2.5", "55", "false", "false"],
            ["Moss Hunters", "2019", "2019-06-30", "Dice", "2", "6", "8", "45", "4", "0.8", "25", "true", "true"],
            ["Owl Parade", "2021", "2021-04-01", "Dice", "2", "8", "6", "20", "2", "0.5", "15", "false", "true"],
            ["Iron Delta", "2015", "2015-01-20", "Bidding", "3", "5", "14", "180", "40", "3.1", "80", "true", "false"]
        );

    /// <summary>What the words of a message may mean to it.</summary>
    public static IReadOnlyList<Candidate> Find(string message) =>
        CandidateFinder.Of(Games, new TitleResolver(Games)).Find(message, InPlay.Nothing);

    private static AttributeDefinition Number(string name, AttributeRole role = AttributeRole.None) =>
        new()
        {
            Name = name,
            Type = AttributeType.Number,
            Role = role,
        };
}
