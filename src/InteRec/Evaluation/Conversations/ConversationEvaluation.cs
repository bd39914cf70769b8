using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Tools;

namespace InteRec.Evaluation.Conversations;

/// <summary>
/// Measures whether lists find what people recommended to each other. In every turn of the recommender each item that nobody named before
/// is to be found, from what was named before alone: not from the words. A plan remembers what was named as liked, apart from what the
/// seeker disliked, and makes a list of fifty; the whole catalogue competes. An item that the catalogue does not have counts as not found.
/// </summary>
internal sealed class ConversationEvaluation(PlanRunner runner, ServingState serving)
{
    private const int Depth = 50;
    private const int MostNamed = 4;

    /// <summary>The ways of making a list, by name.</summary>
    private static readonly (string Name, Func<IReadOnlyList<string>, PlanStep[]> Steps)[] Ways =
    [
        ("popularity", _ => [new RankStep { By = "popularity" }]),
        ("rank", _ => [new RankStep()]),
        ("similar", liked => liked.Count == 0 ? [] : [new SimilarStep { To = liked }]),
        ("similar, rank", liked => liked.Count == 0 ? [] : [new SimilarStep { To = liked }, new RankStep()]),
    ];

    /// <summary>Measures all conversations of a file.</summary>
    /// <param name="file">Its name, for the report.</param>
    /// <param name="conversations">The conversations.</param>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops between turns.</param>
    public ConversationReport Run(
        string file,
        IReadOnlyList<RecordedConversation> conversations,
        IProgress<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var found = Ways.Select(_ => new List<(bool IsEven, int Named, int Place)>()).ToArray();
        var missing = 0;
        foreach (var (index, conversation) in conversations.Index())
        {
            foreach (var (liked, disliked, targets) in Situations(conversation))
            {
                cancellationToken.ThrowIfCancellationRequested();
                missing += targets.Count(target => target is null);
                foreach (var (way, places) in Ways.Zip(found))
                {
                    var list = List(way.Steps(liked), liked, disliked, cancellationToken);
                    foreach (var target in targets)
                    {
                        var place = target is null ? -1 : list.IndexOf(target);
                        places.Add((index % 2 == 1, Math.Min(MostNamed, liked.Count), place < 0 ? int.MaxValue : place));
                    }
                }
            }

            progress?.Report((index + 1.0) / conversations.Count);
        }

        return new ConversationReport(
            Path.GetFileName(file),
            conversations.Count,
            found[0].Count,
            missing,
            [.. Ways.Zip(found, (way, places) => Sum(way.Name, places))]
        );
    }

    private static FoundByWay Sum(string name, List<(bool IsEven, int Named, int Place)> found)
    {
        FoundShares Of(Func<(bool IsEven, int Named, int Place), bool> chosen) =>
            FoundShares.Of(found.Where(chosen).Select(f => f.Place).ToList());
        return new FoundByWay(
            name,
            Of(_ => true),
            Of(f => f.IsEven),
            Of(f => !f.IsEven),
            [.. Enumerable.Range(0, MostNamed + 1).Select(named => Of(f => f.Named == named))]
        );
    }

    /// <summary>
    /// What had been named before each turn in which the recommender names something new, by id, and what that is; null for an item that
    /// the catalogue does not have.
    /// </summary>
    private IEnumerable<(List<string> Liked, List<string> Disliked, List<string?> Targets)> Situations(RecordedConversation conversation)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var turn in conversation.Turns)
        {
            var fresh = turn.Items.Distinct(StringComparer.Ordinal).Where(item => !named.Contains(item)).ToList();
            if (turn.Who == RecordedConversation.Recommender && fresh.Count > 0)
            {
                var before = named.Select(name =>
                    (Id: IdOf(conversation, name), IsDisliked: conversation.Items.GetValueOrDefault(name)?.Liked == 0)
                );
                var known = before
                    .Where(item => item.Id is not null)
                    .DistinctBy(item => item.Id)
                    .ToLookup(item => item.IsDisliked, item => item.Id!);
                yield return ([.. known[false]], [.. known[true]], [.. fresh.Select(name => IdOf(conversation, name))]);
            }

            named.UnionWith(fresh);
        }
    }

    private string? IdOf(RecordedConversation conversation, string name)
    {
        if (conversation.Items.TryGetValue(name, out var item))
        {
            return item.ItemId is { } id && serving.Catalog.IndexOf(id) >= 0 ? id : null;
        }

        return serving.Catalog.IndexOf(name) >= 0 ? name
            : serving.ItemReader.Named(name) is [var only] ? serving.Catalog.ItemId(only)
            : null;
    }

    private List<string> List(PlanStep[] steps, List<string> liked, List<string> disliked, CancellationToken cancellationToken)
    {
        if (steps.Length == 0)
        {
            return [];
        }

        var plan = new Plan
        {
            Intent = Intent.Recommend,
            Remember = new ProfileChange { Liked = liked, Disliked = disliked },
            Lists = [new PlanList { Count = Math.Min(Depth, runner.MostItems), Steps = steps }],
        };
        var result = runner.Run(runner.Prepare(plan, serving), serving, Profile.Empty, [], cancellationToken);
        return [.. result.Lists.SelectMany(list => list.Items.Items.ToArray()).Select(serving.Catalog.ItemId)];
    }
}
