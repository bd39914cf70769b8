using System.Globalization;
using InteRec.Catalog;
using InteRec.Interactions;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tools;

namespace InteRec.Tests.Tools;

/// <summary>A small catalogue, a profile and plans drawn from one seed: everything that a property test needs can be drawn again.</summary>
internal sealed class RandomWorld
{
    private static readonly string[] Kinds = ["Red", "Blue", "Green", "Round", "Square", "Odd"];
    private static readonly string[] Makers = ["Ann Smith", "Bo Jones", "Cleo Smith", "Dee Adams", "Ed Poe", "Flo Ray"];
    private static readonly string[] Extremes =
    [
        "0",
        "-1",
        "3",
        "9999",
        "1E+15",
        "-1E+15",
        "1.7976931348623157E+308",
        "-1.7976931348623157E+308",
        "5E-324",
    ];
    private readonly Random _random;
    private readonly Numbers[] _numbers;

    public RandomWorld(int seed)
    {
        Seed = seed;
        _random = new Random(seed);
        _numbers = [.. Enumerable.Range(0, 4).Select(_ => (Numbers)_random.Next(Enum.GetValues<Numbers>().Length))];
        Items = Enumerable.Range(0, _random.Next(1, 80)).Select(Item).ToList();
        Serving = new ServingState(CatalogSnapshot.Build(SmallCatalog.Schema, Items));
        Profile = Person("u");
    }

    public int Seed { get; }

