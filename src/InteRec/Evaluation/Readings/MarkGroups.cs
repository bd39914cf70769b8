using InteRec.Planning.Labels;

namespace InteRec.Evaluation.Readings;

/// <summary>Which marks are taken together where they are compared.</summary>
internal static class MarkGroups
{
    /// <summary>The groups in the order of the tables.</summary>
    public static IReadOnlyList<string> All { get; } = ["closed", "open", "other"];

    /// <summary>Real people are one slot: the role is a question of its own, and often nobody says it.</summary>
    public static Slot Merged(this Slot slot) => slot.IsPerson() ? Slot.Person : slot;

    /// <summary>
    /// <c>closed</c>: a catalogue or a grammar of numbers knows what can be said. <c>open</c>: free words. <c>other</c>: what is pointed
    /// to, asked, dropped, and what few catalogues know.
    /// </summary>
    public static string Group(this Slot slot) =>
        slot switch
        {
            _ when slot.IsOpen() => "open",
            _ when slot.IsPerson() || slot.IsNumber() => "closed",
            Slot.Item or Slot.Series or Slot.Kind or Slot.Language or Slot.Country or Slot.Certificate or Slot.Audience or Slot.Count =>
                "closed",
            _ => "other",
        };

    /// <summary>Two values are one: ranges by their bounds, everything else by its words.</summary>
    public static bool SameValue(string? one, string? other) => Canonical(one) == Canonical(other);

    private static string Canonical(string? value) =>
        value is null ? string.Empty : string.Join('|', value.Split('|').Select(Bounds).Order(StringComparer.Ordinal));

    private static string Bounds(string range) => string.Join("..", range.Trim().ToLowerInvariant().Split("..").Select(Number));

    private static string Number(string text) =>
        double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : text;
}
