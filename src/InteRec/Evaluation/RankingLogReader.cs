using System.Globalization;
using InteRec.Import;
using InteRec.Interactions;
using InteRec.Training;

namespace InteRec.Evaluation;

/// <summary>An interaction log that cannot be evaluated; the message is a sentence that names file and line.</summary>
public sealed class RankingLogException : Exception
{
    /// <summary>A log that cannot be evaluated.</summary>
    /// <param name="message">Why, and where.</param>
    public RankingLogException(string message)
        : base(message) { }
}

/// <summary>
/// Reads any CSV log of (user, item, rating?, timestamp?); the columns are found by name. The first bad row ends it: figures on a part of
/// a log would look like figures on the log.
/// </summary>
internal static class RankingLogReader
{
    private static readonly string[] UserNames = ["user", "userId", "user_id"];
    private static readonly string[] ItemNames =
    [
        "item",
        "itemId",
        "item_id",
        "movieId",
        "movie_id",
        "bookId",
        "book_id",
        "productId",
        "product_id",
    ];
    private static readonly string[] RatingNames = ["rating", "weight", "value", "stars", "score"];
    private static readonly string[] TimestampNames = ["timestamp", "ts", "time"];

    /// <exception cref="RankingLogException">A column is missing or a row cannot be used.</exception>
    /// <exception cref="DatasetException">The file cannot be read as CSV.</exception>
    public static async Task<InteractionMatrix> ReadAsync(RankingEvaluationOptions options, CancellationToken cancellationToken)
    {
        await using var input = await InputFile.OpenAsync(options.Log, cancellationToken);
        await using var rows = await CsvRows.OpenAsync(input, cancellationToken);
        var user = Required(rows, options.UserColumn, UserNames, options.Log, "user");
        var item = Required(rows, options.ItemColumn, ItemNames, options.Log, "item");
        var rating = Optional(rows, options.RatingColumn, RatingNames, options.Log);
        var timestamp = Optional(rows, options.TimestampColumn, TimestampNames, options.Log);
        if (options.Repeat && timestamp < 0)
        {
            throw new RankingLogException($"{options.Log} has no timestamp column: repeats are told by time.");
        }

        var builder = new InteractionMatrixBuilder(mayRepeat: options.Repeat);
        while (await rows.ReadAsync(cancellationToken))
        {
            RankingLogException Bad(string reason) => new($"{options.Log}:{rows.Line}: {reason}");
            if (rows.Error is { } error)
            {
                throw Bad(error);
            }

            string userId = rows.Cell(user),
                itemId = rows.Cell(item);
            if (userId.Length == 0 || itemId.Length == 0)
            {
                throw Bad("the user or the item is missing");
            }

            if (!TryNumber(rows.Cell(rating), rating, 0, out var stars) || !TryNumber(rows.Cell(timestamp), timestamp, 0, out var time))
            {
                throw Bad($"\"{rows.Cell(rating)}\" or \"{rows.Cell(timestamp)}\" is not a number");
            }

            var weight =
                rating < 0 || stars >= options.Positive ? 1
                : stars <= options.Negative ? -1
                : 0;
            builder.Add(new TrainingInteraction(userId, itemId, weight, (long)time));
        }

        return builder.Build();
    }

    private static bool TryNumber(string text, int column, double absent, out double number)
    {
        number = absent;
        return column < 0
            || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && Math.Abs(number) < 1e15);
    }

    private static int Required(CsvRows rows, string? asked, string[] names, string log, string what)
    {
        var place = Optional(rows, asked, names, log);
        return place >= 0
            ? place
            : throw new RankingLogException(
                $"{log} has no {what} column; known names are {string.Join(", ", names)}, and one can be named."
            );
    }

    private static int Optional(CsvRows rows, string? asked, string[] names, string log)
    {
        var place = rows.Column(asked is null ? names : [asked]);
        return place >= 0 || asked is null
            ? place
            : throw new RankingLogException($"{log} has no column {asked}; it has {string.Join(", ", rows.Header)}.");
    }
}
