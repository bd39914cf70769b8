using System.Globalization;
using InteRec.Catalog;
using InteRec.Import;

namespace InteRec.Interactions;

/// <summary>The parts of a row as text; null or empty where there is none.</summary>
internal sealed class InteractionTexts
{
    private readonly string?[] _texts = new string?[5];

    /// <summary>The text of a part; see <see cref="InteractionParts"/>.</summary>
    public string? this[int part]
    {
        get => _texts[part];
        set => _texts[part] = value;
    }

    public void Clear() => Array.Clear(_texts);
}

/// <summary>The parts of a row and what their columns or properties may be called.</summary>
internal sealed class InteractionParts(InteractionColumns columns)
{
    public const int User = 0;
    public const int Item = 1;
    public const int Kind = 2;
    public const int Weight = 3;
    public const int Time = 4;

    /// <summary>The names by part: the dataset's own, then the one of the API.</summary>
    public IReadOnlyList<string[]> Names { get; } =
    [
        [columns.UserId, "userId", "user_id"],
        [columns.ItemId, "itemId", "item_id"],
        [columns.Kind, "kind"],
        [columns.Weight, "weight"],
        [columns.Timestamp, "timestamp"],
    ];

    /// <summary>The part that a name stands for, or -1.</summary>
    public int PartOf(string name)
    {
        for (var part = 0; part < Names.Count; part++)
        {
            if (Names[part].Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return part;
            }
        }

        return -1;
    }
}

/// <summary>Makes interactions out of texts: the one set of rules for CSV, JSON lines and JSON arrays.</summary>
internal sealed class InteractionParser(InteractionColumns columns, DateTimeOffset now, DateTimeOffset? missingTimestamp)
{
    private const float MostWeight = 1_000;

    /// <summary>Of what is counted: more plays or purchases are a mistake of the sender.</summary>
    private const float MostAmount = 1_000_000_000;

    /// <summary>Numbers from here on are milliseconds: as seconds they would be in the year 5138.</summary>
    private const decimal Milliseconds = 100_000_000_000;

    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ssK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    private readonly InteractionKind _defaultKind = InteractionKinds.TryParse(columns.DefaultKind, out var kind)
        ? kind
        : InteractionKind.Rating;
    private readonly DateTimeOffset _latest = now.AddDays(1);

    /// <summary>Makes an interaction, or says why not.</summary>
    public string? Parse(InteractionTexts texts, out Interaction interaction)
    {
        interaction = default;
        var userId = texts[InteractionParts.User]?.Trim();
        var itemId = texts[InteractionParts.Item]?.Trim();
        if ((TextRules.IdProblem(userId, columns.UserId) ?? TextRules.IdProblem(itemId, columns.ItemId)) is { } idProblem)
        {
            return idProblem;
        }

        var kind = _defaultKind;
        if (texts[InteractionParts.Kind] is { Length: > 0 } kindText && !InteractionKinds.TryParse(kindText.AsSpan().Trim(), out kind))
        {
            return $"{columns.Kind} is none of {string.Join(", ", InteractionKinds.Names)}: {Short(kindText)}";
        }

        if (WeightProblem(texts[InteractionParts.Weight], kind, out var weight) is { } weightProblem)
        {
            return weightProblem;
        }

        if (TimeProblem(texts[InteractionParts.Time], out var time) is { } timeProblem)
        {
            return timeProblem;
        }

        interaction = new Interaction(userId!, itemId!, kind, weight, time);
        return null;
    }

    private string? WeightProblem(string? text, InteractionKind kind, out float weight)
    {
        weight = 1;
        if (string.IsNullOrWhiteSpace(text))
        {
            return kind == InteractionKind.Rating ? $"{columns.Weight} is missing: a rating needs one" : null;
        }

        if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out weight) || float.IsNaN(weight))
        {
            return $"{columns.Weight} is not a number: {Short(text)}";
        }

        if (kind == InteractionKind.Rating)
        {
            return weight >= columns.ScaleFrom && weight <= columns.ScaleTo
                ? null
                : $"{columns.Weight} {Short(text)} is outside the scale from {Text(columns.ScaleFrom)} to {Text(columns.ScaleTo)}";
        }

        var most = InteractionWeights.IsJudgement(kind) ? MostWeight : MostAmount;
        return weight > 0 && weight <= most
            ? null
            : $"{columns.Weight} {Short(text)} of a {kind.Name()} is not above 0 and up to {Text(most)}";
    }

    private string? TimeProblem(string? text, out DateTimeOffset time)
    {
        time = missingTimestamp ?? DateTimeOffset.UnixEpoch;
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!TryTime(text, out time))
        {
            return $"{columns.Timestamp} is neither seconds since 1970 nor an ISO 8601 time: {Short(text)}";
        }

        if (time < DateTimeOffset.UnixEpoch)
        {
            return $"{columns.Timestamp} is before 1970: {Short(text)}";
        }

        return time <= _latest ? null : $"{columns.Timestamp} is in the future: {Short(text)}";
    }

    private static bool TryTime(string text, out DateTimeOffset time)
    {
        time = default;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            var milliseconds = decimal.Round(Math.Abs(number) >= Milliseconds ? number : number * 1000);
            if (Math.Abs(milliseconds) > 253_402_300_799_999m)
            {
                // Past the year 9999: far in the future or the past, and still a number.
                time = milliseconds > 0 ? DateTimeOffset.MaxValue : DateTimeOffset.MinValue;
                return true;
            }

            time =
                milliseconds < -62_135_596_800_000m ? DateTimeOffset.MinValue : DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds);
            return true;
        }

        return DateTimeOffset.TryParseExact(
            text.Trim(),
            TimeFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out time
        );
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
