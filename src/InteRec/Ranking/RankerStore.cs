using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace InteRec.Ranking;

/// <summary>
/// The artefacts of training in one folder: <c>&lt;rankerId&gt;/ranker.bin</c> (named arrays),
/// <c>&lt;rankerId&gt;/hold-out.bin</c> (its twin trained without the test users, so that the next run can compare fairly) and
/// <c>&lt;rankerId&gt;/manifest.json</c>, and <c>current.json</c>, which names the promoted one and the two before.
/// <para>
/// An artefact is written into a folder of its own name plus <c>.partial</c>, the manifest last, and renamed: a folder without the suffix
/// is whole, whatever moment the process died. <c>current.json</c> is replaced by a rename too. Readers may poll it at any time; writers,
/// of this process or another, come one after the other.
/// </para>
/// </summary>
/// <param name="folder">Where the artefacts are; created by the first save.</param>
/// <param name="time">Dates ids and promotions.</param>
/// <param name="dataset">
/// Name of the dataset that is served: artefacts are marked with it, and those of another are refused. Null: any.
/// </param>
internal sealed partial class RankerStore(string folder, TimeProvider time, string? dataset = null)
{
    private const string ManifestFile = "manifest.json";
    private const string DataFile = "ranker.bin";
    private const string HoldOutFile = "hold-out.bin";
    private const string PartialSuffix = ".partial";
    private const int KeptBefore = 2;
    private const int KeptUnpromoted = 2;
    private const int KeptHistory = 50;

    /// <summary>Where tuning keeps what it has tried.</summary>
    internal string TuningJournal => Path.Combine(folder, "tuning.jsonl");

    private string RegistryPath => Path.Combine(folder, "current.json");

    /// <summary>Which ranker is promoted. Cheap enough to poll.</summary>
    /// <exception cref="RankerRejectedException">The file is there but cannot be read.</exception>
    public RankerRegistry ReadRegistry()
    {
        try
        {
            var registry = File.Exists(RegistryPath) ? RankerFiles.Read<RankerRegistry>(RegistryPath) : RankerRegistry.Empty;
            return registry is { Before: not null, History: not null } ? registry : throw new JsonException("a list is missing");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new RankerRejectedException("current.json cannot be read", e);
        }
    }

    /// <summary>The manifests of all whole artefacts, newest first. One that cannot be read is left out.</summary>
    public IReadOnlyList<RankerManifest> List()
    {
        var manifests = new List<RankerManifest>();
        foreach (var id in Ids())
        {
            try
            {
                manifests.Add(ReadManifest(id));
            }
            catch (RankerRejectedException)
            {
                // A listing shows what can be used; loading this one by name tells the reason.
            }
        }

        return [.. manifests.OrderByDescending(m => m.Created).ThenByDescending(m => m.RankerId, StringComparer.Ordinal)];
    }

    /// <summary>An id that is not in use: kind, today's date, and the next number of the day.</summary>
    public string NextId(string kind)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{kind}-{time.GetUtcNow():yyyyMMdd}-");
        var last = Ids()
            .Concat(RegistryOrEmpty().History.Select(h => h.RankerId))
            .Where(id => id.StartsWith(prefix, StringComparison.Ordinal))
            .Select(id => int.TryParse(id.AsSpan(prefix.Length), CultureInfo.InvariantCulture, out var n) ? n : 0)
            .DefaultIfEmpty(0)
            .Max();
        return prefix + (last + 1).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Writes an artefact; it is not promoted by that.</summary>
    /// <param name="ranker">What to store, under its manifest's id; where another process has taken that meanwhile, under the next.</param>
    /// <param name="holdOut">Its twin trained without the test users; null without hold-out.</param>
    /// <returns>The manifest as stored, with the list of files.</returns>
    /// <exception cref="IOException">The disk refuses, or another process writes for longer than half a minute.</exception>
    public RankerManifest Save(TrainedRanker ranker, TrainedRanker? holdOut = null)
    {
        using (RankerFiles.Lock(folder))
        {
            CleanUp();
            var rankerId = Directory.Exists(PathOf(ranker.Manifest.RankerId)) ? NextId(ranker.Manifest.Kind) : ranker.Manifest.RankerId;
            var target = PathOf(rankerId);
            var partial = target + PartialSuffix;
            Directory.CreateDirectory(partial);
            var files = new List<RankerFile> { RankerFiles.WriteData(partial, DataFile, ranker) };
            if (holdOut is not null)
            {
                files.Add(RankerFiles.WriteData(partial, HoldOutFile, holdOut));
            }

            var manifest = ranker.Manifest with { RankerId = rankerId, Files = files, Dataset = dataset };
            RankerFiles.WriteJson(Path.Combine(partial, ManifestFile), manifest);
            Directory.Move(partial, target);
            return manifest;
        }
    }

