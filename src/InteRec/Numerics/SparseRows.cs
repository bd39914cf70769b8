namespace InteRec.Numerics;

/// <summary>
/// An immutable sparse matrix in compressed rows (CSR): row <c>r</c> holds the columns <c>Columns[Starts[r]..Starts[r + 1]]</c> in
/// ascending order, each with its value.
/// </summary>
internal sealed class SparseRows
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly float[] _values;

    /// <exception cref="ArgumentException">The arrays do not describe a matrix of that shape.</exception>
    public SparseRows(int columnCount, int[] starts, int[] columns, float[] values)
    {
        if (starts.Length == 0 || starts[0] != 0 || starts[^1] != columns.Length || columns.Length != values.Length)
        {
            throw new ArgumentException("Row starts, columns and values do not belong together.", nameof(starts));
        }

        ColumnCount = columnCount;
        _starts = starts;
        _columns = columns;
        _values = values;
    }

    public int RowCount => _starts.Length - 1;

    public int ColumnCount { get; }

    /// <summary>Number of stored entries.</summary>
    public int Count => _columns.Length;

    public ReadOnlySpan<int> Starts => _starts;

    public ReadOnlySpan<int> AllColumns => _columns;

    public ReadOnlySpan<float> AllValues => _values;

    /// <summary><see cref="AllColumns"/> for what keeps them, without a copy.</summary>
    public ReadOnlyMemory<int> ColumnMemory => _columns;

    /// <summary><see cref="AllValues"/> for what keeps them, without a copy.</summary>
    public ReadOnlyMemory<float> ValueMemory => _values;

    public ReadOnlySpan<int> Columns(int row) => _columns.AsSpan(_starts[row].._starts[row + 1]);

    public ReadOnlySpan<float> Values(int row) => _values.AsSpan(_starts[row].._starts[row + 1]);

    public int Length(int row) => _starts[row + 1] - _starts[row];

    public static SparseRows Empty(int rows, int columns) => new(columns, new int[rows + 1], [], []);

    /// <summary>Builds a matrix from one list of columns a row; every value is 1. The lists are sorted in place.</summary>
    public static SparseRows FromLists(IReadOnlyList<List<int>> rows, int columnCount)
    {
        var starts = new int[rows.Count + 1];
        for (var r = 0; r < rows.Count; r++)
        {
            starts[r + 1] = starts[r] + rows[r].Count;
        }

        var columns = new int[starts[^1]];
        for (var r = 0; r < rows.Count; r++)
        {
            rows[r].Sort();
            rows[r].CopyTo(columns, starts[r]);
        }

        var values = new float[columns.Length];
        Array.Fill(values, 1f);
        return new SparseRows(columnCount, starts, columns, values);
    }

    /// <summary>
    /// The sum of matrices of one shape that have no entry in common, each times its factor; one with the factor 0 is left out.
    /// </summary>
    public static SparseRows Join(params ReadOnlySpan<(SparseRows Rows, float Factor)> parts)
    {
        var first = parts[0].Rows;
        var starts = new int[first.RowCount + 1];
        for (var row = 0; row < first.RowCount; row++)
        {
            starts[row + 1] = starts[row];
            foreach (var (rows, factor) in parts)
            {
                starts[row + 1] += factor == 0 ? 0 : rows.Length(row);
            }
        }

        var columns = new int[starts[^1]];
        var values = new float[starts[^1]];
        for (var row = 0; row < first.RowCount; row++)
        {
            var at = starts[row];
            foreach (var (rows, factor) in parts)
            {
                for (var k = 0; factor != 0 && k < rows.Length(row); k++)
                {
                    (columns[at], values[at]) = (rows.Columns(row)[k], factor * rows.Values(row)[k]);
                    at++;
                }
            }

            columns.AsSpan(starts[row]..at).Sort(values.AsSpan(starts[row]..at));
        }

        return new SparseRows(first.ColumnCount, starts, columns, values);
    }

    /// <summary>This matrix with some rows of another, each times a factor, below its own.</summary>
    public SparseRows Above(SparseRows other, ReadOnlySpan<int> rows, float factor)
    {
        var starts = new List<int>(_starts);
        var columns = new List<int>(_columns);
        var values = new List<float>(_values);
        foreach (var row in rows)
        {
            columns.AddRange(other.Columns(row));
            foreach (var value in other.Values(row))
            {
                values.Add(factor * value);
            }

            starts.Add(columns.Count);
        }

        return new SparseRows(ColumnCount, [.. starts], [.. columns], [.. values]);
    }

    /// <summary>The number of entries of each column.</summary>
    public int[] CountColumns()
    {
        var counts = new int[ColumnCount];
        foreach (var column in _columns)
        {
            counts[column]++;
        }

        return counts;
    }

    public SparseRows Transpose()
    {
        var starts = new int[ColumnCount + 1];
        foreach (var column in _columns)
        {
            starts[column + 1]++;
        }

        for (var c = 0; c < ColumnCount; c++)
        {
            starts[c + 1] += starts[c];
        }

        var next = starts.AsSpan(0, ColumnCount).ToArray();
        var columns = new int[Count];
        var values = new float[Count];
        for (var row = 0; row < RowCount; row++)
        {
            for (var k = _starts[row]; k < _starts[row + 1]; k++)
            {
                var target = next[_columns[k]]++;
                columns[target] = row;
                values[target] = _values[k];
            }
        }

        return new SparseRows(RowCount, starts, columns, values);
    }
}
