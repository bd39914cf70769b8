namespace InteRec.Planning.Labels;

/// <summary>What words of a message are about; the words of <c>datasets/reading/README.md</c>.</summary>
internal enum Slot
{
    /// <summary>A title.</summary>
    Item,

    /// <summary>A franchise or saga.</summary>
    Series,

    /// <summary>A real person, whatever their role.</summary>
    Person,

    /// <summary>Who directed.</summary>
    Director,

    /// <summary>Who acted.</summary>
    Actor,

    /// <summary>Who wrote.</summary>
    Writer,

    /// <summary>Who composed.</summary>
    Composer,

    /// <summary>Who performed or drew.</summary>
    Artist,

    /// <summary>A fictional person.</summary>
    Character,

    /// <summary>A studio, brand, label or publisher.</summary>
    Company,

    /// <summary>Genre or type of product.</summary>
    Kind,

    /// <summary>Feeling, tone, style.</summary>
    Mood,

    /// <summary>What it is about, a property, a feature.</summary>
    Topic,

    /// <summary>A story told at length.</summary>
    Plot,

    /// <summary>A language; subtitles and dubbing too.</summary>
    Language,

    /// <summary>Where it is from.</summary>
    Country,

    /// <summary>Who may see it.</summary>
    Certificate,

    /// <summary>For whom: an age, a group.</summary>
    Audience,

    /// <summary>When it is to be used.</summary>
    Occasion,

    /// <summary>Prizes.</summary>
    Award,

    /// <summary>How good.</summary>
    Quality,

    /// <summary>How well known.</summary>
    Popularity,

    /// <summary>What it is made from: "based on a book".</summary>
    Source,

    /// <summary>Its form: "black and white".</summary>
    Format,

    /// <summary>The year.</summary>
    Year,

    /// <summary>Running time, pages.</summary>
    Length,

    /// <summary>The score.</summary>
    Score,

    /// <summary>The number of votes.</summary>
    Votes,

    /// <summary>The price.</summary>
    Price,

    /// <summary>How many.</summary>
    Count,

    /// <summary>By what the list is sorted.</summary>
    Order,

    /// <summary>Something before: <c>1</c>, <c>-1</c>, <c>list</c>, <c>item</c>, <c>person</c>, <c>request</c>.</summary>
    Ref,

    /// <summary>A fact asked for.</summary>
    Ask,

    /// <summary>A condition given up.</summary>
    Drop,
}

/// <summary>The slots by name, and in groups.</summary>
internal static class Slots
{
    private static readonly string[] Names = [.. Enum.GetValues<Slot>().Select(NameFor)];
    private static readonly Dictionary<string, Slot> ByName = Enum.GetValues<Slot>().ToDictionary(NameFor, StringComparer.Ordinal);

    /// <summary>Every slot, in order.</summary>
    public static IReadOnlyList<Slot> All { get; } = Enum.GetValues<Slot>();

    /// <summary>Its name, such as <c>person:director</c>.</summary>
    public static string Name(this Slot slot) => Names[(int)slot];

    /// <summary>The slot of a name, or null.</summary>
    public static Slot? Of(string name) => ByName.TryGetValue(name, out var slot) ? slot : null;

    /// <summary>A real person, of whatever role.</summary>
    public static bool IsPerson(this Slot slot) => slot is >= Slot.Person and <= Slot.Artist;

    /// <summary>Its value is a range, or a relative word such as <c>recent</c>.</summary>
    public static bool IsNumber(this Slot slot) => slot is >= Slot.Year and <= Slot.Price;

    /// <summary>Free words: mood, topic, plot.</summary>
    public static bool IsOpen(this Slot slot) => slot is Slot.Mood or Slot.Topic or Slot.Plot;

    /// <summary>They are the same, or people of whatever roles.</summary>
    public static bool AreAlike(Slot one, Slot other) => one == other || (one.IsPerson() && other.IsPerson());

    /// <summary>What one says may stand in the place of what the other says: they are alike, or both free words.</summary>
    public static bool AreOneGroup(Slot one, Slot other) => AreAlike(one, other) || (one.IsOpen() && other.IsOpen());

    private static string NameFor(Slot slot) =>
        slot is > Slot.Person and <= Slot.Artist ? $"person:{slot.ToString().ToLowerInvariant()}" : slot.ToString().ToLowerInvariant();
}
