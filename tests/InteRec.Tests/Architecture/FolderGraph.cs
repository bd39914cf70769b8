using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace InteRec.Tests.Architecture;

/// <summary>Which folder uses which, by the types of a compiled assembly: a folder is a namespace below a root.</summary>
internal sealed class FolderGraph
{
    private const int MostTold = 4;
    private readonly SortedDictionary<string, SortedDictionary<string, SortedSet<string>>> _uses = new(StringComparer.Ordinal);

    /// <summary>Reads an assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="root">The namespace that the folders are below; what lies in it itself is the folder <c>.</c>.</param>
    public static FolderGraph Of(System.Reflection.Assembly assembly, string root)
    {
        var graph = new FolderGraph();
        foreach (var type in new ArchLoader().LoadAssembly(assembly).Build().Types)
        {
            foreach (
                var target in type
                    .Dependencies.Select(d => d.Target)
                    .Where(t => t is Class or Interface or Struct or ArchUnitNET.Domain.Enum)
            )
            {
                if (Folder(type, root) is { } from && Folder(target, root) is { } to)
                {
                    graph.Add(from, to, $"{type.Name} uses {target.Name}");
                }
            }
        }

        return graph;
    }

    /// <summary>Every folder that uses another or is used.</summary>
    public IEnumerable<string> Folders => _uses.Keys.Concat(_uses.Values.SelectMany(u => u.Keys)).Distinct(StringComparer.Ordinal);

    /// <summary>Notes a use.</summary>
    public void Add(string from, string to, string why)
    {
        if (from != to)
        {
            var uses = _uses.TryGetValue(from, out var known) ? known : _uses[from] = new(StringComparer.Ordinal);
            (uses.TryGetValue(to, out var reasons) ? reasons : uses[to] = new(StringComparer.Ordinal)).Add(why);
        }
    }

    /// <summary>The uses of a folder that comes later in the order, and the folders that the order does not name.</summary>
    /// <param name="order">Folders from the lowest to the highest; a folder below another counts as that one.</param>
    public IEnumerable<string> Against(IReadOnlyList<string> order)
    {
        var rank = order.Select((folder, at) => (folder, at)).ToDictionary(f => f.folder, f => f.at, StringComparer.Ordinal);
        foreach (var unknown in Folders.Select(Layer).Distinct(StringComparer.Ordinal).Where(l => !rank.ContainsKey(l)))
        {
            yield return $"{unknown} is in no layer";
        }

        foreach (var (from, uses) in _uses)
        {
            foreach (var (to, reasons) in uses)
            {
                if (rank.GetValueOrDefault(Layer(from)) < rank.GetValueOrDefault(Layer(to)))
                {
                    yield return $"{from} uses {to}: {Told(reasons)}";
                }
            }
        }
    }

    /// <summary>Each way round through the folders, with what makes it one.</summary>
    public IEnumerable<string> Cycles()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in Folders)
        {
            if (!done.Contains(folder) && WayBack(folder) is { } way)
            {
                done.UnionWith(way);
                yield return string.Join(
                    "; ",
                    way.Zip(way.Skip(1).Append(way[0]), (from, to) => $"{from} -> {to} ({Told(_uses[from][to])})")
                );
            }
        }
    }

    private static string Told(SortedSet<string> reasons) =>
        string.Join(", ", reasons.Take(MostTold)) + (reasons.Count > MostTold ? $" and {reasons.Count - MostTold} more" : string.Empty);

    private static string Layer(string folder) => folder.Split('.') is [{ Length: > 0 } first, ..] ? first : folder;

    private static string? Folder(IType type, string root) =>
        type.Namespace?.FullName is not { } name ? null
        : name == root ? "."
        : name.StartsWith(root + ".", StringComparison.Ordinal) ? name[(root.Length + 1)..]
        : null;

    /// <summary>The shortest way from a folder back to itself, breadth first; null where there is none.</summary>
    private List<string>? WayBack(string start)
    {
        var before = new Dictionary<string, string>(StringComparer.Ordinal);
        var next = new Queue<string>([start]);
        while (next.TryDequeue(out var folder))
        {
            foreach (var to in _uses.GetValueOrDefault(folder)?.Keys ?? Enumerable.Empty<string>())
            {
                if (to == start)
                {
                    var way = new List<string> { folder };
                    while (way[0] != start)
                    {
                        way.Insert(0, before[way[0]]);
                    }

                    return way;
                }

                if (before.TryAdd(to, folder))
                {
                    next.Enqueue(to);
                }
            }
        }

        return null;
    }
}
