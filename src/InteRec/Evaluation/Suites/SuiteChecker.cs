using System.Globalization;
using InteRec.Catalog;
using InteRec.Conversations;

namespace InteRec.Evaluation.Suites;

/// <summary>Holds a reply against what a suite expects, on the catalogue's own values rather than on what the reply says of them.</summary>
internal sealed class SuiteChecker(CatalogSnapshot catalog)
{
    private const double Most = 0.6;

    /// <summary>What is wrong with the reply; empty where nothing is.</summary>
    public IReadOnlyList<string> Check(SuiteExpectation expect, ChatReply reply, IReadOnlySet<string> shown)
    {
        var problems = new List<string>();
        var lists = reply.Lists.Select(l => l.Items.Select(i => i.ItemId).ToList()).ToList();
        var given = lists.SelectMany(l => l).ToList();
        CheckAlways(reply, given, problems);
        if (expect.Items is { } items)
        {
            CheckItems(items, given, problems, string.Empty);
        }

        Add(problems, expect.Fresh && given.Exists(shown.Contains), () => $"shown before: {Names(given.Where(shown.Contains))}");
        Add(
            problems,
            expect.Lists is { } many && lists.Count(l => l.Count > 0) != many,
            () => $"{lists.Count} lists, {expect.Lists} expected"
        );
        for (var i = 0; i < expect.List.Count; i++)
        {
            Add(problems, i >= lists.Count || lists[i].Count == 0, () => $"list {i + 1} is empty");
            CheckItems(expect.List[i], i < lists.Count ? lists[i] : [], problems, $"list {i + 1}: ");
        }

        CheckWords(expect, reply, problems);
        Add(problems, expect.NoItems && given.Count > 0, () => $"{given.Count} items where none was asked for");
        return problems;
    }

    private void CheckAlways(ChatReply reply, List<string> given, List<string> problems)
    {
        foreach (var item in reply.Lists.SelectMany(l => l.Items))
        {
            var index = catalog.IndexOf(item.ItemId);
            Add(problems, index < 0, () => $"not in the catalogue: {item.ItemId} {item.Title}");
            Add(problems, index >= 0 && catalog.Title(index) != item.Title, () => $"title differs from the catalogue's: {item.Title}");
        }

        Add(problems, given.Distinct(StringComparer.Ordinal).Count() != given.Count, () => "an item twice in one reply");
        Add(problems, string.IsNullOrWhiteSpace(reply.Text), () => "no text");
    }

    private void CheckItems(SuiteItems want, List<string> given, List<string> problems, string where)
    {
        Add(problems, given.Count < want.Min, () => $"{where}{given.Count} items, at least {want.Min} expected");
        Add(problems, given.Count > want.Max, () => $"{where}{given.Count} items, at most {want.Max} expected");
        foreach (var condition in want.Every)
        {
            var bad = given.Where(i => !Holds(i, condition)).ToList();
            Add(problems, bad.Count > 0, () => $"{where}every {Text(condition)} fails for {Names(bad)}");
        }

        foreach (var condition in want.Most)
        {
            var fit = given.Count(i => Holds(i, condition));
            Add(
                problems,
                given.Count > 0 && fit < Most * given.Count,
                () => $"{where}only {fit} of {given.Count} meet most {Text(condition)}: {Names(given)}"
            );
        }

        foreach (var condition in want.Some)
        {
            Add(problems, !given.Exists(i => Holds(i, condition)), () => $"{where}no item with {Text(condition)}");
        }

        foreach (var id in want.Include.Except(given, StringComparer.Ordinal))
        {
            problems.Add($"{where}missing {Names([id])}");
        }

        foreach (var id in want.Exclude.Intersect(given, StringComparer.Ordinal))
        {
            problems.Add($"{where}must not be there: {Names([id])}");
        }
    }

    private static void CheckWords(SuiteExpectation expect, ChatReply reply, List<string> problems)
    {
        var text = Plain(reply.Text);
        if (expect.Text is { } words)
        {
            Add(
                problems,
                words.Any.Count > 0 && !words.Any.Any(w => text.Contains(Plain(w), StringComparison.Ordinal)),
                () => $"text has none of [{string.Join(", ", words.Any)}]: {reply.Text}"
            );
            foreach (var word in words.None.Where(w => text.Contains(Plain(w), StringComparison.Ordinal)))
            {
                problems.Add($"text has \"{word}\"");
            }
        }

        Add(problems, expect.Ask && reply.FollowUp is null, () => "asks nothing back");
        Add(
            problems,
            expect.Notice.Count > 0 && !reply.Notices.Any(n => expect.Notice.Contains(n.Code)),
            () => $"notices [{string.Join(", ", reply.Notices.Select(n => n.Code))}], one of [{string.Join(", ", expect.Notice)}] expected"
        );
        foreach (var name in expect.Unknown)
        {
            var told = reply
                .Understood.Unknown.Concat(reply.Notices.Select(n => n.Text))
                .Any(t => Plain(t).Contains(Plain(name), StringComparison.Ordinal));
            Add(problems, !told, () => $"\"{name}\" is not told to be unknown");
        }
    }

    private bool Holds(string itemId, SuiteCondition condition)
    {
        var item = catalog.IndexOf(itemId);
        if (item < 0 || catalog.Column(condition.Attr) is not { } column)
        {
            return false;
        }

        var have = column.Texts(item).Select(Plain).ToHashSet(StringComparer.Ordinal);
        if (
            (condition.Any is { } any && !any.Any(v => have.Contains(Plain(v))))
            || (condition.All is { } all && !all.All(v => have.Contains(Plain(v))))
            || (condition.None is { } none && none.Any(v => have.Contains(Plain(v))))
        )
        {
            return false;
        }

        if (condition.From is null && condition.To is null)
        {
            return true;
        }

        var text = column.Texts(item) is [var first, ..] ? first : null;
        return text is not null
            && double.TryParse(
                column.Definition.Type == AttributeType.Date ? text[..4] : text,
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var number
            )
            && number >= (condition.From ?? double.NegativeInfinity)
            && number <= (condition.To ?? double.PositiveInfinity);
    }

    /// <summary>Case and accents ignored, punctuation kept: "PG-13" is not "PG 13" here.</summary>
    private static string Plain(string text) =>
        string.Concat(
                text.Normalize(System.Text.NormalizationForm.FormKD)
                    .Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            )
            .ToLowerInvariant()
            .Trim();

    private static void Add(List<string> problems, bool isWrong, Func<string> words)
    {
        if (isWrong)
        {
            problems.Add(words());
        }
    }

    private static string Text(SuiteCondition c)
    {
        var parts = new List<string>();
        Part("any", c.Any);
        Part("all", c.All);
        Part("none", c.None);
        if (c.From is not null || c.To is not null)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{c.From} to {c.To}"));
        }

        return $"{c.Attr} {string.Join(' ', parts)}";

        void Part(string name, IReadOnlyList<string>? values)
        {
            if (values is not null)
            {
                parts.Add($"{name} [{string.Join(", ", values.Take(4))}{(values.Count > 4 ? ", ..." : string.Empty)}]");
            }
        }
    }

    private string Names(IEnumerable<string> ids) =>
        string.Join(", ", ids.Take(5).Select(id => catalog.IndexOf(id) is >= 0 and var i ? $"{catalog.Title(i)} ({catalog.Year(i)})" : id));
}