    /// <summary>Loads and checks an artefact: format version, digests, counts, shapes, finite numbers.</summary>
    /// <exception cref="RankerRejectedException">It is not there, not whole, or not usable; the message says why.</exception>
    public TrainedRanker Load(string rankerId) => Load(rankerId, DataFile);

    /// <summary>Loads the hold-out twin; null where the artefact has none.</summary>
    /// <exception cref="RankerRejectedException">As <see cref="Load(string)"/>.</exception>
    public TrainedRanker? LoadHoldOut(string rankerId) =>
        ReadManifest(rankerId).Files.Any(f => f.Name == HoldOutFile) ? Load(rankerId, HoldOutFile) : null;

    /// <summary>The manifest of one artefact.</summary>
    /// <exception cref="RankerRejectedException">
    /// There is none, it cannot be read, or it is of a newer format or another dataset.
    /// </exception>
    public RankerManifest ReadManifest(string rankerId)
    {
        if (!IdPattern().IsMatch(rankerId))
        {
            throw new RankerRejectedException("its id is not a valid one");
        }

        try
        {
            var manifest = RankerFiles.Read<RankerManifest>(Path.Combine(PathOf(rankerId), ManifestFile));
            return manifest is not { Counts: not null, Files: not null, Parameters: not null, BlendWeights: not null }
                    ? throw new RankerRejectedException("its manifest is not whole")
                : manifest.FormatVersion > RankerManifest.CurrentFormatVersion
                    ? throw new RankerRejectedException(
                        $"its format version {manifest.FormatVersion} is newer than this program's {RankerManifest.CurrentFormatVersion}"
                    )
                : dataset is not null && manifest.Dataset is { } other && other != dataset
                    ? throw new RankerRejectedException($"it ranks the items of {other}, not those of {dataset}")
                : manifest.RankerId != rankerId ? throw new RankerRejectedException($"its manifest belongs to {manifest.RankerId}")
                : manifest;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RankerRejectedException($"there is no {rankerId}", e);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new RankerRejectedException("its manifest cannot be read", e);
        }
    }

    /// <summary>
    /// Makes an artefact the current one, after loading it as a check, and removes those no longer kept. A registry that cannot be read is
    /// begun anew.
    /// </summary>
    /// <param name="rankerId">The artefact.</param>
    /// <param name="reason">Why, for the history.</param>
    /// <param name="refuse">What else speaks against it: completes "The ranker was refused: "; null, or a null answer: nothing.</param>
    /// <returns>The registry after it.</returns>
    /// <exception cref="RankerRejectedException">It cannot be loaded; the current one stays.</exception>
    public RankerRegistry Promote(string rankerId, string reason = "promoted by hand", Func<TrainedRanker, string?>? refuse = null)
    {
        using (RankerFiles.Lock(folder))
        {
            // Within the lock, or another process could remove it between the look and the promotion.
            Check(rankerId, refuse);
            var registry = RegistryOrEmpty();
            if (registry.Current == rankerId)
            {
                return registry;
            }

            IEnumerable<string> before = registry.Current is { } current ? registry.Before.Prepend(current) : registry.Before;
            return WriteRegistry(registry, rankerId, [.. before.Where(id => id != rankerId).Take(KeptBefore)], reason);
        }
    }

    /// <summary>Makes the ranker before the current one current again.</summary>
    /// <param name="refuse">As of <see cref="Promote"/>.</param>
    /// <returns>The registry after it.</returns>
    /// <exception cref="RankerRejectedException">There is none before, or it cannot be loaded; the current one stays.</exception>
    public RankerRegistry RollBack(Func<TrainedRanker, string?>? refuse = null)
    {
        using (RankerFiles.Lock(folder))
        {
            var registry = ReadRegistry();
            if (registry.Before.Count == 0)
            {
                throw new RankerRejectedException("there is none before the current one");
            }

            var target = registry.Before[0];
            Check(target, refuse);
            return WriteRegistry(registry, target, [.. registry.Before.Skip(1)], $"rolled back from {registry.Current}");
        }
    }

