using System.Globalization;
using InteRec.Catalog;
using InteRec.Planning.Labels;
using InteRec.Search;

namespace InteRec.Planning.BuiltIn.Reader.Wishes;

/// <summary>What words such as "the second", "it" and "her" may point to.</summary>
/// <param name="Shown">The titles of the last list that was shown.</param>
/// <param name="Focus">The title that was last talked about since then; null where there is none.</param>
/// <param name="People">Who was last talked about.</param>
internal sealed record Referents(IReadOnlyList<string> Shown, string? Focus, IReadOnlyList<string> People)
{
    /// <summary>Who was talked about beside them: "with him, but without her".</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>What the answer, yes or no, to what the recommender asked makes of the request.</summary>
    public IReadOnlyList<Condition> Answer { get; init; } = [];

    /// <summary>Nothing was shown or talked about.</summary>
    public static Referents None { get; } = new([], null, []);

    /// <summary>The titles that a place points to (<see cref="Mark.Value"/> of a <see cref="Slot.Ref"/>).</summary>
    public IReadOnlyList<string> Titles(string? place) =>
        place switch
        {
            "list" => Shown,
            "item" when Focus is not null => [Focus],
            "item" when Shown.Count == 1 => Shown,
            _ when int.TryParse(place, CultureInfo.InvariantCulture, out var number) => number switch
            {
                > 0 when number <= Shown.Count => [Shown[number - 1]],
                < 0 when -number <= Shown.Count => [Shown[^-number]],
                _ => [],
            },
            _ => [],
        };

    /// <summary>The same after the recommender's turn: a list that it shows takes the place of the one before.</summary>
    public Referents After(BotTurn? bot) => bot is { List.Count: > 0 } ? this with { Shown = bot.List, Focus = null } : this;

    /// <summary>The same after a message: the title that it marks or points to last is talked about.</summary>
    public Referents After(IReadOnlyList<Mark> marks, string message)
    {
        var focus = marks
            .SelectMany(mark =>
                mark.Slot switch
                {
                    Slot.Item when mark.Stance != Stance.Drop => [Named(mark.Text(message))],
                    Slot.Ref when mark.Value is not "list" => Titles(mark.Value),
                    _ => [],
                }
            )
            .LastOrDefault();
        return focus is null ? this : this with { Focus = focus };
    }

    /// <summary>The title that words mean: the one of those shown that they are part of, a misspelling allowed; else the words.</summary>
    public string Named(string words)
    {
        var parts = TextFolding.Fold(words).Split(' ');
        var named = Shown.Where(title => IsPart(parts, TextFolding.Fold(title).Split(' '))).ToList();
        return named.Count == 1 ? named[0] : words;
    }

    private static bool IsPart(string[] parts, string[] title) =>
        parts.All(part => title.Any(word => Spelling.Distance(part, word, Spelling.Allowed(part.Length)) <= Spelling.Allowed(part.Length)));
}
