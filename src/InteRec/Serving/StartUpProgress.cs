using System.Globalization;

namespace InteRec.Serving;

/// <summary>How far the way to the first answer, or any other long work, is.</summary>
/// <param name="Phase">What is being done: "Importing films".</param>
/// <param name="Fraction">Share of the phase that is done, 0 to 1; null where it is not known.</param>
/// <param name="Detail">What else is worth knowing: "12,000 rows"; null for nothing.</param>
public sealed record StartUpProgress(string Phase, double? Fraction = null, string? Detail = null)
{
    /// <summary>In one line: "Importing films 63 % (12,000 rows)".</summary>
    public override string ToString()
    {
        var percent = Fraction is { } f ? string.Create(CultureInfo.InvariantCulture, $" {Math.Floor(100 * f):0} %") : "";
        return Detail is null ? Phase + percent : $"{Phase}{percent} ({Detail})";
    }
}
