namespace InteRec.Planning.BuiltIn;

/// <summary>
/// The planner that needs no model: it reads requests with the catalogue as its dictionary and keeps the state of the conversation. The
/// default of everyone without a model, and the fallback of everyone with one.
/// </summary>
internal sealed class BuiltInPlanner : IPlanner
{
    /// <inheritdoc />
    public string Name => "built-in";

    /// <inheritdoc />
    public Task<PlanningResult> PlanAsync(PlanningInput input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var lexicon = Lexicon.Of(input.Serving.Catalog);
        var titles = new TitleReader(input.Serving.Catalog, input.Serving.Titles);
        var finder = new SpanFinder(lexicon, input.Serving.WordRank);
        var reading = MessageReader.Read(input.Message, lexicon, finder, titles);
        return Task.FromResult(new Turn(input, lexicon, titles, reading).Plan());
    }
}