    /// <summary>The profile of somebody.</summary>
    public Profile Person(string userId) =>
        new(
            userId,
            [.. Enumerable.Range(0, _random.Next(6)).Select(_ => Entry())],
            [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Past())]
        );

    /// <summary>The items, in order of their index in the catalogue.</summary>
    public IReadOnlyList<Item> Items { get; }

    public ServingState Serving { get; }

    public Profile Profile { get; }

    /// <summary>A plan that can run.</summary>
    public Plan Plan() =>
        new()
        {
            Lists = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => List())],
            Ask = _random.Next(3) == 0 ? "auto" : null,
            Remember = _random.Next(4) == 0 ? new ProfileChange { Unwanted = [Kind()], Seen = [ItemId()] } : null,
        };

    /// <summary>A plan of which anything may be wrong.</summary>
    public Plan Broken()
    {
        var plan = Plan();
        return plan with
        {
            Lists =
            [
                .. plan.Lists,
                new PlanList
                {
                    Count = _random.Next(-5, 100),
                    Label = Garbage(),
                    Steps =
                    [
                        new FilterStep
                        {
                            Where = ItemFilter.Empty.With(Garbage(), new AttributeCondition { Any = [Garbage()], From = double.NaN }),
                            Items = [Garbage()],
                        },
                        new SimilarStep { To = [Garbage(), ItemId()] },
                        new RankStep
                        {
                            By = Garbage(),
                            Novelty = _random.Next(-3, 3),
                            Diversity = double.PositiveInfinity,
                        },
                        new LookupStep { Question = Garbage(), Attributes = [Garbage(), "kinds"] },
                    ],
                },
            ],
            Ask = Garbage(),
        };
    }

    /// <summary>Lists that ask something of items, or of what conditions leave.</summary>
    public IReadOnlyList<PlanList> Questions() =>
        [
            new PlanList { Steps = [new FilterStep { Where = Filter() }, new LookupStep { Question = "count" }] },
            new PlanList
            {
                Steps =
                [
                    new FilterStep { Where = Filter(1) },
                    new LookupStep { Question = _random.Next(2) == 0 ? "values" : "range", Attributes = ["kinds", "year"] },
                ],
            },
            new PlanList
            {
                Steps =
                [
                    new LookupStep
                    {
                        Question = new[] { "facts", "compare", "common", "count" }[_random.Next(4)],
                        Items = [ItemId(), ItemId(), ItemId()],
                    },
                ],
            },
            new PlanList { Steps = [new RankStep(), new LookupStep { Question = "facts" }] },
            new PlanList { Steps = [new ExplainStep { Items = [ItemId(), ItemId()] }] },
        ];

    public ItemFilter Filter(int most = 4)
    {
        var filter = ItemFilter.Empty;
        for (var i = _random.Next(most + 1); i > 0; i--)
        {
            filter = _random.Next(8) switch
            {
                0 => filter.With("kinds", new AttributeCondition { All = [Kind()] }),
                1 => filter.With("kinds", new AttributeCondition { Any = [Kind(), Kind()], None = [Kind()] }),
                2 => filter.With("makers", new AttributeCondition { Any = [Makers[_random.Next(Makers.Length)]] }),
                3 => filter.With("year", new AttributeCondition { From = 1950 + _random.Next(30), To = 1980 + _random.Next(30) }),
                4 => filter.With(
                    "year",
                    new AttributeCondition { Ranges = [Range(), Range()], Outside = _random.Next(2) == 0 ? [Range()] : null }
                ),
                5 => filter.With(
                    "size",
                    new AttributeCondition { Outside = [new NumberRange(null, _random.Next(40)), new NumberRange(50)] }
                ),
                6 when most > 1 => filter.WithOr([.. filter.Or, [Alternative(), Alternative()]]),
                _ => filter.With("size", new AttributeCondition { To = _random.Next(50), Has = _random.Next(2) == 0 ? true : null }),
            };
        }

        return filter;
    }

    private ItemFilter Alternative() =>
        Filter(1) is { IsEmpty: false } filter ? filter : ItemFilter.Empty.With("kinds", new AttributeCondition { Any = [Kind()] });

    private NumberRange Range() =>
        _random.Next(1950, 2000) is var from && _random.Next(4) == 0
            ? new NumberRange(from)
            : new NumberRange(from, from + _random.Next(20));

    public string ItemId() => Serving.Catalog.ItemId(_random.Next(Serving.Catalog.Count));

    private PlanList List()
    {
        var steps = new List<PlanStep>
        {
            new FilterStep
            {
                Where = Filter(),
                Items = _random.Next(6) == 0 ? [ItemId(), ItemId(), ItemId()] : null,
                Exclude = _random.Next(3) == 0 ? [ItemId(), ItemId()] : null,
                ExcludeSeries = _random.Next(6) == 0 ? ["apple"] : null,
            },
        };
        if (_random.Next(3) == 0)
        {
            steps.Add(new SimilarStep { To = [ItemId()], Unlike = [ItemId()] });
        }

        if (_random.Next(4) > 0)
        {
            steps.Add(
                new RankStep
                {
                    By = new[] { "blend", "quality", "popularity", "year", "size", "ials" }[_random.Next(6)],
                    Order = _random.Next(2) == 0 ? "asc" : null,
                    Prefer = _random.Next(2) == 0 ? Filter(2) : null,
                    Diversity = _random.Next(3) == 0 ? _random.NextDouble() : 0,
                    Novelty = _random.Next(3) == 0 ? (2 * _random.NextDouble()) - 1 : 0,
                }
            );
        }

        return new PlanList { Count = _random.Next(1, 12), Steps = [.. steps.OrderBy(_ => _random.Next(3))] };
    }

    private Item Item(int number)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>
        {
            ["title"] = [$"{(_random.Next(4) == 0 ? "Apple" : "Pear")} {number}"],
        };
        values["kinds"] = [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Kind()).Distinct()];
        values["makers"] = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Makers[_random.Next(Makers.Length)]).Distinct()];
        Add("year", 1950, 60, _numbers[0]);
        Add("size", 1, 60, _numbers[1]);
        Add("known", 0, 300, _numbers[2]);
        Add("stars", 0, 100, _numbers[3]);
        return new Item($"i{number:D3}", values, _random.Next(10) == 0);

        void Add(string name, int from, int width, Numbers numbers)
        {
            var (isKnown, number, extreme) = (_random.Next(5) > 0, from + _random.Next(width), Extremes[_random.Next(Extremes.Length)]);
            if (isKnown && numbers != Numbers.None)
            {
                values[name] =
                [
                    numbers == Numbers.Extreme
                        ? extreme
                        : (numbers == Numbers.Constant ? from : number).ToString(CultureInfo.InvariantCulture),
                ];
            }
        }
    }

    private ProfileEntry Entry()
    {
        var kind = ProfileKinds.All[_random.Next(ProfileKinds.All.Count)];
        var isValue = kind is ProfileKinds.Unwanted or ProfileKinds.Preferred && _random.Next(2) == 0;
        return new ProfileEntry(
            kind,
            isValue ? null : ItemId(),
            isValue ? "kinds" : null,
            isValue ? Kind() : null,
            DateTimeOffset.UnixEpoch,
            "chat"
        );
    }

    private HistoryEntry Past() =>
        new(ItemId(), new[] { 1f, -1f, 0f, 0.1f }[_random.Next(4)], DateTimeOffset.UnixEpoch) { MayRepeat = _random.Next(8) == 0 };

    private string Kind() => Kinds[_random.Next(Kinds.Length)];

    private string Garbage() =>
        _random.Next(5) switch
        {
            0 => string.Empty,
            1 => new string('x', 5_000),
            2 => "\0\ud800\u202e",
            3 => "kinds",
            _ => "year'; DROP TABLE items --",
        };

    /// <summary>What a column of numbers holds; usual ones more often than not.</summary>
    private enum Numbers
    {
        Usual,
        AlsoUsual,
        StillUsual,
        None,
        Constant,
        Extreme,
    }
}
