using System.Text.Json.Serialization;

namespace InteRec.Catalog;

/// <summary>What kind of fact an attribute is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AttributeType>))]
public enum AttributeType
{
    /// <summary>Free text, searched but not filtered. May hold several values.</summary>
    [JsonStringEnumMemberName("text")]
    Text,

    /// <summary>One value out of a vocabulary.</summary>
    [JsonStringEnumMemberName("category")]
    Category,

    /// <summary>Any number of values out of a vocabulary.</summary>
    [JsonStringEnumMemberName("categories")]
    Categories,

    /// <summary>A number.</summary>
    [JsonStringEnumMemberName("number")]
    Number,

    /// <summary>A day, kept as the number yyyymmdd. A filter bound below 10,000 means a whole year.</summary>
    [JsonStringEnumMemberName("date")]
    Date,

    /// <summary>Yes or no.</summary>
    [JsonStringEnumMemberName("flag")]
    Flag,
}

/// <summary>What an attribute means to the recommender, so that no code needs to know the domain.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AttributeRole>))]
public enum AttributeRole
{
    /// <summary>Nothing special.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The name that people know the item by. Exactly one attribute has this role.</summary>
    [JsonStringEnumMemberName("title")]
    Title,

    /// <summary>Other names of the item.</summary>
    [JsonStringEnumMemberName("alternative_titles")]
    AlternativeTitles,

    /// <summary>The year of the item: decades, "recent", "before 2000".</summary>
    [JsonStringEnumMemberName("year")]
    Year,

    /// <summary>How well known the item is; tells ties apart and is the first link for somebody nobody knows.</summary>
    [JsonStringEnumMemberName("popularity")]
    Popularity,

    /// <summary>How good the item is held to be; "best", "well reviewed".</summary>
    [JsonStringEnumMemberName("quality")]
    Quality,

    /// <summary>People who made the item or appear in it.</summary>
    [JsonStringEnumMemberName("people")]
    People,

    /// <summary>What the item is about, in prose.</summary>
    [JsonStringEnumMemberName("description")]
    Description,

    /// <summary>The main kinds: genres, product types. Asked about first.</summary>
    [JsonStringEnumMemberName("kind")]
    Kind,

    /// <summary>The feeling: moods. A matter of taste, so a preference rather than a hard condition unless negated.</summary>
    [JsonStringEnumMemberName("mood")]
    Mood,

    /// <summary>Topics: keywords, tags. Recognised with their variants.</summary>
    [JsonStringEnumMemberName("topic")]
    Topic,

    /// <summary>Whom it suits: an ordered category such as an age certificate (<see cref="AttributeDefinition.Order"/>).</summary>
    [JsonStringEnumMemberName("audience")]
    Audience,

    /// <summary>Language.</summary>
    [JsonStringEnumMemberName("language")]
    Language,

    /// <summary>Country or origin.</summary>
    [JsonStringEnumMemberName("origin")]
    Origin,
}

/// <summary>Words that move or bound a number: "longer", "shortest", "long".</summary>
public sealed record NumberWords
{
    /// <summary>More than what was shown: "longer".</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>Less than what was shown: "shorter".</summary>
    public IReadOnlyList<string> Less { get; init; } = [];

    /// <summary>The greatest: "longest".</summary>
    public IReadOnlyList<string> Most { get; init; } = [];

    /// <summary>The least: "shortest".</summary>
    public IReadOnlyList<string> Least { get; init; } = [];

    /// <summary>In the upper part: "long". Bounded by <see cref="HighFrom"/>.</summary>
    public IReadOnlyList<string> High { get; init; } = [];

    /// <summary>In the lower part: "short". Bounded by <see cref="LowTo"/>.</summary>
    public IReadOnlyList<string> Low { get; init; } = [];

    /// <summary>What "high" begins at, in the attribute's unit.</summary>
    public double? HighFrom { get; init; }

    /// <summary>What "low" ends at, in the attribute's unit.</summary>
    public double? LowTo { get; init; }
}

/// <summary>One attribute of the items as <c>dataset.json</c> declares it.</summary>
public sealed record AttributeDefinition
{
    /// <summary>
    /// The name in plans, filters and the API; also the column or JSON property, unless <see cref="Column"/> says otherwise.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The type.</summary>
    public required AttributeType Type { get; init; }

