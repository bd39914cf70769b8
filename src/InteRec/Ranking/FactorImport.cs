using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using CsvHelper;
using InteRec.Import;
using InteRec.Numerics;

namespace InteRec.Ranking;

/// <summary>What an import took over.</summary>
/// <param name="Manifest">The manifest of the new artefact; it is stored but not promoted.</param>
/// <param name="Items">Items taken over.</param>
/// <param name="LeftOut">Items of the folder that the catalogue does not have.</param>
internal sealed record FactorImportOutcome(RankerManifest Manifest, int Items, int LeftOut);

/// <summary>
/// Takes over item factors that were trained elsewhere (Spark MLlib ALS; see <c>src/spark</c>) as a ranker like any other. The folder holds
/// <c>manifest.json</c> (format <c>als-factors</c>, version 1) and gzipped CSV without header, a line an item: the id, then its factors.
/// User factors are checked but not needed: users are folded in by the rule of the manifest,
/// <c>(V'V + sum alpha w v v' + regParam n I) x = sum (1 + alpha w) v</c>.
/// </summary>
/// <param name="store">Where the artefact goes.</param>
/// <param name="time">Dates the artefact.</param>
internal sealed class FactorImport(RankerStore store, TimeProvider time)
{
    private const string Format = "als-factors";
    private const string Kind = "als";
    private const int FormatVersion = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads, checks and stores; nothing is stored when anything is wrong.</summary>
    /// <param name="folder">The factor folder.</param>
    /// <param name="catalogItemIds">Ids of the catalogue; items it does not have are left out. Null: all are taken.</param>
    /// <param name="popularity">A ranker whose popularity serves people without history; null: they all get the same score.</param>
    /// <param name="cancellationToken">Stops the import.</param>
    /// <exception cref="RankerRejectedException">
    /// Another format or version, a wrong digest, a row count or rank that differs, a number that is not finite, an id twice.
    /// </exception>
    public async Task<FactorImportOutcome> ImportAsync(
        string folder,
        IReadOnlyCollection<string>? catalogItemIds = null,
        TrainedRanker? popularity = null,
        CancellationToken cancellationToken = default
    )
    {
        var source = ReadManifest(folder);
        var (ids, factors) = await ReadFactorsAsync(folder, source.Files.Items!, source.Items, source.Rank, cancellationToken);
        if (source.Files.Users is { } users)
        {
            await ReadFactorsAsync(folder, users, source.Users, source.Rank, cancellationToken);
        }

        var ials = ToRanker(factors, source, cancellationToken);
        var known = catalogItemIds is null
            ? null
            : catalogItemIds as IReadOnlySet<string> ?? catalogItemIds.ToHashSet(StringComparer.Ordinal);
        int[] kept = [.. Enumerable.Range(0, ids.Length).Where(i => known is null || known.Contains(ids[i]))];
        if (kept.Length == 0)
        {
            throw new RankerRejectedException("the catalogue has none of its items");
        }

        string[] itemIds = [.. kept.Select(i => ids[i])];
        List<IRanker> rankers = [new IalsRanker(Rows(ials.Items, kept), ials.Spectrum.ToArray(), ials.Rule)];
        if (popularity?.Find("popularity") is PopularityRanker counts)
        {
            rankers.Add(PopularityOf(counts, popularity.ItemIds, itemIds));
        }

        var leftOut = ids.Length - kept.Length;
        var manifest = store.Save(new TrainedRanker(ToManifest(source, itemIds.Length, leftOut), itemIds, rankers, null));
        return new FactorImportOutcome(manifest, itemIds.Length, leftOut);
    }

