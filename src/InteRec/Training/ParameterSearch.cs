using InteRec.Ranking;

namespace InteRec.Training;

/// <summary>The search for one ranker's parameters: what was tried, what to try next.</summary>
/// <param name="ranker">The ranker.</param>
/// <param name="start">Its parameters now.</param>
/// <param name="seed">Of what is drawn.</param>
internal sealed class ParameterSearch(string ranker, Dictionary<string, double> start, int seed)
{
    private readonly Random _random = new(seed);
    private readonly IReadOnlyList<TunedParameter> _space = TunedParameter.Of(ranker);
    private bool _begun;

    public string Ranker => ranker;

    public List<TuningTrial> Trials { get; } = [];

    public Dictionary<string, double> Best { get; private set; } = start;

    /// <summary>Of the best that was trained in full; 0 before there is one.</summary>
    public double BestNdcg { get; private set; }

    public void Add(TuningTrial trial)
    {
        Trials.Add(trial);
        if (trial.Rung == ParameterTuner.Rungs - 1 && trial.Ndcg100 > BestNdcg)
        {
            (Best, BestNdcg) = (new Dictionary<string, double>(trial.Parameters, StringComparer.Ordinal), trial.Ndcg100);
        }
    }

    /// <summary>Configurations, each once; the first round has the options as they are among them.</summary>
    public List<Dictionary<string, double>> Draw(int count)
    {
        var drawn = new List<Dictionary<string, double>>();
        if (!_begun)
        {
            drawn.Add(Best);
        }

        _begun = true;
        for (var attempt = 0; drawn.Count < count && attempt < 100 * count; attempt++)
        {
            var candidate = drawn.Count % 2 == 0 ? Anywhere() : Neighbour();
            if (!drawn.Exists(d => d.All(p => candidate[p.Key].Equals(p.Value))))
            {
                drawn.Add(candidate);
            }
        }

        return drawn;
    }

    private Dictionary<string, double> Anywhere() =>
        _space.ToDictionary(p => p.Name, p => p.Values[_random.Next(p.Values.Length)], StringComparer.Ordinal);

    /// <summary>The best so far with each parameter a step up, a step down or as it is.</summary>
    private Dictionary<string, double> Neighbour() =>
        _space.ToDictionary(
            p => p.Name,
            p =>
            {
                var at = Array.FindIndex(p.Values, v => v >= Best[p.Name]);
                at = (at < 0 ? p.Values.Length - 1 : at) + _random.Next(3) - 1;
                return p.Values[Math.Clamp(at, 0, p.Values.Length - 1)];
            },
            StringComparer.Ordinal
        );
}
