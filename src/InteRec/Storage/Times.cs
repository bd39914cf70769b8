namespace InteRec.Storage;

/// <summary>Times as they are stored: milliseconds since 1970.</summary>
internal static class Times
{
    public static long ToStored(this DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static DateTimeOffset FromStored(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
