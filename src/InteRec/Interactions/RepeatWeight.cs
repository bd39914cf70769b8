using System.Runtime.InteropServices;

namespace InteRec.Interactions;

/// <summary>
/// What a user and an item weigh where things are used again: log2(1 + n) times the strongest of n positive rows, which for one row is its
/// own weight, and ever less for each further. Trainings and histories count by it.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct RepeatWeight
{
    private float _strongest;
    private int _rows;

    /// <summary>The weight of all rows; 0 where none is positive.</summary>
    public readonly float Total => _strongest * MathF.Log2(1 + _rows);

    /// <summary>Counts a row; what is not positive counts nothing.</summary>
    public void Add(float weight)
    {
        if (weight > 0)
        {
            _strongest = Math.Max(_strongest, weight);
            _rows++;
        }
    }
}
