using System.Text;
using InteRec.Import;
using InteRec.Interactions;
using InteRec.Tests.Storage;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Import;

public sealed class CsvTextTests
{
    private static readonly string[] Ids = ["=1+1", "+1", "-1", "@SUM(A1)", "'=quoted", "''-twice", "'plain", "plain", "a=b", "o'neill"];

    [Fact]
    public void No_cell_is_a_formula_and_every_id_comes_back()
    {
        foreach (var id in (string[])[.. Ids, "\tx", "\rx", "'", ""])
        {
            var cell = CsvText.Write(id);
            cell.ShouldNotMatch(@"^[=+\-@\t\r]");
            CsvText.Read(cell).ShouldBe(id);
        }

        CsvText.Write("plain").ShouldBe("plain");
        CsvText.Read("'plain").ShouldBe("'plain");
    }

    [Fact]
    public async Task A_log_with_such_ids_is_exported_without_formulas_and_imported_again_as_it_was()
    {
        using var first = new TestStore();
        var rows = string.Join(
            '\n',
            Ids.Select((id, i) => $$"""{"userId":"{{id}}","itemId":"{{Ids[^(i + 1)]}}","kind":"like","timestamp":{{1_600_000_000 + i}}}""")
        );
        await ImportItemsAsync(first);
        (await ImportAsync(first, "log.jsonl", Encoding.UTF8.GetBytes(rows))).Inserted.ShouldBe(Ids.Length);

        using var exported = new MemoryStream();
        await first.Get<InteractionLog>().ExportAsync(exported, CancellationToken.None);

        var cells = Encoding
            .UTF8.GetString(exported.ToArray())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(line => line.Split(','))
            .Select(cell => cell.Trim('"'));
        cells.ShouldAllBe(cell => cell.Length == 0 || !"=+-@\t\r".Contains(cell[0]));
        using var second = new TestStore();
        await ImportItemsAsync(second);
        (await ImportAsync(second, "log.csv", exported.ToArray())).Inserted.ShouldBe(Ids.Length);
        (await second.Get<InteractionLog>().FingerprintAsync(CancellationToken.None)).ShouldBe(
            await first.Get<InteractionLog>().FingerprintAsync(CancellationToken.None)
        );
    }

    private static Task<ImportReport> ImportItemsAsync(TestStore store) =>
        store.ImportItemsAsync(string.Join('\n', Ids.Select(id => $$"""{"isbn":"{{id}}","title":"A book"}""")), "items.jsonl");

    private static Task<ImportReport> ImportAsync(TestStore store, string name, byte[] content) =>
        store.Get<InteractionImport>().ImportFileAsync(store.File(name, content), ImportSettings.Default, null, CancellationToken.None);
}
