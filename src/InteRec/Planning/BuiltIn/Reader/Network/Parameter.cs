using System.Numerics.Tensors;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>A trained matrix; a vector has one row.</summary>
/// <param name="name">Unique in the network.</param>
/// <param name="rows">Rows: inputs of a dense layer, entries of a table.</param>
/// <param name="columns">Columns: outputs.</param>
/// <param name="kind">How it is trained and stored.</param>
/// <param name="index">Its place among the parameters.</param>
internal sealed class Parameter(string name, int rows, int columns, ParameterKind kind, int index)
{
    public string Name { get; } = name;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public ParameterKind Kind { get; } = kind;

    public int Index { get; } = index;

    /// <summary>The values, row by row. Made when first asked for: a reader that has some of them as bytes never does.</summary>
    public float[] Value => field ??= new float[Size];

    /// <summary>How many values.</summary>
    public int Size => Rows * Columns;

    public override string ToString() => $"{Name} [{Rows}, {Columns}]";
}

/// <summary>How a parameter is trained and stored.</summary>
internal enum ParameterKind
{
    /// <summary>Weights of a dense layer: they decay.</summary>
    Weights,

    /// <summary>A bias or the gain of a normalisation.</summary>
    Vector,

    /// <summary>A table of which a batch touches few rows.</summary>
    Table,
}

/// <summary>One number for every number of the parameters: gradients, or moments of them.</summary>
internal sealed class Gradients
{
    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly HashSet<int>?[] _touched;

    public Gradients(IReadOnlyList<Parameter> parameters)
    {
        _parameters = parameters;
        Values = [.. parameters.Select(p => new float[p.Size])];
        _touched = [.. parameters.Select(p => p.Kind == ParameterKind.Table ? new HashSet<int>() : null)];
    }

    /// <summary>The values by <see cref="Parameter.Index"/>.</summary>
    public float[][] Values { get; }

    public float[] Of(Parameter parameter) => Values[parameter.Index];

    /// <summary>Rows of a table with a gradient, in order.</summary>
    public IEnumerable<int> Touched(Parameter table) => _touched[table.Index]!.Order();

    /// <summary>The gradient of one row of a table, to be added to.</summary>
    public Span<float> Row(Parameter table, int row)
    {
        _touched[table.Index]!.Add(row);
        return Values[table.Index].AsSpan(row * table.Columns, table.Columns);
    }

    public void Clear()
    {
        foreach (var parameter in _parameters)
        {
            if (_touched[parameter.Index] is { } rows)
            {
                foreach (var row in rows)
                {
                    Values[parameter.Index].AsSpan(row * parameter.Columns, parameter.Columns).Clear();
                }

                rows.Clear();
            }
            else
            {
                Array.Clear(Values[parameter.Index]);
            }
        }
    }

    /// <summary>Adds the gradients of another worker.</summary>
    public void Add(Gradients other)
    {
        foreach (var parameter in _parameters)
        {
            var (target, source) = (Values[parameter.Index], other.Values[parameter.Index]);
            if (other._touched[parameter.Index] is not { } rows)
            {
                TensorPrimitives.Add(target, source, target);
                continue;
            }

            foreach (var row in rows)
            {
                var sum = Row(parameter, row);
                TensorPrimitives.Add(sum, source.AsSpan(row * parameter.Columns, parameter.Columns), sum);
            }
        }
    }

    /// <summary>The Euclidean length of all of them.</summary>
    public double Norm()
    {
        var sum = 0.0;
        foreach (var parameter in _parameters)
        {
            if (parameter.Kind != ParameterKind.Table)
            {
                sum += TensorPrimitives.SumOfSquares(Values[parameter.Index]);
                continue;
            }

            foreach (var row in Touched(parameter))
            {
                sum += TensorPrimitives.SumOfSquares(Values[parameter.Index].AsSpan(row * parameter.Columns, parameter.Columns));
            }
        }

        return Math.Sqrt(sum);
    }
}
