using InteRec.Catalog;
using InteRec.Planning.Labels;
using InteRec.Tools;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>What the person should know of how the message was read.</summary>
internal sealed class TurnNotices(CatalogSnapshot catalog, IReadOnlyList<GroundedMark> marks)
{
    private const int LastWords = 40;
    private readonly List<Condition> _unknown = [];
    private readonly List<Condition> _replaced = [];

    /// <summary>Something that was asked for means nothing to the catalogue.</summary>
    public bool HasUnknown => _unknown.Count > 0;

    /// <summary>Conditions that the catalogue could not make anything of.</summary>
    public void AddUnknown(IEnumerable<Condition> unknown) => _unknown.AddRange(unknown);

    /// <summary>Conditions that gave way to what was asked for after them, because nothing has both.</summary>
    public void AddReplaced(IEnumerable<Condition> replaced) => _replaced.AddRange(replaced);

    /// <summary>The notices, each once.</summary>
    public IReadOnlyList<Notice> All()
    {
        var notices = marks.Select(m => m.Typed is { } typed ? ReadingNotices.Corrected(typed, m.Words) : null).OfType<Notice>().ToList();
        notices.AddRange(marks.Where(m => m.IsGuess).Select(Guess));
        var names = marks.Where(m => m.IsUnknown).Select(m => m.Words).ToList();
        notices.AddRange(names.Select(ReadingNotices.Unknown));
        notices.AddRange(
            _unknown
                .Where(c =>
                    c.Slot is not (Slot.Item or Slot.Series) && !c.Slot.IsPerson() && !names.Contains(c.Value, StringComparer.Ordinal)
                )
                .Select(c => new Notice(NoticeCodes.UnknownValue, Unsaid(c)))
        );
        notices.AddRange(
            _replaced.Select(c => new Notice(
                NoticeCodes.Corrected,
                $"No {catalog.Schema.Item.Singular} is that and \u201c{c.Value}\u201d as well, so I left that out."
            ))
        );
        return [.. notices.DistinctBy(n => n.Text)];
    }

    /// <summary>Of a message that goes on beyond what the reader takes in, where it stopped.</summary>
    /// <param name="message">The message.</param>
    /// <param name="end">The character after the last that was read.</param>
    public static Notice Unread(string message, int end)
    {
        var start = Math.Max(0, end - LastWords);
        start = start > 0 && message.IndexOf(' ', start) is >= 0 and var space && space < end ? space + 1 : start;
        return new Notice(
            NoticeCodes.Truncated,
            $"That was a lot at once: I read it up to \u201c{message[start..end]}\u201d. Please say again what comes after that."
        );
    }

    private Notice Guess(GroundedMark mark) =>
        mark.Items is [var item, ..]
            ? new Notice(
                NoticeCodes.Corrected,
                $"I take \u201c{mark.Words}\u201d for the {catalog.Schema.Item.Singular}{(catalog.Year(item) is { } year ? $" of {year}" : "")}."
            )
            : new Notice(NoticeCodes.UnknownValue, Searched(mark.Words));

    private static string Searched(string words) => $"The catalogue has no \u201c{words}\u201d; I looked for the words.";

    private string Unsaid(Condition condition) =>
        condition.Slot.IsNumber() ? ReadingNotices.Unsaid($"the {condition.Slot.Name()}")
        : condition.Sign == Sign.Excluded
            ? $"I cannot tell which {catalog.Schema.Item.Plural} are \u201c{condition.Value}\u201d, so some may be in the list."
        : Searched(condition.Value);
}