    /// <summary>The role. Default none.</summary>
    public AttributeRole Role { get; init; }

    /// <summary>Words for a person, singular: "director". Default: the name.</summary>
    public string? Label { get; init; }

    /// <summary>Plural of the label. Default: label and "s".</summary>
    public string? LabelPlural { get; init; }

    /// <summary>Column of the items file. Default: the name.</summary>
    public string? Column { get; init; }

    /// <summary>Other words for the attribute itself: "actor", "actress", "star" for the cast.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>Words before a value that say that it belongs to this attribute: "directed by", "starring", "set in".</summary>
    public IReadOnlyList<string> Cues { get; init; } = [];

    /// <summary>Verbs of a question about it: "directed" in "who directed Heat?", "wrote", "stars in".</summary>
    public IReadOnlyList<string> Verbs { get; init; } = [];

    /// <summary>Questions about it: "how long" for a running time, "is it for children" for a certificate.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>
    /// Unit of a number: "minutes", "usd", "percent", "stars", "kg". The usual words for it and for others of its kind are known
    /// ("hours", "grams"). Default: what the name says (<c>size_ml</c>, <c>pages</c>), else minutes of a length, money of a price.
    /// </summary>
    public string? Unit { get; init; }

    /// <summary>Further words for the unit and for others, with what one of them is in <see cref="Unit"/>: <c>"hours": 60</c>.</summary>
    public IReadOnlyDictionary<string, double> Units { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Values of an ordered category from least to most ("G", "PG", ...), for "nothing above PG-13".</summary>
    public IReadOnlyList<string> Order { get; init; } = [];

    /// <summary>Other words for values: <c>"Sci-Fi": ["science fiction", "scifi"]</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>
    /// Least number or date that an item may have; an item below it is refused at import. A date: a year or yyyymmdd. Default: -4000 for
    /// the role year, -1e15 for other numbers, none for a date.
    /// </summary>
    public double? Min { get; init; }

    /// <summary>
    /// Greatest, as <see cref="Min"/>. Default: ten years ahead of the clock for the role year, 1e15 for other numbers, none for a date.
    /// </summary>
    public double? Max { get; init; }

    /// <summary>Comparing words of a number.</summary>
    public NumberWords? Words { get; init; }

    /// <summary>For a quality: the name of the number that says how many opinions it rests on.</summary>
    public string? Support { get; init; }

    /// <summary>
    /// For a category: an attribute whose items this one implies nothing about when empty. Shown in replies as a fact when true. Default
    /// true.
    /// </summary>
    public bool Shown { get; init; } = true;

    /// <summary>Whether people may filter on it, and a follow-up question may be about it. Default true.</summary>
    public bool Filterable { get; init; } = true;

    /// <summary>The word for a person.</summary>
    [JsonIgnore]
    public string DisplayName => Label ?? Name.Replace('_', ' ');

    /// <summary>The plural of <see cref="DisplayName"/>.</summary>
    [JsonIgnore]
    public string DisplayNamePlural => LabelPlural ?? DisplayName + "s";
}

/// <summary>What the items are called.</summary>
public sealed record ItemWords
{
    /// <summary>"film".</summary>
    public string Singular { get; init; } = "item";

    /// <summary>"films".</summary>
    public string Plural { get; init; } = "items";

    /// <summary>Other words, singular and plural: "movie", "movies", "flick".</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>Verbs of having used one: "seen", "watched".</summary>
    public IReadOnlyList<string> Used { get; init; } = ["seen", "had"];

    /// <summary>Verbs of using one: "watch", "see".</summary>
    public IReadOnlyList<string> Use { get; init; } = ["use", "try"];

    /// <summary>True for one of the words for an item.</summary>
    public bool IsNoun(string word) => Synonyms.Append(Singular).Append(Plural).Contains(word, StringComparer.OrdinalIgnoreCase);
}

/// <summary>A phrase of the domain and what it means: "romcom" is Romance and Comedy.</summary>
public sealed record PhraseDefinition
{
    /// <summary>The phrase and its variants. Matched folded, plural forms included.</summary>
    public required IReadOnlyList<string> Say { get; init; }

