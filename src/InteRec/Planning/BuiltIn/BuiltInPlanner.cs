using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Search;
using InteRec.Serving;
using InteRec.Tools;

namespace InteRec.Planning.BuiltIn;

/// <summary>
/// The planner that needs no model: it reads requests with the catalogue as its dictionary and keeps the state of the conversation. The default of
/// everyone without a model, the fallback of everyone with one, and the floor that a model's plan is held against.
/// </summary>
internal sealed class BuiltInPlanner : IPlanner
{
    /// <inheritdoc />
    public string Name => "built-in";

    /// <inheritdoc />
    public Task<PlanningResult> PlanAsync(PlanningInput input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var lexicon = input.Serving.Lexicon;
        var titles = new TitleReader(input.Serving.Catalog, input.Serving.Titles);
        var finder = new SpanFinder(lexicon, input.Serving.WordRank);
        var reading = MessageReader.Read(input.Message, lexicon, finder, titles);
        return Task.FromResult(new Turn(input, lexicon, titles, reading).Plan());
    }
}
