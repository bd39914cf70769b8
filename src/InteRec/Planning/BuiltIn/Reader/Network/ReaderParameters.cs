using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>A dense layer: y = x W + b, a row of W an input.</summary>
internal sealed record DenseLayer(Parameter Weights, Parameter Bias);

/// <summary>A layer normalisation.</summary>
internal sealed record NormLayer(Parameter Gain, Parameter Bias);

/// <summary>A layer of the transformer: attention and two dense layers, each with a bypass and a normalisation behind it.</summary>
/// <param name="Attention">Query, key and value beside one another.</param>
/// <param name="AttentionOut">What follows the weighted sum.</param>
/// <param name="AttentionNorm">Behind the attention.</param>
/// <param name="Up">To the wide layer.</param>
/// <param name="Down">Back.</param>
/// <param name="OutNorm">Behind the wide layer.</param>
internal sealed record TransformerLayer(
    DenseLayer Attention,
    DenseLayer AttentionOut,
    NormLayer AttentionNorm,
    DenseLayer Up,
    DenseLayer Down,
    NormLayer OutNorm
);

/// <summary>A decision about spans: relu(A first + B last + width + facts), then a dense layer.</summary>
/// <param name="First">A.</param>
/// <param name="Last">B.</param>
/// <param name="Width">A row for each bucket of the number of words.</param>
/// <param name="Facts">A row for each fact of <see cref="SpanFacts"/>.</param>
/// <param name="Out">To the scores.</param>
internal sealed record SpanLayer(DenseLayer First, Parameter Last, Parameter Width, Parameter Facts, DenseLayer Out);

/// <summary>Everything that is trained.</summary>
internal sealed class ReaderParameters
{
    private readonly List<Parameter> _all = [];

    public ReaderParameters(NetworkShape shape)
    {
        Shape = shape;
        var hidden = shape.Hidden;
        Pieces = Add("pieces", shape.Vocabulary, hidden, ParameterKind.Table);
        Positions = Add("positions", shape.Positions, hidden, ParameterKind.Table);
        Types = Add("types", 2, hidden, ParameterKind.Table);
        Features = Add("features", PieceFeatures.Count, hidden, ParameterKind.Table);
        EmbeddingNorm = Norm("embedding");
        Layers = [.. Enumerable.Range(0, shape.Layers).Select(Layer)];
        OfEncoder = _all.Count;
        ActsHidden = Dense("acts.hidden", 2 * hidden, shape.Decision);
        ActsOut = Dense("acts.out", shape.Decision, 2 * ReaderScores.ActCount);
        ConditionsHidden = Dense("conditions.hidden", 3 * hidden, shape.Decision);
        ConditionsOut = Dense("conditions.out", shape.Decision, 1);
        Spans = Decision("spans", SpanFacts.OfSpan, 1 + Slots.All.Count);
        Outcomes = Decision("outcomes", SpanFacts.OfOutcome, shape.Outcomes + 1);
    }

    public NetworkShape Shape { get; }

    public IReadOnlyList<Parameter> All => _all;

    /// <summary>The first so many parameters are the encoder's.</summary>
    public int OfEncoder { get; }

    public Parameter Pieces { get; }

    public Parameter Positions { get; }

    public Parameter Types { get; }

    public Parameter Features { get; }

    public NormLayer EmbeddingNorm { get; }

    public IReadOnlyList<TransformerLayer> Layers { get; }

    public DenseLayer ActsHidden { get; }

    /// <summary>Scores of each act being among those of the message, then of it being the main one.</summary>
    public DenseLayer ActsOut { get; }

    public DenseLayer ConditionsHidden { get; }

    /// <summary>The score of a condition holding.</summary>
    public DenseLayer ConditionsOut { get; }

    /// <summary>Scores of a span being nothing, or of a slot.</summary>
    public SpanLayer Spans { get; }

    /// <summary>Scores of the outcomes of a span, and of a list beginning with it.</summary>
    public SpanLayer Outcomes { get; }

    /// <summary>Fresh values from a seed; <paramref name="from"/> gives the encoder's.</summary>
    public void Initialise(int seed, PretrainedEncoder? from, ReaderVocabulary vocabulary)
    {
        var random = new Random(seed);
        foreach (var parameter in _all)
        {
            var isGain = parameter.Kind == ParameterKind.Vector && parameter.Name.EndsWith(".gain", StringComparison.Ordinal);
            var spread =
                parameter.Kind == ParameterKind.Vector || parameter == Features ? 0
                : parameter.Kind == ParameterKind.Table || parameter.Index < OfEncoder ? 0.02
                : Math.Sqrt(1.0 / parameter.Rows);
            for (var i = 0; i < parameter.Value.Length; i++)
            {
                parameter.Value[i] = (float)((isGain ? 1 : 0) + (spread * Normal(random)));
            }
        }

        // Nearly every span is nothing: without this the first steps would only learn that.
        Spans.Out.Bias.Value[0] = 4;
        if (from is not null)
        {
            PretrainedWeights.Copy(from, vocabulary, this);
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private TransformerLayer Layer(int number)
    {
        var (hidden, wide) = (Shape.Hidden, Shape.FeedForward);
        return new TransformerLayer(
            Dense($"layer.{number}.attention", hidden, 3 * hidden),
            Dense($"layer.{number}.attention.out", hidden, hidden),
            Norm($"layer.{number}.attention"),
            Dense($"layer.{number}.up", hidden, wide),
            Dense($"layer.{number}.down", wide, hidden),
            Norm($"layer.{number}.out")
        );
    }

    private SpanLayer Decision(string name, int facts, int outputs) =>
        new(
            Dense($"{name}.first", Shape.Hidden, Shape.Decision),
            Add($"{name}.last", Shape.Hidden, Shape.Decision, ParameterKind.Weights),
            Add($"{name}.width", SpanFacts.Widths, Shape.Decision, ParameterKind.Table),
            Add($"{name}.facts", facts, Shape.Decision, ParameterKind.Table),
            Dense($"{name}.out", Shape.Decision, outputs)
        );

    private DenseLayer Dense(string name, int inputs, int outputs) =>
        new(Add(name, inputs, outputs, ParameterKind.Weights), Add($"{name}.bias", 1, outputs, ParameterKind.Vector));

    private NormLayer Norm(string name) =>
        new(
            Add($"{name}.norm.gain", 1, Shape.Hidden, ParameterKind.Vector),
            Add($"{name}.norm.bias", 1, Shape.Hidden, ParameterKind.Vector)
        );

    private Parameter Add(string name, int rows, int columns, ParameterKind kind)
    {
        var parameter = new Parameter(name, rows, columns, kind, _all.Count);
        _all.Add(parameter);
        return parameter;
    }
}
