using System.Security.Cryptography;

namespace InteRec.Ranking;

/// <summary>An artefact that cannot be used.</summary>
/// <param name="RankerId">Its id; null where the registry itself cannot be read.</param>
/// <param name="Reason">Why, in words for the operator.</param>
public sealed record BrokenRanker(string? RankerId, string Reason);

/// <content>What is wrong with what lies on disk.</content>
internal sealed partial class RankerStore
{
    /// <summary>The artefacts that are promoted or in the folder and cannot be used, and a registry that cannot be read.</summary>
    public IReadOnlyList<BrokenRanker> Broken()
    {
        var broken = new List<BrokenRanker>();
        var registry = RankerRegistry.Empty;
        try
        {
            registry = ReadRegistry();
        }
        catch (RankerRejectedException e)
        {
            broken.Add(new BrokenRanker(null, e.Reason));
        }

        foreach (
            var id in Ids()
                .Concat(registry.Before)
                .Concat(registry.Current is { } current ? [current] : [])
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        )
        {
            if (Problem(id, digests: true) is { } reason)
            {
                broken.Add(new BrokenRanker(id, reason));
            }
        }

        return broken;
    }

    /// <summary>
    /// Why an artefact cannot be used, as far as its files tell without being read into memory; null where they are as they were written.
    /// </summary>
    /// <param name="rankerId">The artefact.</param>
    /// <param name="digests">
    /// True: the files are read and compared with their digests; false: only whether they are there and as long as they should be.
    /// </param>
    internal string? Problem(string rankerId, bool digests)
    {
        try
        {
            var manifest = ReadManifest(rankerId);
            foreach (var file in manifest.Files)
            {
                using var stream = OpenChecked(rankerId, file, digests);
            }

            return manifest.Files.Any(f => f.Name == DataFile) ? null : $"its manifest does not name {DataFile}";
        }
        catch (RankerRejectedException e)
        {
            return e.Reason;
        }
    }

    /// <summary>Changes whenever a file of the artefact does: what was refused with this stamp would be refused again.</summary>
    internal string Stamp(string rankerId)
    {
        var directory = new DirectoryInfo(PathOf(rankerId));
        return !directory.Exists
            ? ""
            : string.Join(
                '|',
                directory
                    .EnumerateFiles()
                    .OrderBy(f => f.Name, StringComparer.Ordinal)
                    .Select(f => FormattableString.Invariant($"{f.Name}:{f.Length}:{f.LastWriteTimeUtc.Ticks}"))
            );
    }

    /// <summary>The registry; empty where it cannot be read, so that a promotion can mend it.</summary>
    internal RankerRegistry RegistryOrEmpty()
    {
        try
        {
            return ReadRegistry();
        }
        catch (RankerRejectedException)
        {
            return RankerRegistry.Empty;
        }
    }

    /// <exception cref="RankerRejectedException">The file is not there, or not the one that the manifest describes.</exception>
    private FileStream OpenChecked(string rankerId, RankerFile entry, bool digest)
    {
        try
        {
            var stream = File.OpenRead(Path.Combine(PathOf(rankerId), entry.Name));
            if (stream.Length == entry.Bytes && (!digest || Convert.ToHexStringLower(SHA256.HashData(stream)) == entry.Sha256))
            {
                stream.Position = 0;
                return stream;
            }

            stream.Dispose();
            throw new RankerRejectedException($"{entry.Name} is not the file that its manifest describes");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RankerRejectedException($"{entry.Name} is not there", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RankerRejectedException($"{entry.Name} cannot be read", e);
        }
    }
}
