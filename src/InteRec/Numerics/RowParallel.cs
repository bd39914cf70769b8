namespace InteRec.Numerics;

/// <summary>
/// Splits work by row. Every row is computed alone, so the result does not depend on the number of threads or on who takes which row.
/// </summary>
internal static class RowParallel
{
    /// <param name="rows">Number of rows.</param>
    /// <param name="block">Rows handed out at a time.</param>
    /// <param name="threads">At most so many threads; 1 runs on the caller's.</param>
    /// <param name="createScratch">Makes the scratch memory of one worker.</param>
    /// <param name="work">Gets the scratch, the first row, and the row after the last.</param>
    /// <param name="cancellationToken">Checked between blocks.</param>
    public static void For<TScratch>(
        int rows,
        int block,
        int threads,
        Func<TScratch> createScratch,
        Action<TScratch, int, int> work,
        CancellationToken cancellationToken
    )
    {
        var blocks = (rows + block - 1) / block;
        if (threads <= 1 || blocks <= 1)
        {
            var scratch = createScratch();
            for (var b = 0; b < blocks; b++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                work(scratch, b * block, Math.Min(rows, (b + 1) * block));
            }

            return;
        }

        var next = -1;
        void Worker(int worker)
        {
            var scratch = createScratch();
            for (var b = Interlocked.Increment(ref next); b < blocks; b = Interlocked.Increment(ref next))
            {
                cancellationToken.ThrowIfCancellationRequested();
                work(scratch, b * block, Math.Min(rows, (b + 1) * block));
            }
        }

        var workers = Math.Min(threads, blocks);
        try
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, Worker);
        }
        catch (AggregateException failures) when (failures.InnerExceptions.Any(e => e is OperationCanceledException))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    public static void For(int rows, int block, int threads, Action<int, int> work, CancellationToken cancellationToken) =>
        For<object?>(rows, block, threads, static () => null, (_, start, end) => work(start, end), cancellationToken);
}
