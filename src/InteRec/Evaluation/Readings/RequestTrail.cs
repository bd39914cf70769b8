using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;

namespace InteRec.Evaluation.Readings;

/// <summary>What a conversation was about so far.</summary>
/// <param name="Requests">The open request after each message, the last one last; the first is empty.</param>
/// <param name="Referents">What the next message may point to.</param>
internal sealed record RequestTrail(IReadOnlyList<IReadOnlyList<Wish>> Requests, Referents Referents)
{
    /// <summary>Nothing was said yet.</summary>
    public static RequestTrail Start { get; } =
        new(
            [
                [],
            ],
            Referents.None
        );

    /// <summary>The open request.</summary>
    public IReadOnlyList<Wish> Now => Requests[^1];

    /// <summary>After the recommender's turn.</summary>
    public RequestTrail After(BotTurn? bot) => this with { Referents = Referents.After(bot) };

    /// <summary>After a message.</summary>
    public RequestTrail After(MessageLabels labels, string message, IReadOnlyList<Wish> request) =>
        new([.. Requests, request], Referents.After(labels.Marks, message));
}
