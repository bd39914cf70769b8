namespace InteRec.Languages;

/// <summary>Names of the calendar, folded.</summary>
internal static class EnglishCalendar
{
    /// <summary>The months, in order.</summary>
    public static IReadOnlyList<string> Months { get; } =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
}
