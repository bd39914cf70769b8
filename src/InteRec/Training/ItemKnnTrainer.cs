using InteRec.Numerics;
using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>
/// Item-kNN, the cheap baseline: cosine of item columns in which a user counts the less the more items they like,
/// <c>S_ij = sum_u q_u^2 / (|i| |j| + shrinkage)</c> over users u of both items, with <c>q_u = log(1 + I / n_u)</c>; the nearest are kept.
/// </summary>
internal static class ItemKnnTrainer
{
    /// <param name="data">The training matrix.</param>
    /// <param name="options">Parameters.</param>
    /// <param name="threads">At most so many threads.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    public static ItemItemRanker Train(
        InteractionMatrix data,
        KnnOptions options,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        var likes = data.Likes;
        var byItem = likes.Transpose();
        var userWeights = UserWeights(likes);
        var norms = Norms(byItem, userWeights);
        var rows = new PrunedRows(data.ItemCount, options.Neighbours);
        RowParallel.For(
            data.ItemCount,
            32,
            threads,
            () => (Row: new float[data.ItemCount], Prune: rows.CreateScratch()),
            (scratch, start, end) =>
            {
                for (var i = start; i < end; i++)
                {
                    AddUp(scratch.Row, byItem.Columns(i), likes, userWeights);
                    for (var j = 0; j < norms.Length; j++)
                    {
                        scratch.Row[j] /= (norms[i] * norms[j]) + (float)options.Shrinkage;
                    }

                    rows.SetWeights(i, scratch.Row, scratch.Prune);
                }
            },
            cancellationToken
        );
        return new ItemItemRanker("knn", rows.Build(data.ItemCount, null));
    }

    /// <summary>q_u^2 of every user.</summary>
    private static float[] UserWeights(SparseRows likes)
    {
        var weights = new float[likes.RowCount];
        for (var u = 0; u < weights.Length; u++)
        {
            var q = MathF.Log(1 + ((float)likes.ColumnCount / Math.Max(1, likes.Length(u))));
            weights[u] = q * q;
        }

        return weights;
    }

    /// <summary>|i| of every item.</summary>
    private static float[] Norms(SparseRows byItem, float[] userWeights)
    {
        var norms = new float[byItem.RowCount];
        for (var i = 0; i < norms.Length; i++)
        {
            foreach (var user in byItem.Columns(i))
            {
                norms[i] += userWeights[user];
            }

            norms[i] = MathF.Sqrt(norms[i]);
        }

        return norms;
    }

    /// <summary>sum_u q_u^2 over the users of one item, for every item.</summary>
    private static void AddUp(float[] row, ReadOnlySpan<int> users, SparseRows likes, float[] userWeights)
    {
        Array.Clear(row);
        foreach (var user in users)
        {
            foreach (var item in likes.Columns(user))
            {
                row[item] += userWeights[user];
            }
        }
    }
}
