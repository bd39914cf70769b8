using InteRec.Numerics;

namespace InteRec.Ranking;

/// <summary>A trained ranker as named arrays and back.</summary>
internal static class RankerSerializer
{
    private static readonly string[] ItemItemNames = ["ease", "knn"];

    public static RankerArchive ToArchive(TrainedRanker ranker)
    {
        var archive = new RankerArchive();
        archive.Add("items", [.. ranker.ItemIds]);
        foreach (var part in ranker.Rankers)
        {
            switch (part)
            {
                case IalsRanker ials:
                    Add(archive, ials);
                    break;
                case PopularityRanker popularity:
                    archive.Add("popularity.scores", popularity.Scores.ToArray());
                    break;
                case RepeatRanker repeat:
                    archive.Add("repeat.items", new[] { repeat.ItemCount });
                    break;
                case ItemItemRanker itemItem:
                    Add(archive, itemItem);
                    break;
                default:
                    throw new NotSupportedException($"The ranker {part.Name} cannot be stored.");
            }
        }

        if (ranker.ContentMap is { } map)
        {
            archive.Add("content-map.shape", new[] { map.ContentDimensions, map.FactorDimensions });
            archive.Add("content-map.weights", map.Weights.ToArray());
        }

        return archive;
    }

    /// <exception cref="RankerRejectedException">Something is missing, has another shape, or is not finite.</exception>
    public static TrainedRanker FromArchive(RankerArchive archive, RankerManifest manifest, bool checkCounts = true)
    {
        var items = archive.Get<string>("items");
        if (checkCounts && items.Length != manifest.Counts.Items)
        {
            throw new RankerRejectedException($"it holds {items.Length} items, its manifest says {manifest.Counts.Items}");
        }

        try
        {
            var rankers = new List<IRanker>();
            if (archive.Contains("ials.shape"))
            {
                rankers.Add(ReadIals(archive));
            }

            foreach (var name in ItemItemNames.Where(n => archive.Contains(n + ".starts")))
            {
                rankers.Add(ReadItemItem(archive, name, items.Length));
            }

            if (archive.Contains("popularity.scores"))
            {
                rankers.Add(new PopularityRanker(archive.GetFinite("popularity.scores")));
            }

            if (archive.Contains("repeat.items"))
            {
                rankers.Add(new RepeatRanker(items.Length));
            }

            return rankers.Count == 0
                ? throw new RankerRejectedException("it holds no ranker")
                : new TrainedRanker(manifest, items, rankers, ReadContentMap(archive));
        }
        catch (ArgumentException e)
        {
            throw new RankerRejectedException($"its parts do not fit ({e.Message})", e);
        }
    }

    private static void Add(RankerArchive archive, IalsRanker ials)
    {
        var (factors, rule) = (ials.Items, ials.Rule);
        var packed = new float[factors.Rows * factors.Dimensions];
        for (var row = 0; row < factors.Rows; row++)
        {
            factors.Vector(row).CopyTo(packed.AsSpan(row * factors.Dimensions));
        }

        archive.Add("ials.shape", new[] { factors.Rows, factors.Dimensions });
        archive.Add("ials.factors", packed);
        archive.Add("ials.spectrum", ials.Spectrum.ToArray());
        archive.Add(
            "ials.rule",
            new[]
            {
                rule.Lambda,
                rule.CountOffset,
                rule.Exponent,
                rule.DislikeWeight,
                rule.DislikeTarget,
                rule.LikeWeight,
                rule.TargetOffset,
                rule.CountItems ? 1 : 0,
            }
        );
    }

    private static void Add(RankerArchive archive, ItemItemRanker ranker)
    {
        archive.Add(ranker.Name + ".starts", ranker.Weights.Starts.ToArray());
        archive.Add(ranker.Name + ".columns", ranker.Weights.ColumnMemory);
        archive.Add(ranker.Name + ".values", ranker.Weights.ValueMemory);
    }

    private static ItemItemRanker ReadItemItem(RankerArchive archive, string name, int items)
    {
        int[] starts = archive.Get<int>(name + ".starts"),
            columns = archive.Get<int>(name + ".columns");
        for (var row = 1; row < starts.Length; row++)
        {
            if (starts[row] < starts[row - 1])
            {
                throw new RankerRejectedException($"the rows of {name} are out of order");
            }
        }

        if (starts.Length != items + 1 || columns.AsSpan().ContainsAnyExceptInRange(0, items - 1))
        {
            throw new RankerRejectedException($"{name} names an item that it does not hold");
        }

        return new ItemItemRanker(name, new SparseRows(items, starts, columns, archive.GetFinite(name + ".values")));
    }

    private static IalsRanker ReadIals(RankerArchive archive)
    {
        var (rows, dimensions) = Shape(archive, "ials.shape");
        var packed = archive.GetFinite("ials.factors");
        if (packed.Length != (long)rows * dimensions)
        {
            throw new RankerRejectedException($"it holds {packed.Length} factor values for {rows} x {dimensions}");
        }

        var factors = new FactorMatrix(rows, dimensions);
        for (var row = 0; row < rows; row++)
        {
            packed.AsSpan(row * dimensions, dimensions).CopyTo(factors.Vector(row));
        }

        var rule = archive.GetFinite("ials.rule");
        return rule.Length != 8
            ? throw new RankerRejectedException("its fold-in rule is incomplete")
            : new IalsRanker(
                factors,
                archive.GetFinite("ials.spectrum"),
                new FoldInRule(rule[0], rule[1], rule[2], rule[3], rule[4], rule[5], rule[6], rule[7] != 0)
            );
    }

    private static ContentMap? ReadContentMap(RankerArchive archive)
    {
        if (!archive.Contains("content-map.shape"))
        {
            return null;
        }

        var (inputs, outputs) = Shape(archive, "content-map.shape");
        return new ContentMap(inputs, outputs, archive.GetFinite("content-map.weights"));
    }

    private static (int Rows, int Columns) Shape(RankerArchive archive, string name)
    {
        var shape = archive.Get<int>(name);
        return shape.Length == 2 && shape[0] >= 0 && shape[1] > 0
            ? (shape[0], shape[1])
            : throw new RankerRejectedException($"{name} is not a shape");
    }
}
