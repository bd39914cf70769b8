using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Profiles;
using InteRec.Tools;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>
/// The planner that needs no model: it reads requests with the catalogue as its dictionary and keeps the state of the conversation. The
/// default of everyone without a model, and the fallback of everyone with one.
/// </summary>
/// <param name="reader">Decides what a message says among all that its words may mean.</param>
internal sealed class BuiltInPlanner(Lazy<IMessageReader> reader) : IPlanner
{
    // Has a number, a misspelling, and words of which nothing is known.
    private const string Anything = "somthing good from the nineties, but not as long as the last one that I saw with Zorblax";

    /// <inheritdoc />
    public string Name => "built-in";

    /// <summary>Plans once, so that the first person need not wait for what is built and compiled when it is first needed.</summary>
    public Task WarmAsync(ServingState serving, CancellationToken cancellationToken) =>
        PlanAsync(new PlanningInput(Anything, null, ConversationState.Empty, Profile.Empty, serving), cancellationToken);

    /// <inheritdoc />
    public Task<PlanningResult> PlanAsync(PlanningInput input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Plan(input));
    }

    private PlanningResult Plan(PlanningInput input)
    {
        var catalog = input.Serving.Catalog;
        var lexicon = Lexicon.Of(catalog);
        var request = input.State.Requests.Select(r => RequestWords.Of(r, catalog)).ToList();
        var bot = BotTurns.Of(input.State, catalog);
        var candidates = CandidateFinder.Of(catalog, input.Serving.Titles).Find(input.Message, bot, request);
        var foreign = new ForeignMessage(input, candidates);
        if (foreign.Language is not null)
        {
            return new ReadTurn(input, lexicon, request, foreign.Labels(request), candidates).Plan() with { Text = foreign.Apology };
        }

        var labels = new PartReader(reader.Value, lexicon).Read(new ReaderInput(input.Message, bot, request, candidates));
        return new ReadTurn(input, lexicon, request, labels, candidates).Plan();
    }
}
