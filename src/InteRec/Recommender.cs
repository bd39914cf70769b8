using System.Text.Json;
using InteRec.Conversations;
using InteRec.Import;
using InteRec.Interactions;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Serving;
using InteRec.Tools;
using InteRec.Training;
using Microsoft.Extensions.DependencyInjection;

namespace InteRec;

/// <summary>
/// The recommender for code in the same process: what the web API does, without HTTP. One object, for any number of callers at once. Until
/// it is ready what needs a catalogue throws an <see cref="InvalidOperationException"/>; a web application makes it ready by itself, any
/// other program calls
/// <see cref="PrepareAsync"/>.
/// </summary>
public sealed class Recommender
{
    private readonly IServiceProvider _services;

    private Recommender(IServiceProvider services) => _services = services;

    /// <summary>True once there is a catalogue to answer from.</summary>
    public bool IsReady => Get<ServingSlot>().IsLoaded;

    /// <summary>
    /// Imports the items, loads the catalogue and trains, each where that is not done yet. Called again, it does what is new.
    /// </summary>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it; the next call goes on.</param>
    /// <exception cref="DatasetException">The items cannot be used.</exception>
    public async Task PrepareAsync(IProgress<StartUpProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        await Get<StartUp>().RunAsync(progress, cancellationToken);
        Get<Readiness>().Ready();
    }

    /// <summary>Waits until the recommender is ready, for code of a web application that starts with it.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InvalidOperationException">It could not get ready; the message says why.</exception>
    public async Task WhenReadyAsync(CancellationToken cancellationToken = default)
    {
        var report = await Get<Readiness>().WhenSettledAsync().WaitAsync(cancellationToken);
        if (report.Status != "ready")
        {
            throw new InvalidOperationException(report.Phase);
        }
    }

    /// <summary>Answers one message of a conversation.</summary>
    /// <param name="request">The message; whose it is and which conversation it goes on with.</param>
    /// <param name="cancellationToken">Stops it; nothing is stored then.</param>
    /// <exception cref="ConversationNotFoundException">There is no such conversation of that user.</exception>
    public Task<ChatReply> ChatAsync(ChatRequest request, CancellationToken cancellationToken = default) =>
        Get<ConversationService>().TakeTurnAsync(request, new Caller(request.UserId, KeyId: null), cancellationToken);

    /// <summary>The same in pieces: plan, steps, items, text, and last the whole reply.</summary>
    /// <param name="request">The message.</param>
    /// <param name="cancellationToken">Stops it; nothing is stored then.</param>
    public IAsyncEnumerable<TurnEvent> StreamAsync(ChatRequest request, CancellationToken cancellationToken = default) =>
        Get<ConversationService>().StreamTurnAsync(request, new Caller(request.UserId, KeyId: null), cancellationToken);

    /// <summary>Runs a plan as it is, with no planner.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="userId">For whom, or null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidPlanException">The plan cannot run.</exception>
    public Task<PlanReply> RunPlanAsync(Plan plan, string? userId = null, CancellationToken cancellationToken = default) =>
        Get<PlanService>().RunPlanAsync(plan, new Caller(userId, KeyId: null), cancellationToken);

    /// <summary>Makes lists for many users at once, on all cores.</summary>
    /// <param name="request">The users and what holds for all of them.</param>
    /// <param name="cancellationToken">Stops it; nothing is kept then.</param>
    /// <exception cref="InvalidPlanException">The steps, the counts or the number of users cannot be used.</exception>
    /// <exception cref="CallerConditionsException">The conditions for all cannot be read.</exception>
    public Task<BatchReply> RecommendAsync(BatchRequest request, CancellationToken cancellationToken = default) =>
        Get<BatchService>()
            .RunAsync(
                request,
                new Caller(UserId: null, KeyId: null),
                id => string.IsNullOrWhiteSpace(id) ? "is empty; a user is needed." : null,
                cancellationToken
            );

    /// <summary>Calls one tool.</summary>
    /// <param name="tool">Its name.</param>
    /// <param name="request">Its arguments, and on which candidates for whom.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidPlanException">The arguments are wrong.</exception>
    /// <exception cref="ToolException">There is no such tool, or it cannot do that.</exception>
    public Task<ToolReply> RunToolAsync(string tool, ToolRequest request, CancellationToken cancellationToken = default) =>
        Get<ToolService>().RunToolAsync(tool, request, new Caller(request.UserId, KeyId: null), cancellationToken);

    /// <summary>Appends to the log: all or nothing. What is there already changes nothing.</summary>
    /// <param name="interactions">What users did with items.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was done; not applied where a row cannot be used, and which.</returns>
    public async Task<ImportReport> AddInteractionsAsync(
        IEnumerable<Interaction> interactions,
        CancellationToken cancellationToken = default
    )
    {
        var rows = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(interactions, PlanJson.Options));
        await using var input = await InputFile.OpenAsync(rows, "interactions", rows.Length, cancellationToken);
        return await Get<InteractionImport>()
            .ImportAsync(input, InputFormat.JsonArray, ImportSettings.Default, progress: null, cancellationToken);
    }

    /// <summary>Trains on the log as it is now; what is not worse than the ranker in use takes its place.</summary>
    /// <param name="cancellationToken">Stops waiting for it, not the training.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="InvalidOperationException">A training that asks for something else waits already.</exception>
    public async Task<TrainingRunReport> TrainAsync(CancellationToken cancellationToken = default)
    {
        var queue = Get<TrainingQueue>();
        var run =
            queue.Start(TrainingRequest.Default)
            ?? throw new InvalidOperationException("another training waits already, and it asks for something else");
        await foreach (var report in queue.FollowAsync(run.TrainingRunId, cancellationToken))
        {
            run = report;
        }

        return run;
    }

    internal static Recommender Of(IServiceProvider services) => new(services);

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();
}
