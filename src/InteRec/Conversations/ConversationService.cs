using System.Runtime.CompilerServices;
using System.Text;
using InteRec.Conversations.Experiments;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Settings;
using InteRec.Storage;
using InteRec.Tools;
using InteRec.Training;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InteRec.Conversations;

/// <summary>The conversation does not exist, or belongs to somebody else: the two are not told apart.</summary>
public sealed class ConversationNotFoundException(string conversationId) : Exception($"There is no conversation {conversationId}.")
{
    /// <summary>The id that was asked for.</summary>
    public string ConversationId { get; } = conversationId;
}

/// <summary>Takes one message through plan, execution and words to a stored turn.</summary>
internal sealed partial class ConversationService(
    ServingSlot serving,
    IPlanner planner,
    PlanRunner runner,
    IReplyWriter writer,
    Experiment experiment,
    ConversationStore conversations,
    ProfileStore profiles,
    IOptions<InteRecOptions> options,
    TimeProvider time,
    ILogger<ConversationService> logger
)
{
    /// <summary>Answers one message. The turn is stored when this returns.</summary>
    /// <exception cref="ConversationNotFoundException">The conversation is not the caller's.</exception>
    /// <exception cref="ConversationConflictException">Another message of the conversation was answered meanwhile.</exception>
    public async Task<ChatReply> TakeTurnAsync(ChatRequest request, Caller caller, CancellationToken cancellationToken)
    {
        ChatReply? reply = null;
        await foreach (var turn in StreamTurnAsync(request, caller, cancellationToken))
        {
            reply = turn is TurnDone done ? done.Reply : reply;
        }

        return reply!;
    }

    /// <summary>
    /// The same in pieces: plan, steps, items, text, done. The turn is stored when <see cref="TurnDone"/> comes; who stops before, stores
    /// nothing.
    /// </summary>
    public async IAsyncEnumerable<TurnEvent> StreamTurnAsync(
        ChatRequest request,
        Caller caller,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var turn = await OpenAsync(request, caller, cancellationToken);
        var seed = options.Value.Seed ?? turn.Seed;
        var planning = await planner.PlanAsync(
            new PlanningInput(request.Message, request.Count, turn.Before, turn.Profile, turn.Serving)
            {
                Locale = request.Locale,
                Planner = experiment.PlannerOf(turn.Variant),
                Account = turn.Account,
                Seed = seed,
            },
            cancellationToken
        );
        planning = planning with { Plan = experiment.Apply(planning.Plan.Seeded(seed), turn.Variant) };
        var tried = ReferenceEquals(planning.Plan, planning.Tried?.Plan) ? planning.Tried : null;
        var grounded = tried?.Grounded ?? Prepare(planning, turn.Serving);
        planning = Merge(planning, grounded);
        yield return new TurnPlanned(planning.Plan with { Within = turn.Serving.Scope.Told }, planning.Understood, planning.Planner)
        {
            ConversationId = turn.ConversationId,
        };

        var execution = tried?.Execution ?? runner.Run(grounded, turn.Serving, turn.Profile, turn.Before.Asked, cancellationToken);
        var trace = (IReadOnlyList<TraceEntry>)[.. planning.Trace, .. execution.Trace];
        foreach (var step in trace)
        {
            yield return new TurnStep(step);
        }

        var lists = ListedItems.Of(execution.Lists);
        yield return new TurnItems(lists);

        var context = new ReplyContext
        {
            Message = request.Message,
            Before = turn.Before,
            Planning = planning,
            Execution = execution,
            Lists = lists,
            Notices = [.. turn.Notices.Concat(planning.Notices).Concat(grounded.Notices).Concat(execution.Notices).Distinct()],
            FollowUp = execution.FollowUp,
            Profile = execution.Profile,
            Brief = request.Brief,
            Locale = request.Locale,
            Serving = turn.Serving,
            Planner = experiment.PlannerOf(turn.Variant),
            Account = turn.Account,
        };
        var text = new StringBuilder();
        await foreach (var piece in writer.WriteAsync(context, cancellationToken))
        {
            text.Append(piece);
            yield return new TurnText(piece);
        }

        var reply = Reply(turn, context, trace, text.ToString());
        yield return new TurnDone(await KeptAsync(request, caller, turn, reply, context, cancellationToken));
    }

    private static Notice Forgotten { get; } =
        new(
            NoticeCodes.Forgotten,
            "I can no longer read everything that was said before: another version stored it. Please say again what still matters."
        );

    private sealed record OpenTurn(
        string ConversationId,
        string? UserId,
        ConversationState Before,
        Profile Profile,
        ServingState Serving,
        ModelAccount Account,
        string? Variant
    )
    {
        /// <summary>The seed of the conversation's lists, the same in every turn.</summary>
        public int Seed { get; } = (int)(Crc32.Hash(ConversationId) & int.MaxValue);

        /// <summary>What the person should know before anything was planned.</summary>
        public IReadOnlyList<Notice> Notices { get; init; } = [];
    }

    private async Task<OpenTurn> OpenAsync(ChatRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var (id, userId, before) = (request.ConversationId, caller.UserId, ConversationState.Empty);
        IReadOnlyList<Notice> notices = [];
        if (id is not null)
        {
            var known = await conversations.LoadAsync(id, caller, cancellationToken) ?? throw new ConversationNotFoundException(id);
            (userId, before) = (userId ?? known.UserId, known.State);
            if (known.Lost.Count > 0)
            {
                LogLost(logger, id, string.Join(", ", known.Lost));
                notices = [Forgotten];
            }
        }

        var nextId = id ?? Ids.Conversation();
        var variant = experiment.VariantOf(userId ?? nextId);
        var state = experiment.Serving(serving.Current, variant);
        var scope = runner.Scope(CallerConditions.Of(request.Where, request.Exclude, request.UserIds), state);
        var profile = await profiles.LoadAsync(caller with { UserId = userId }, scope.Conditions.UserIds, cancellationToken);
        if (before.Remembered is { } said)
        {
            profile = ProfileChanges.Apply(
                profile,
                ProfileChanges.Of(said, null, state.Catalog, time.GetUtcNow(), Source(id!, before.Turn))
            );
        }

        return new OpenTurn(nextId, userId, before, profile, scope.Of(state), new ModelAccount(nextId, caller.KeyId), variant)
        {
            Notices = notices,
        };
    }

    /// <summary>A planner's plan that cannot run is our mistake, not the person's: nothing is listed, and the log says why.</summary>
    private GroundedPlan Prepare(PlanningResult planning, ServingState state)
    {
        try
        {
            return runner.Prepare(planning.Plan, state);
        }
        catch (InvalidPlanException e)
        {
            LogInvalidPlan(logger, planning.Planner, e);
            return new GroundedPlan(new Plan { Intent = planning.Plan.Intent }, [], [], []);
        }
    }

    private static PlanningResult Merge(PlanningResult planning, GroundedPlan grounded) =>
        planning with
        {
            Plan = grounded.Plan,

            // A planner that keeps no state says what it understood by its plan, and grounding may have put that into other words.
            Understood = (planning.State is null ? grounded.Plan.Understood() : planning.Understood) with
            {
                Mentioned =
                [
                    .. planning.Understood.Mentioned,
                    .. grounded.Mentioned.Where(m => !planning.Understood.Mentioned.Any(p => p.ItemId == m.ItemId)),
                ],
                Unknown = [.. planning.Understood.Unknown.Union(grounded.Unknown, StringComparer.OrdinalIgnoreCase)],
            },
        };

    private static ChatReply Reply(OpenTurn turn, ReplyContext context, IReadOnlyList<TraceEntry> trace, string text) =>
        new()
        {
            ConversationId = turn.ConversationId,
            Turn = turn.Before.Turn + 1,
            RecommendationId = context.Lists.Any(l => l.Items.Count > 0) ? Ids.Recommendation() : null,
            Text = text,
            Lists = context.Lists,
            FollowUp = context.FollowUp,
            Understood = context.Planning.Understood,
            Notices = [.. context.Notices, .. turn.Serving.Scope.Notices],
            Facts = context.Execution.Facts,
            Planner = context.Planning.Planner,
            Plan = context.Planning.Plan with { Within = turn.Serving.Scope.Told },
            Trace = trace,
            RankerId = context.Execution.RankerId,
            Usage = turn.Account.Usage,
        };

    /// <summary>The reply as it is stored; a store that takes nothing costs the person the memory of the turn, not the answer.</summary>
    private async Task<ChatReply> KeptAsync(
        ChatRequest request,
        Caller caller,
        OpenTurn turn,
        ChatReply reply,
        ReplyContext context,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await StoreAsync(request, caller, turn, reply, context, cancellationToken);
            return reply;
        }
        catch (StorageException e)
        {
            LogNotKept(logger, e);
            var lost = reply.Turn == 1 ? "This answer, and so the conversation, was not kept" : "This answer was not kept";
            return reply with
            {
                RecommendationId = null,
                Notices = [.. reply.Notices, new Notice(NoticeCodes.NotKept, $"{lost}: {e.Told}.")],
            };
        }
    }

    private Task StoreAsync(
        ChatRequest request,
        Caller caller,
        OpenTurn turn,
        ChatReply reply,
        ReplyContext context,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var plan = context.Planning.Plan;
        return conversations.SaveTurnAsync(
            new FinishedTurn
            {
                ConversationId = turn.ConversationId,
                Caller = caller with { UserId = turn.UserId },
                Message = request.Message,
                State = NextState.After(
                    request.Message,
                    turn.Before,
                    context.Planning,
                    plan,
                    context.Execution,
                    turn.Serving.Scope.Conditions.UserIds is null ? reply.Text : null,
                    turn.Serving.Catalog.Schema,
                    hasUser: turn.UserId is not null
                ),
                Reply = reply,
                Recommendation = reply.RecommendationId is null
                    ? null
                    : new RecommendationRecord
                    {
                        RecommendationId = reply.RecommendationId,
                        ConversationId = turn.ConversationId,
                        Turn = reply.Turn,
                        UserId = turn.UserId,
                        KeyId = caller.KeyId,
                        RankerId = reply.RankerId,
                        Planner = reply.Planner,
                        Variant = turn.Variant,
                        Plan = reply.Plan,
                        Items = [.. context.Lists.SelectMany(l => l.Items).Select(i => i.ItemId)],
                        At = now,
                    },
                Profile = Learnt(turn, plan, now, reply.Turn),
            },
            cancellationToken
        );
    }

    /// <summary>What this turn says about the user; what an earlier turn said before there was a user comes along.</summary>
    private static ProfileUpdate Learnt(OpenTurn turn, Plan plan, DateTimeOffset now, int number)
    {
        var said = ProfileChanges.Joined(turn.Before.Remembered, plan.Remember, plan.Forget);
        return ProfileChanges.Of(said, plan.Forget, turn.Serving.Catalog, now, Source(turn.ConversationId, number));
    }

    private static string Source(string conversationId, int turn) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"chat:{conversationId}/{turn}");

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Of the state of conversation {ConversationId} another version stored what this one cannot read: {Members}"
    )]
    private static partial void LogLost(ILogger logger, string conversationId, string members);

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn was answered and not kept")]
    private static partial void LogNotKept(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The plan of the planner {Planner} cannot run")]
    private static partial void LogInvalidPlan(ILogger logger, string planner, Exception exception);
}