    /// <summary>Hard conditions that the phrase states.</summary>
    public ItemFilter? Where { get; init; }

    /// <summary>Preferences that the phrase states.</summary>
    public ItemFilter? Prefer { get; init; }

    /// <summary>Free text that the phrase stands for in search.</summary>
    public string? Text { get; init; }

    /// <summary>Ranks by this attribute, ranker or <c>quality</c>.</summary>
    public string? By { get; init; }

    /// <summary><c>asc</c> or <c>desc</c> with <see cref="By"/>.</summary>
    public string? Order { get; init; }

    /// <summary>
    /// What "not" with this phrase excludes. Default: every any/all value of <see cref="Where"/> and <see cref="Prefer"/>.
    /// </summary>
    public ItemFilter? Not { get; init; }
}

/// <summary>What people ask about and the items do not tell: asked about it, the service says so instead of guessing.</summary>
public sealed record MissingDefinition
{
    /// <summary>What is not known, as it goes on after "I don't know": "who wrote the music".</summary>
    public required string Name { get; init; }

    /// <summary>The words that ask about it: "composed", "soundtrack". Matched folded, plural forms included.</summary>
    public required IReadOnlyList<string> Say { get; init; }
}

/// <summary>How the interactions file is read.</summary>
public sealed record InteractionColumns
{
    /// <summary>Column of the user id.</summary>
    public string UserId { get; init; } = "user_id";

    /// <summary>Column of the item id.</summary>
    public string ItemId { get; init; } = "item_id";

    /// <summary>Column of the kind; where it is missing every row is <see cref="DefaultKind"/>.</summary>
    public string Kind { get; init; } = "kind";

    /// <summary>Column of the weight: the rating of a rating, otherwise a factor.</summary>
    public string Weight { get; init; } = "rating";

    /// <summary>Column of the timestamp: seconds since 1970 or ISO 8601.</summary>
    public string Timestamp { get; init; } = "timestamp";

    /// <summary>Kind of rows without one.</summary>
    public string DefaultKind { get; init; } = "rating";

    /// <summary>Ratings from here on are positive.</summary>
    public double Positive { get; init; } = 3.5;

    /// <summary>Ratings up to here are negative.</summary>
    public double Negative { get; init; } = 2;

    /// <summary>Least and greatest rating; a row outside is refused.</summary>
    public double ScaleFrom { get; init; } = 0.5;

    /// <summary>Greatest rating.</summary>
    public double ScaleTo { get; init; } = 5;
}

/// <summary>The whole of <c>dataset.json</c>: everything that the service knows about a domain besides its items.</summary>
public sealed record DatasetSchema
{
    /// <summary>Name of the dataset, also its folder.</summary>
    public required string Name { get; init; }

    /// <summary>A title for people.</summary>
    public string? Title { get; init; }

    /// <summary>File of items, beside <c>dataset.json</c>.</summary>
    public string Items { get; init; } = "items.csv";

    /// <summary>File of interactions, or null.</summary>
    public string? Interactions { get; init; } = "interactions.csv";

    /// <summary>Column of the item id.</summary>
    public string ItemId { get; init; } = "item_id";

    /// <summary>What stands between several values in one cell.</summary>
    public string Separator { get; init; } = "|";

    /// <summary>What the items are called.</summary>
    public ItemWords Item { get; init; } = new();

    /// <summary>How interactions are read.</summary>
    public InteractionColumns InteractionColumns { get; init; } = new();

    /// <summary>The attributes.</summary>
    public required IReadOnlyList<AttributeDefinition> Attributes { get; init; }

    /// <summary>Phrases of the domain.</summary>
    public IReadOnlyList<PhraseDefinition> Phrases { get; init; } = [];

    /// <summary>What the items do not tell.</summary>
    public IReadOnlyList<MissingDefinition> Missing { get; init; } = [];

    /// <summary>The attribute of that name (case ignored), or null.</summary>
    public AttributeDefinition? Find(string name) =>
        Attributes.FirstOrDefault(a => string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first attribute with the role, or null.</summary>
    public AttributeDefinition? WithRole(AttributeRole role) => Attributes.FirstOrDefault(a => a.Role == role);
}
