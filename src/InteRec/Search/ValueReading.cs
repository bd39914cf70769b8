using InteRec.Catalog;

namespace InteRec.Search;

/// <summary>How a text was read as a value.</summary>
internal enum ReadingKind
{
    /// <summary>The value itself, case and accents ignored.</summary>
    Same,

    /// <summary>Another word for it, or its plural or singular.</summary>
    Variant,

    /// <summary>A surname that one person has, or one person far more often than all others.</summary>
    Surname,

    /// <summary>A surname of several people; the one with most items was taken.</summary>
    LikelySurname,

    /// <summary>Misspelt.</summary>
    Misspelt,
}

/// <summary>A value of the catalogue that a text was read as.</summary>
internal sealed record ValueReading(string Value, ReadingKind Kind)
{
    /// <summary>True when the person should be told.</summary>
    public bool IsGuess => Kind is ReadingKind.LikelySurname or ReadingKind.Misspelt;
}

/// <summary>
/// Reads texts as values of one attribute. Built once a snapshot; the parts that only rare names need are built when they are needed.
/// </summary>
internal sealed class ValueReader
{
    private const double FarMore = 3;
    private readonly CategoryColumn _column;
    private readonly Dictionary<string, int> _variants = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, (int Value, bool IsClear)>> _surnames;
    private readonly Lazy<string[]> _folded;

    /// <summary>Reads values of a column.</summary>
    public ValueReader(CategoryColumn column)
    {
        _column = column;
        _folded = new Lazy<string[]>(() => column.Values.Select(v => TextFolding.Fold(v)).ToArray());
        _surnames = new Lazy<Dictionary<string, (int, bool)>>(Surnames);
        foreach (var (value, others) in column.Definition.Values)
        {
            var id = column.ValueId(value);
            foreach (var other in others)
            {
                _ = id >= 0 && _variants.TryAdd(TextFolding.Fold(other), id);
            }
        }

        if (column.Definition.Role != AttributeRole.People)
        {
            AddJoined();
        }
    }

    private bool IsPeople => _column.Definition.Role == AttributeRole.People;

    /// <summary>The value that the text means, or null. <paramref name="guess"/> allows misspelt names.</summary>
    public ValueReading? Read(string text, bool guess = true)
    {
        var folded = TextFolding.Fold(text);
        if (folded.Length == 0)
        {
            return null;
        }

        if (_column.ValueIdOfFolded(folded) is >= 0 and var same)
        {
            return new ValueReading(_column.Values[same], ReadingKind.Same);
        }

        foreach (var form in Forms(folded))
        {
            var id = _variants.TryGetValue(form, out var variant) ? variant : _column.ValueIdOfFolded(form);
            if (id >= 0)
            {
                return new ValueReading(_column.Values[id], ReadingKind.Variant);
            }
        }

        if (IsPeople && _surnames.Value.TryGetValue(folded, out var person))
        {
            return new ValueReading(_column.Values[person.Value], person.IsClear ? ReadingKind.Surname : ReadingKind.LikelySurname);
        }

        return guess ? Misspelt(folded) : null;
    }

    /// <summary>The text, without spaces, singular and plural: "comedies" for "Comedy", "scifi" for "Sci-Fi".</summary>
    private static IEnumerable<string> Forms(string folded)
    {
        yield return folded;
        yield return Joined(folded);
        if (folded.EndsWith("ies", StringComparison.Ordinal))
        {
            yield return string.Concat(folded.AsSpan(0, folded.Length - 3), "y");
        }

        if (folded.EndsWith("es", StringComparison.Ordinal))
        {
            yield return folded[..^2];
        }

        if (folded.EndsWith('s'))
        {
            yield return folded[..^1];
            yield return Joined(folded[..^1]);
        }

        yield return folded + "s";
        if (folded.EndsWith('y'))
        {
            yield return string.Concat(folded.AsSpan(0, folded.Length - 1), "ies");
        }
    }

    private static string Joined(string folded) => folded.Replace(" ", "", StringComparison.Ordinal);

    private void AddJoined()
    {
        for (var id = 0; id < _column.Values.Count; id++)
        {
            var folded = _folded.Value[id];
            if (folded.Contains(' ', StringComparison.Ordinal))
            {
                _variants.TryAdd(Joined(folded), id);
            }
        }
    }

    /// <summary>The best person of every ending of a name that begins at a word: "de niro" and "niro" of "Robert De Niro".</summary>
    private Dictionary<string, (int Value, bool IsClear)> Surnames()
    {
        var best = new Dictionary<string, (int Value, int Count, int Next)>(StringComparer.Ordinal);
        for (var id = 0; id < _folded.Value.Length; id++)
        {
            var (name, count) = (_folded.Value[id], _column.CountOf(id));
            for (var at = name.IndexOf(' ', StringComparison.Ordinal); at >= 0; at = name.IndexOf(' ', at + 1))
            {
                var ending = name[(at + 1)..];
                best[ending] =
                    !best.TryGetValue(ending, out var other) ? (id, count, 0)
                    : count > other.Count ? (id, count, other.Count)
                    : other with { Next = Math.Max(other.Next, count) };
            }
        }

        return best.ToDictionary(b => b.Key, b => (b.Value.Value, b.Value.Count >= FarMore * b.Value.Next), StringComparer.Ordinal);
    }

    /// <summary>The value with the fewest mistakes, then the one with most items; for people surnames too.</summary>
    private ValueReading? Misspelt(string folded)
    {
        var most = Spelling.Allowed(folded.Length);
        if (most == 0)
        {
            return null;
        }

        var (best, distance) = (-1, most + 1);
        for (var id = 0; id < _folded.Value.Length; id++)
        {
            Consider(folded, _folded.Value[id], id, ref best, ref distance);
        }

        foreach (var (variant, id) in _variants)
        {
            Consider(folded, variant, id, ref best, ref distance);
        }

        if (IsPeople && best < 0 && !folded.Contains(' ', StringComparison.Ordinal))
        {
            foreach (var (surname, person) in _surnames.Value)
            {
                Consider(folded, surname, person.Value, ref best, ref distance);
            }
        }

        return best < 0 ? null : new ValueReading(_column.Values[best], ReadingKind.Misspelt);
    }

    /// <summary>The first letter must be right: people miss it least, and it keeps "Bale" from being "Dale".</summary>
    private void Consider(string folded, string name, int id, ref int best, ref int distance)
    {
        if (name.Length > 0 && name[0] == folded[0] && Math.Abs(name.Length - folded.Length) <= distance)
        {
            var apart = Spelling.Distance(folded, name, Math.Min(distance, Spelling.Allowed(Math.Min(name.Length, folded.Length))));
            if (
                apart <= Spelling.Allowed(Math.Min(name.Length, folded.Length))
                && (apart < distance || (apart == distance && best >= 0 && _column.CountOf(id) > _column.CountOf(best)))
            )
            {
                (best, distance) = (id, apart);
            }
        }
    }
}