    private static SourceManifest ReadManifest(string folder)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<SourceManifest>(File.ReadAllBytes(Path.Combine(folder, "manifest.json")), Json);
            return manifest is null || manifest.Format != Format ? throw new RankerRejectedException($"its format is not {Format}")
                : manifest.FormatVersion != FormatVersion
                    ? throw new RankerRejectedException(
                        $"its format version is {manifest.FormatVersion}, this program reads {FormatVersion}"
                    )
                : manifest.Rank is < 1 or > 4096 || manifest.Items < 1 || manifest.Files?.Items is null
                    ? throw new RankerRejectedException("its manifest names no item factors")
                : manifest.HyperParameters is not { Alpha: >= 0, RegParam: > 0 }
                || !double.IsFinite(manifest.HyperParameters.Alpha + manifest.HyperParameters.RegParam)
                    ? throw new RankerRejectedException("its manifest has no usable alpha and regParam")
                : manifest;
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new RankerRejectedException("its manifest.json cannot be read", e);
        }
    }

    private static async Task<(string[] Ids, FactorMatrix Factors)> ReadFactorsAsync(
        string folder,
        SourceFile file,
        int rows,
        int rank,
        CancellationToken cancellationToken
    )
    {
        // A name only: the manifest must not point out of its folder.
        if (file.File != Path.GetFileName(file.File))
        {
            throw new RankerRejectedException($"{file.File} is not a file name");
        }

        try
        {
            await using var stream = File.OpenRead(Path.Combine(folder, file.File));
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)) != file.Sha256)
            {
                throw new RankerRejectedException($"{file.File} does not have the digest of its manifest");
            }

            stream.Position = 0;
            await using var text = new GZipStream(stream, CompressionMode.Decompress);
            return file.Rows == rows
                ? await ReadRowsAsync(text, file.File, rows, rank, cancellationToken)
                : throw new RankerRejectedException($"{file.File} has {file.Rows} rows by one entry of its manifest and {rows} by another");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or CsvFormatException)
        {
            throw new RankerRejectedException($"{file.File} cannot be read", e);
        }
    }

    private static async Task<(string[] Ids, FactorMatrix Factors)> ReadRowsAsync(
        Stream text,
        string file,
        int rows,
        int rank,
        CancellationToken cancellationToken
    )
    {
        var ids = new string[rows];
        var factors = new FactorMatrix(rows, rank);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = CsvReader.Create(text, new CsvReaderOptions { Separator = ',', HasHeader = false }, leaveOpen: true);
        var row = 0;
        for (; await reader.ReadAsync(cancellationToken); row++)
        {
            if (row == rows || reader.FieldCount != rank + 1)
            {
                throw new RankerRejectedException(
                    row == rows
                        ? $"{file} has more than the {rows} rows of its manifest"
                        : $"row {row + 1} of {file} has {reader.FieldCount - 1} factors, not {rank}"
                );
            }

            ids[row] = CsvText.Read(reader.GetString(0));
            if (ids[row].Length == 0 || !seen.Add(ids[row]))
            {
                throw new RankerRejectedException($"row {row + 1} of {file} has no id, or one that another row has");
            }

            ReadVector(reader, factors.Vector(row), file, row);
        }

        return row == rows ? (ids, factors) : throw new RankerRejectedException($"{file} has {row} rows, its manifest says {rows}");
    }

    private static void ReadVector(CsvReader reader, Span<float> vector, string file, int row)
    {
        for (var k = 0; k < vector.Length; k++)
        {
            if (
                !float.TryParse(reader.GetString(k + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out vector[k])
                || !float.IsFinite(vector[k])
            )
            {
                throw new RankerRejectedException($"row {row + 1} of {file} has a factor that is not a finite number");
            }
        }
    }

    /// <summary>Rotates into the eigenbasis of V'V over all items, as the fold-in of <see cref="IalsRanker"/> needs it.</summary>
    private static IalsRanker ToRanker(FactorMatrix factors, SourceManifest source, CancellationToken cancellationToken)
    {
        var (values, vectors) = SymmetricEigen.Decompose(GramMatrix.Compute(factors, 1, cancellationToken), factors.Dimensions);
        GramMatrix.Rotate(factors, vectors, 1, cancellationToken);
        var rule = new FoldInRule(
            Lambda: (float)source.HyperParameters.RegParam,
            CountOffset: 0,
            Exponent: 1,
            LikeWeight: (float)source.HyperParameters.Alpha,
            TargetOffset: 1,
            CountItems: true
        );
        return new IalsRanker(factors, Array.ConvertAll(values, v => (float)Math.Max(0, v)), rule);
    }

    private static FactorMatrix Rows(FactorMatrix factors, int[] rows)
    {
        var selected = new FactorMatrix(rows.Length, factors.Dimensions);
        for (var r = 0; r < rows.Length; r++)
        {
            factors.Row(rows[r]).CopyTo(selected.Row(r));
        }

        return selected;
    }

    private static PopularityRanker PopularityOf(PopularityRanker popularity, IReadOnlyList<string> ids, string[] itemIds)
    {
        var scores = new Dictionary<string, float>(StringComparer.Ordinal);
        for (var i = 0; i < ids.Count; i++)
        {
            scores[ids[i]] = popularity.Scores[i];
        }

        return new PopularityRanker(Array.ConvertAll(itemIds, id => scores.GetValueOrDefault(id)));
    }

    private RankerManifest ToManifest(SourceManifest source, int items, int leftOut) =>
        new()
        {
            RankerId = store.NextId(Kind),
            Kind = Kind,
            Created = time.GetUtcNow(),
            CodeVersion =
                typeof(FactorImport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
                ?? "unknown",
            Parameters = new SortedDictionary<string, double>(StringComparer.Ordinal)
            {
                ["als.rank"] = source.Rank,
                ["als.alpha"] = source.HyperParameters.Alpha,
                ["als.regParam"] = source.HyperParameters.RegParam,
            },
            Counts = new RankerCounts(source.Users, items, source.Rows?.Read ?? source.Pairs, (int)source.Pairs, 0),
            DataFingerprint = source.Files.Items!.Sha256,
            BlendWeights = new Dictionary<string, double>(StringComparer.Ordinal) { ["ials"] = 1 },
            Verdict = "Imported; promote it by hand.",
            Warnings =
                leftOut == 0
                    ? []
                    : [string.Create(CultureInfo.InvariantCulture, $"{leftOut} items are not in the catalogue and were left out.")],
        };

    private sealed record SourceManifest(
        string? Format,
        int FormatVersion,
        int Rank,
        int Users,
        int Items,
        long Pairs,
        SourceRows? Rows,
        SourceParameters HyperParameters,
        SourceFiles Files
    );

    private sealed record SourceRows(long Read);

    private sealed record SourceParameters(double RegParam, double Alpha);

    private sealed record SourceFiles(SourceFile? Items, SourceFile? Users);

    private sealed record SourceFile(string File, int Rows, string Sha256);
}
