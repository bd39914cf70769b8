using System.Globalization;
using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>Says that hard conditions leave too little, what each way out costs, and offers them to be tapped.</summary>
internal static class RelaxationReport
{
    private const int MostOptions = 3;

    /// <summary>A list with fewer items than this, and fewer than asked for, is worth a word.</summary>
    public const int Few = 3;

    /// <summary>The notice for a list whose conditions leave <paramref name="found"/> items, and the ways out.</summary>
    public static (Notice Notice, FollowUp? FollowUp) Write(
        ServingState serving,
        ListReading reading,
        Bitmap start,
        int found,
        CancellationToken cancellationToken
    )
    {
        var schema = serving.Catalog.Schema;
        var options = Relaxation.Find(serving, start, reading.Where, found == 0 ? 1 : Few, cancellationToken);
        var head =
            $"{Head(serving, reading, found)} {ConditionWords.Phrase(schema, reading.Where, found == 1 ? schema.Item.Singular : null)}";
        if (options.Count == 0)
        {
            return (new Notice(found == 0 ? NoticeCodes.NoResults : NoticeCodes.Relaxed, $"{head}."), null);
        }

        var ways = options.Take(MostOptions).ToList();
        var told = ways.Select(
            (o, i) => $"without {Names(schema, o)} {(i > 0 ? "" : o.Count == 1 ? "there is " : "there are ")}{Count(o.Count)}"
        );
        var taps = ways.Select(o => new FollowUpOption($"without {Names(schema, o)} ({Count(o.Count)})", Message(schema, o))).ToList();
        return (new Notice(NoticeCodes.Relaxed, $"{head}; {string.Join(", ", told)}."), new FollowUp("Shall I leave something out?", taps));
    }

    private static string Head(ServingState serving, ListReading reading, int found)
    {
        if (found > 0)
        {
            return $"Only {Count(found)}";
        }

        var set = serving.Catalog.Available.Copy();
        foreach (var part in reading.Where)
        {
            serving.Filters.Apply(set, part);
        }

        return set.Count() > 0 ? "No more" : "No";
    }

    private static string Names(DatasetSchema schema, RelaxationOption option) =>
        ConditionWords.And(option.Dropped.Select(p => ConditionWords.Name(schema, p)).ToList());

    /// <summary>What a person would type; the built-in planner understands "forget" with the name of a condition.</summary>
    private static string Message(DatasetSchema schema, RelaxationOption option) =>
        $"forget {ConditionWords.And(option.Dropped.Select(p => ConditionWords.Drop(schema, p)).ToList())}";

    private static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
