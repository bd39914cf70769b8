using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>The last answer, as the reader is told of it.</summary>
internal static class BotTurns
{
    private const int MostShown = 10;

    /// <summary>What was done before this message; null at the beginning.</summary>
    public static BotTurn? Of(ConversationState state, CatalogSnapshot catalog)
    {
        if (state.Exchanges is not [.., var last])
        {
            return null;
        }

        var shown = last.Lists.SelectMany(l => l).Take(MostShown).Select(catalog.IndexOf).Where(i => i >= 0).Select(catalog.Title).ToList();
        return new BotTurn(shown, shown.Count == 0 ? Asked(state, last) : null, shown.Count == 0 ? last.Answer ?? last.Question : null);
    }

    private static string? Asked(ConversationState state, Exchange last) =>
        last.Question is not null && state.Asked.Count > 0 ? state.Asked[^1] : null;
}
