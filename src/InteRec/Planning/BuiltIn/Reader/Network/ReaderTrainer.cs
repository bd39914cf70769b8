using System.Numerics.Tensors;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>
/// Trains the network on all decisions at once. Each worker takes its share of a batch and has gradients of its own, which are summed in a
/// fixed order: the same seed gives the same network.
/// </summary>
internal sealed class ReaderTrainer
{
    private readonly ReaderTraining _options;
    private readonly ReaderNetwork _network;
    private readonly Worker[] _workers;
    private readonly AdamW _optimiser;
    private readonly float[] _greatestRates;
    private readonly IProgress<ReaderProgress> _progress;

    private ReaderTrainer(ReaderTraining options, ReaderNetwork network, IProgress<ReaderProgress> progress)
    {
        (_options, _network, _progress) = (options, network, progress);
        var parameters = network.Parameters;
        var loss = new ReaderLoss(network.Outcomes, options.Weights);
        _workers = [.. Enumerable.Range(0, options.Workers).Select(_ => new Worker(parameters, loss))];
        _optimiser = new AdamW(parameters.All, options.Decay);
        _greatestRates = [.. parameters.All.Select(p => RateOf(p, parameters))];
    }

    /// <param name="train">What is learnt.</param>
    /// <param name="dev">What is measured on, and fits the temperatures; may be empty.</param>
    /// <param name="options">How.</param>
    /// <param name="from">What the encoder begins with; null: at random.</param>
    /// <param name="texts">More texts that the vocabulary should know.</param>
    /// <param name="ofEpoch">The examples of each epoch, from 0; null: always the same.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public static ReaderNetwork Train(
        IReadOnlyList<ReaderExample> train,
        IReadOnlyList<ReaderExample> dev,
        ReaderTraining options,
        PretrainedEncoder? from,
        IEnumerable<string> texts,
        Func<int, IReadOnlyList<ReaderExample>>? ofEpoch,
        IProgress<ReaderProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var known = texts.Concat(train.SelectMany(e => Texts(e.Input)));
        var vocabulary = from is null ? ReaderVocabulary.OfWords(known) : ReaderVocabulary.Choose(from.Pieces, known);
        var outcomes = OutcomeTable.Collect(train.SelectMany(e => e.Gold.Marks), options.OutcomeAtLeast);
        var shape = options.Shape with { Vocabulary = vocabulary.Pieces.Count, Outcomes = outcomes.All.Count };
        var parameters = new ReaderParameters(shape);
        parameters.Initialise(options.Seed, from, vocabulary);
        var network = new ReaderNetwork(vocabulary, outcomes, parameters, options.Temperatures);
        var trainer = new ReaderTrainer(options, network, progress);
        trainer.Run(ofEpoch ?? (_ => train), dev, cancellationToken);
        return dev.Count == 0 ? network : network with { Temperatures = TemperatureFit.Fit(network, dev) };
    }

    private static IEnumerable<string> Texts(ReaderInput input) =>
        input.Request.SelectMany(w => w.Conditions.Select(c => c.Value)).Append(input.Message).Append(input.Bot?.Say ?? "");

    private void Run(Func<int, IReadOnlyList<ReaderExample>> ofEpoch, IReadOnlyList<ReaderExample> dev, CancellationToken cancellationToken)
    {
        var builder = new SequenceBuilder(_network.Vocabulary);
        var step = 0;
        for (var epoch = 0; epoch < _options.Epochs; epoch++)
        {
            var targets = ofEpoch(epoch).AsParallel().AsOrdered().Select(e => ReaderTarget.Of(e, builder, _network.Outcomes)).ToArray();
            new Random(_options.Seed + epoch).Shuffle(targets);
            var ofThis = (targets.Length + _options.Batch - 1) / _options.Batch;
            var mean = 0.0;
            for (var batch = 0; batch < ofThis; batch++, step++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var done = (epoch + ((double)batch / ofThis)) / _options.Epochs;
                var first = batch * _options.Batch;
                var loss = Step(targets[first..Math.Min(first + _options.Batch, targets.Length)], step, done);
                mean = step == 0 ? loss : mean + (0.02 * (loss - mean));
                _progress.Report(new ReaderProgress(epoch + 1, done, mean, null));
            }

            var figures = dev.Count == 0 ? null : ReaderFigures.Measure(LearnedReader.InSingle(_network), dev);
            _progress.Report(new ReaderProgress(epoch + 1, (epoch + 1.0) / _options.Epochs, mean, figures));
        }
    }

    private double Step(ReaderTarget[] batch, int step, double done)
    {
        // The longest first, dealt in turn, so that the workers end together.
        var sorted = batch.OrderByDescending(t => t.Sequence.Pieces.Length).ToArray();
        var shares = _workers.Select((_, w) => sorted.Where((_, i) => i % _workers.Length == w).ToArray()).ToArray();
        var losses = new double[_workers.Length];
        Parallel.For(
            0,
            _workers.Length,
            new ParallelOptions { MaxDegreeOfParallelism = _workers.Length },
            w =>
            {
                var seed = (((ulong)_options.Seed * 1_000_003) + (ulong)step) * (ulong)_workers.Length;
                var dropout = _options.Dropout > 0 ? new Dropout(_options.Dropout, seed + (ulong)w) : null;
                losses[w] = _workers[w].Run(shares[w], sorted.Length, dropout);
            }
        );
        var sum = _workers[0].Gradients;
        foreach (var worker in _workers.Skip(1))
        {
            sum.Add(worker.Gradients);
        }

        var factor = (float)(done < _options.WarmUp ? done / _options.WarmUp : (1 - done) / (1 - _options.WarmUp));
        var rates = new float[_greatestRates.Length];
        TensorPrimitives.Multiply(_greatestRates, factor, rates);
        _optimiser.Step(sum, (float)Math.Min(1, _options.Clip / (sum.Norm() + 1e-12)), rates, _workers.Length);
        return losses.Sum();
    }

    private float RateOf(Parameter parameter, ReaderParameters parameters)
    {
        if (parameter.Index >= parameters.OfEncoder || parameter == parameters.Features)
        {
            return _options.HeadRate;
        }

        var layer = 0;
        while (layer < parameters.Layers.Count && parameter.Index > parameters.Layers[layer].OutNorm.Bias.Index)
        {
            layer++;
        }

        var below = parameter.Index < parameters.Layers[0].Attention.Weights.Index ? 1 : 0;
        return _options.EncoderRate * MathF.Pow(_options.RateByLayer, parameters.Layers.Count - 1 - layer + below);
    }

    /// <summary>What one thread needs.</summary>
    internal sealed class Worker(ReaderParameters parameters, ReaderLoss loss)
    {
        private readonly EncoderPass _encoder = new(parameters);
        private readonly ReaderHeads _heads = new(parameters);
        private float[] _dropped = [];
        private float[] _dHidden = [];

        public Gradients Gradients { get; } = new(parameters.All);

        /// <summary>The gradients of some messages, and their part of the mean loss of all of the batch.</summary>
        public double Run(IReadOnlyList<ReaderTarget> targets, int messages, Dropout? dropout)
        {
            Gradients.Clear();
            if (targets.Count == 0)
            {
                return 0;
            }

            var batch = new ReaderBatch([.. targets.Select(t => t.Sequence)]);
            var size = batch.Pieces * parameters.Shape.Hidden;
            var hidden = _encoder.Forward(batch, dropout);
            dropout?.Apply(hidden.AsSpan(0, size), Layers.Sized(ref _dropped, size));
            var scores = _heads.Forward(batch, hidden);
            _heads.ForwardOutcomes(scores, ReaderLoss.Queries(batch, targets));
            var (value, d) = loss.Of(scores, targets, messages);
            Array.Clear(Layers.Sized(ref _dHidden, size));
            _heads.Backward(scores, d, _dHidden, Gradients);
            if (dropout is not null)
            {
                TensorPrimitives.Multiply(_dHidden.AsSpan(0, size), _dropped.AsSpan(0, size), _dHidden);
            }

            _encoder.Backward(batch, _dHidden, dropout is not null, Gradients);
            return value;
        }
    }
}