    /// <summary>Takes a registry that cannot be read out of the way, so that another can be written: no ranker is promoted then.</summary>
    /// <returns>The file that it is in now; null where the registry can be read.</returns>
    internal string? SetAsideUnreadableRegistry()
    {
        using (RankerFiles.Lock(folder))
        {
            try
            {
                ReadRegistry();
                return null;
            }
            catch (RankerRejectedException)
            {
                var aside = RegistryPath + ".unreadable";
                File.Move(RegistryPath, aside, overwrite: true);
                return aside;
            }
        }
    }

    /// <summary>
    /// Lets nobody promote, write or remove an artefact until the result is disposed: for who reads several of them as one.
    /// </summary>
    internal IDisposable Hold() => RankerFiles.Lock(folder);

    /// <summary>
    /// What gives the same answers again, by path within the folder: the registry, the files of the current ranker and of those before it,
    /// and what tuning has tried.
    /// </summary>
    internal IReadOnlyList<string> PromotedFiles()
    {
        var registry = ReadRegistry();
        var artefacts = registry.Before.Prepend(registry.Current).OfType<string>().Where(id => Directory.Exists(PathOf(id)));
        return
        [
            .. new[] { RegistryPath, TuningJournal }.Where(File.Exists).Select(path => Path.GetFileName(path)!),
            .. artefacts
                .SelectMany(id => Directory.EnumerateFiles(PathOf(id)).Select(path => $"{id}/{Path.GetFileName(path)}"))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Where a file of <see cref="PromotedFiles"/> is.</summary>
    internal string FilePath(string name) => Path.Combine(folder, name);

    private void Check(string rankerId, Func<TrainedRanker, string?>? refuse)
    {
        var trained = Load(rankerId);
        if (refuse?.Invoke(trained) is { } reason)
        {
            throw new RankerRejectedException(reason);
        }
    }

    /// <summary>Removes what a run that died left behind.</summary>
    private void CleanUp()
    {
        foreach (var partial in Directory.EnumerateDirectories(folder, "*" + PartialSuffix))
        {
            Directory.Delete(partial, recursive: true);
        }
    }

    private TrainedRanker Load(string rankerId, string file)
    {
        var manifest = ReadManifest(rankerId);
        var entry =
            manifest.Files.FirstOrDefault(f => f.Name == file) ?? throw new RankerRejectedException($"its manifest does not name {file}");
        try
        {
            using var stream = OpenChecked(rankerId, entry, digest: true);
            return RankerSerializer.FromArchive(RankerArchive.Read(stream), manifest, checkCounts: file == DataFile);
        }
        catch (IOException e)
        {
            throw new RankerRejectedException($"{file} cannot be read", e);
        }
    }

    private RankerRegistry WriteRegistry(RankerRegistry registry, string current, IReadOnlyList<string> before, string reason)
    {
        var next = new RankerRegistry(
            current,
            before,
            [.. registry.History.Prepend(new RegistryEntry(current, time.GetUtcNow(), reason)).Take(KeptHistory)]
        );
        RankerFiles.WriteJson(RegistryPath, next);
        Prune(next);
        return next;
    }

    private void Prune(RankerRegistry registry)
    {
        var promoted = registry.Before.Append(registry.Current).ToHashSet(StringComparer.Ordinal);
        var others = List().Select(m => m.RankerId).Where(id => !promoted.Contains(id));
        foreach (var id in others.Skip(KeptUnpromoted))
        {
            // Renamed first: a folder without the suffix is whole or not there.
            var partial = PathOf(id) + PartialSuffix;
            Directory.Move(PathOf(id), partial);
            Directory.Delete(partial, recursive: true);
        }
    }

    private IEnumerable<string> Ids() =>
        !Directory.Exists(folder)
            ? []
            : Directory.EnumerateDirectories(folder).Select(d => Path.GetFileName(d)!).Where(id => IdPattern().IsMatch(id));

    private string PathOf(string rankerId) => Path.Combine(folder, rankerId);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex IdPattern();
}
