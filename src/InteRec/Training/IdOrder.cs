namespace InteRec.Training;

/// <summary>
/// The order of user and item ids: ids of ASCII digits first, by value, then all others by ordinal. It decides which of two equally
/// scored items comes first, so it must not depend on the order of the log.
/// </summary>
internal sealed class IdOrder : IComparer<string>
{
    public static readonly IdOrder Instance = new();

    private IdOrder() { }

    public int Compare(string? x, string? y)
    {
        if (ReferenceEquals(x, y))
        {
            return 0;
        }

        if (x is null || y is null)
        {
            return x is null ? -1 : 1;
        }

        bool xIsNumber = IsNumber(x),
            yIsNumber = IsNumber(y);
        if (xIsNumber != yIsNumber)
        {
            return xIsNumber ? -1 : 1;
        }

        if (xIsNumber)
        {
            // Values of any length: without leading zeros the longer number is the greater one.
            var a = x.AsSpan().TrimStart('0');
            var b = y.AsSpan().TrimStart('0');
            var byValue = a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
            if (byValue != 0)
            {
                return byValue;
            }
        }

        return string.CompareOrdinal(x, y);
    }

    private static bool IsNumber(string id) => id.Length > 0 && !id.AsSpan().ContainsAnyExceptInRange('0', '9');
}
