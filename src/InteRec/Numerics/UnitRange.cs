using System.Runtime.InteropServices;

namespace InteRec.Numerics;

/// <summary>
/// Brings numbers between two bounds to 0..1: always finite, also for bounds that are equal, that lie further apart than a number can say,
/// or that are no numbers.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct UnitRange(double Least, double Greatest)
{
    /// <summary>Place of a number within the bounds; 0 where the bounds leave no room or the number is none.</summary>
    public double Of(double number)
    {
        // Halves, because the difference of two great numbers of unlike signs is beyond the greatest.
        var share = ((number / 2) - (Least / 2)) / ((Greatest / 2) - (Least / 2));
        return double.IsFinite(share) ? Math.Clamp(share, 0, 1) : 0;
    }
}
