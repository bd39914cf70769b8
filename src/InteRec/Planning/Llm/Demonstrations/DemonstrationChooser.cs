using System.Numerics.Tensors;
using InteRec.Catalog;
using InteRec.Search.Embeddings;

namespace InteRec.Planning.Llm.Demonstrations;

/// <summary>
/// Chooses the demonstrations for a request: of the nearest ones first the nearest, then those that show tools and intents not shown yet;
/// the nearest stands last, where models look most.
/// </summary>
internal sealed class DemonstrationChooser
{
    private const int Pool = 4;
    private readonly IReadOnlyList<Demonstration> _all;
    private readonly StaticEmbeddingModel? _model;
    private readonly float[][] _vectors;
    private readonly HashSet<string>[] _words;

    /// <param name="all">The demonstrations.</param>
    /// <param name="model">Embeddings; null: nearness is shared words.</param>
    public DemonstrationChooser(IReadOnlyList<Demonstration> all, StaticEmbeddingModel? model)
    {
        (_all, _model) = (all, model);
        _vectors = model is null ? [] : [.. all.Select(d => Embed(model, d.Request))];
        _words = [.. all.Select(d => Words(d.Request))];
    }

    /// <summary>The demonstrations, in the order of their file.</summary>
    public IReadOnlyList<Demonstration> All => _all;

    /// <summary>How near two requests are: 1 for the same.</summary>
    public float Likeness(string one, string other)
    {
        if (_model is not null && Embed(_model, one) is var a && a.AsSpan().ContainsAnyExcept(0f))
        {
            return TensorPrimitives.Dot<float>(a, Embed(_model, other));
        }

        return Likeness(Words(one), Words(other));
    }

    /// <summary>The demonstrations for a request, the nearest last.</summary>
    /// <param name="request">The person's words.</param>
    /// <param name="inConversation">True after the first turn: then those that go on with a conversation are as good as the others, before it they are left out.</param>
    /// <param name="mode">Which.</param>
    /// <param name="count">How many.</param>
    public IReadOnlyList<Demonstration> Choose(string request, bool inConversation, DemonstrationMode mode, int count)
    {
        if (mode == DemonstrationMode.Zero || count == 0 || _all.Count == 0)
        {
            return [];
        }

        if (mode == DemonstrationMode.Fixed)
        {
            return [.. _all.Take(count).Reverse()];
        }

        var nearness = Nearness(request);
        var nearest = Enumerable.Range(0, _all.Count)
            .Where(i => inConversation || _all[i].Conversation is null)
            .OrderByDescending(i => nearness[i])
            .ThenBy(i => i)
            .Take(count * Pool)
            .ToList();
        return [.. Vary(nearest, count).Reverse<int>().Select(i => _all[i])];
    }

    private List<int> Vary(List<int> nearest, int count)
    {
        var chosen = new List<int>();
        var shown = new HashSet<string>(StringComparer.Ordinal);
        while (chosen.Count < count && nearest.Count > 0)
        {
            // After the nearest one, the next that shows something new; where all is shown, the next nearest.
            var next = chosen.Count == 0 ? 0 : Math.Max(0, nearest.FindIndex(i => _all[i].Kinds.Any(k => !shown.Contains(k))));
            chosen.Add(nearest[next]);
            shown.UnionWith(_all[nearest[next]].Kinds);
            nearest.RemoveAt(next);
        }

        return chosen;
    }

    private float[] Nearness(string request)
    {
        if (_model is not null && Embed(_model, request) is var vector && vector.AsSpan().ContainsAnyExcept(0f))
        {
            return [.. _vectors.Select(v => TensorPrimitives.Dot<float>(v, vector))];
        }

        var words = Words(request);
        return [.. _words.Select(w => Likeness(words, w))];
    }

    private static float Likeness(HashSet<string> one, HashSet<string> other) => other.Count(one.Contains) / MathF.Sqrt(Math.Max(1, one.Count) * Math.Max(1, other.Count));

    private static float[] Embed(StaticEmbeddingModel model, string text)
    {
        var vector = new float[model.Dimensions];
        model.Embed(text, vector);
        return vector;
    }

    private static HashSet<string> Words(string text) => [.. TextFolding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
