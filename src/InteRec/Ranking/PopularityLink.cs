namespace InteRec.Ranking;

/// <summary>The last link: what is liked by many, the same for everyone.</summary>
internal sealed class PopularityLink : IChainLink
{
    public const string Name = "popularity";
    private readonly float[] _scores;

    public PopularityLink(TrainedRanker ranker, TrainingItems training)
    {
        _scores = new float[training.Count];
        if (ranker.Find(Name) is PopularityRanker popularity)
        {
            var scale = Standardization.Of(popularity.Scores);
            for (var i = 0; i < _scores.Length; i++)
            {
                _scores[i] = scale.Apply(training[i] >= 0 ? popularity.Scores[training[i]] : 0);
            }
        }
    }

    public RankerLink Kind => RankerLink.Popularity;

    public string Ranker => Name;

    public IChainLink? Next => null;

    /// <summary>Standardised log-popularity of each catalogue item.</summary>
    public ReadOnlySpan<float> Scores => _scores;

    public int? Score(in BoundHistory history, ReadOnlySpan<int> items, Span<float> scores, bool leads)
    {
        var scored = 0;
        for (var i = 0; i < items.Length; i++)
        {
            if (leads || float.IsNaN(scores[i]))
            {
                scores[i] = _scores[items[i]];
                scored++;
            }
        }

        return scored;
    }

    /// <summary>No past item has a share in it.</summary>
    public void Attribute(in BoundHistory history, ReadOnlySpan<int> items, Span<float> shares) { }
}
