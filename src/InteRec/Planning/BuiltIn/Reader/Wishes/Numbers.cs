using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Wishes;

/// <summary>Puts the numbers of one message together: a list has one condition on the year.</summary>
internal static class Numbers
{
    /// <summary>
    /// Ranges of one number become their union without what is excluded, in the place of the first; beside them a relative word says nothing.
    /// Of several counts, orders or relative words the last holds.
    /// </summary>
    public static IReadOnlyList<Condition> PutTogether(IReadOnlyList<Condition> conditions)
    {
        var together = new List<Condition>();
        foreach (var condition in conditions)
        {
            if (!IsOnce(condition.Slot))
            {
                together.Add(condition);
            }
            else if (!together.Exists(c => AreOne(c, condition)))
            {
                together.Add(OfSlot([.. conditions.Where(c => AreOne(c, condition))]));
            }
        }

        return together;
    }

    /// <summary>A list has at most one condition on the slot.</summary>
    public static bool IsOnce(Slot slot) => slot.IsNumber() || slot is Slot.Count or Slot.Order;

    /// <summary>They are of the same number: hours and pages are two.</summary>
    public static bool AreOne(Condition one, Condition other) =>
        one.Slot == other.Slot && (one.Attribute ?? other.Attribute) == (other.Attribute ?? one.Attribute);

    private static Condition OfSlot(IReadOnlyList<Condition> conditions)
    {
        var wanted = Spans(conditions, Sign.Plain);
        var excluded = Spans(conditions, Sign.Excluded);
        var left = excluded.Aggregate(wanted.AsEnumerable(), (spans, other) => spans.SelectMany(span => span.Without(other)));
        return (wanted.Count, excluded.Count) switch
        {
            (0, 0) => conditions[^1],
            (0, _) => conditions[0] with { Sign = Sign.Excluded, Value = RangeLabel.Join(excluded) },
            _ => conditions[0] with { Sign = Sign.Plain, Value = Joined([.. left]) },
        };
    }

    /// <summary>Either of them; but a least and a most that leave nothing out are both meant: "at least 12 but not more than 30".</summary>
    private static string Joined(List<RangeLabel> spans) =>
        spans.Count > 1 && RangeLabel.Join(spans) == RangeLabel.Everything
            ? new RangeLabel(spans.Max(s => s.From), spans.Min(s => s.To)).ToString()
            : RangeLabel.Join(spans);

    private static List<RangeLabel> Spans(IReadOnlyList<Condition> conditions, Sign sign) =>
        [.. conditions.Where(c => c.Sign == sign).SelectMany(c => RangeLabel.Parse(c.Value) ?? [])];
}
