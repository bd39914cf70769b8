using System.Globalization;
using InteRec.Catalog;
using InteRec.Import;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Ranking;
using InteRec.Search.Embeddings;
using InteRec.Storage;
using InteRec.Training;
using Microsoft.Extensions.Logging;

namespace InteRec.Serving;

/// <summary>
/// The way to the first answer: open the store, import the dataset where it is empty, load the catalogue, train where no ranker was
/// promoted yet.
/// Each step finds done what an earlier start has done, so a start that was broken off is gone on with by the next.
/// </summary>
internal sealed partial class StartUp(
    Database database,
    DataSeeder seeder,
    ServingLoader loader,
    Retraining training,
    RankerStore rankers,
    DatasetSchema schema,
    Lazy<StaticEmbeddingModel> model,
    Lazy<IMessageReader> reader,
    ILogger<StartUp> logger
)
{
    /// <summary>Finds out what would stop the start, before anything is written.</summary>
    /// <exception cref="DatasetException">The dataset has no items file, and the store no items; or the trained reader cannot be read.</exception>
    /// <exception cref="StorageException">The store is damaged, cannot be written, or is of a newer version.</exception>
    /// <exception cref="EmbeddingModelException">The embedding model cannot be used.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await database.CheckAsync(cancellationToken);
        await seeder.CheckAsync(cancellationToken);
        _ = model.Value;
        _ = reader.Value;
    }

    /// <summary>Gets ready. Without a log worth training on the service answers without a trained ranker.</summary>
    /// <exception cref="DatasetException">The dataset cannot be used.</exception>
    /// <exception cref="StorageException">The store cannot be used.</exception>
    /// <exception cref="EmbeddingModelException">The embedding model cannot be used.</exception>
    public async Task RunAsync(IProgress<StartUpProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new StartUpProgress("Opening the store"));
        await CheckAsync(cancellationToken);
        await database.OpenAsync(cancellationToken);
        await seeder.ImportBundledAsync(progress is null ? null : new ImportRelay(progress, schema), cancellationToken);
        progress?.Report(new StartUpProgress("Loading the catalogue"));
        if (rankers.SetAsideUnreadableRegistry() is { } aside)
        {
            LogAside(logger, aside);
        }

        await loader.RefreshAsync(cancellationToken);
        Garbage.Collect();
        if (loader.IsUntrained)
        {
            await TrainAsync(progress, cancellationToken);
        }
    }

    private async Task TrainAsync(IProgress<StartUpProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            await training.RunAsync(TrainingRequest.Default, progress is null ? null : new TrainingRelay(progress), cancellationToken);
        }
        catch (TrainingException e)
        {
            LogUntrained(logger, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Which ranker was promoted cannot be read any more; the file is {Aside} now")]
    private static partial void LogAside(ILogger logger, string aside);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No ranker: {Reason}")]
    private static partial void LogUntrained(ILogger logger, string reason);

    private sealed class ImportRelay(IProgress<StartUpProgress> progress, DatasetSchema schema) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            var what = value.File == schema.Items ? schema.Item.Plural : "interactions";
            var fraction = value.TotalBytes is > 0 and var total ? (double?)value.Bytes / total : null;
            progress.Report(
                new StartUpProgress($"Importing {what}", fraction, string.Create(CultureInfo.InvariantCulture, $"{value.Rows:N0} rows"))
            );
        }
    }
}

/// <summary>Tells the progress of a training as that of any long work.</summary>
internal sealed class TrainingRelay(IProgress<StartUpProgress> progress) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => progress.Report(new StartUpProgress("Training", value.Fraction, value.Message));
}
