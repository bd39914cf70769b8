using System.Diagnostics.CodeAnalysis;

namespace InteRec.Import;

/// <summary>
/// Ids in the CSV that we write. A spreadsheet would take a cell that begins with =, +, -, @, a tab or a line end for a formula, so an
/// apostrophe stands before it, as one more before an id that has some there already; <see cref="Read"/> takes it away again. Numbers need
/// none.
/// </summary>
internal static class CsvText
{
    private const char Guard = '\'';

    /// <summary>An id as a cell.</summary>
    public static string Write(string id) => IsFormula(id) ? Guard + id : id;

    /// <summary>The id that a cell was written from.</summary>
    [return: NotNullIfNotNull(nameof(cell))]
    public static string? Read(string? cell) => cell is [Guard, ..] && IsFormula(cell) ? cell[1..] : cell;

    private static bool IsFormula(string text) => text.AsSpan().TrimStart(Guard) is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];
}
