using System.Globalization;
using InteRec.Catalog;
using InteRec.Interactions;

namespace InteRec.Embedding.Tests;

/// <summary>A tea, as a shop knows it.</summary>
public sealed record Tea(string Id, string Title, string[] Kinds, double Price, int Stock);

/// <summary>A small catalogue in code.</summary>
internal static class Teas
{
    public static readonly Tea[] All =
    [
        new("t01", "Misty Peak", ["green"], 8.5, 3),
        new("t02", "Dragon Well", ["green"], 21, 0),
        new("t03", "Smoky Forest", ["black", "smoked"], 9, 40),
        new("t04", "Morning Kettle", ["black"], 4.5, 250),
        new("t05", "Silver Needle", ["white"], 30, 8),
        new("t06", "Iron Goddess", ["oolong"], 18, 12),
        new("t07", "Bergamot Street", ["black", "flavoured"], 6, 90),
        new("t08", "Jasmine Night", ["green", "flavoured"], 11, 31),
        new("t09", "Old Cellar", ["dark"], 26, 5),
        new("t10", "Orchid Hill", ["oolong", "flavoured"], 15, 17),
    ];

    public static DatasetSchema Schema { get; } =
        new()
        {
            Name = "teas",
            ItemId = "id",
            Item = new ItemWords { Singular = "tea", Plural = "teas" },
            Attributes =
            [
                new AttributeDefinition
                {
                    Name = "title",
                    Type = AttributeType.Text,
                    Role = AttributeRole.Title,
                },
                new AttributeDefinition
                {
                    Name = "kinds",
                    Type = AttributeType.Categories,
                    Role = AttributeRole.Kind,
                    Label = "kind",
                },
                new AttributeDefinition
                {
                    Name = "price",
                    Type = AttributeType.Number,
                    Unit = "euros",
                },
            ],
        };

    /// <summary>Forty customers, each with six of the teas.</summary>
    public static IEnumerable<Interaction> Log() =>
        from user in Enumerable.Range(0, 40)
        from place in Enumerable.Range(0, 6)
        let tea = All[(user + (place * (1 + (user % 3)))) % All.Length]
        select new Interaction(
            $"u{user.ToString(CultureInfo.InvariantCulture)}",
            tea.Id,
            InteractionKind.Like,
            1,
            DateTimeOffset.UnixEpoch.AddDays(user + place)
        );
}
