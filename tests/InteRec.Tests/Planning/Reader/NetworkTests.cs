using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Network;
using InteRec.Planning.Labels;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Reader;

/// <summary>A tiny network, without pretrained weights: its gradients are right, and it learns.</summary>
public sealed class NetworkTests
{
    private static readonly NetworkShape Tiny = new()
    {
        Layers = 2,
        Hidden = 16,
        Heads = 2,
        FeedForward = 32,
        Decision = 12,
    };

    [Fact]
    public void Gradients_OfEveryParameter_AreThoseOfFiniteDifferences()
    {
        var examples = Examples();
        var vocabulary = ReaderVocabulary.OfWords(examples.Select(e => e.Input.Message));
        var outcomes = OutcomeTable.Collect(examples.SelectMany(e => e.Gold.Marks), 1);
        var parameters = new ReaderParameters(Tiny with { Vocabulary = vocabulary.Pieces.Count, Outcomes = outcomes.All.Count });
        parameters.Initialise(3, from: null, vocabulary);
        var random = new Random(5);
        foreach (var parameter in parameters.All)
        {
            for (var i = 0; i < parameter.Value.Length; i++)
            {
                parameter.Value[i] += 0.2f * (random.NextSingle() - 0.5f);
            }
        }

        var builder = new SequenceBuilder(vocabulary);
        var targets = examples.Take(3).Select(e => ReaderTarget.Of(e, builder, outcomes)).ToList();
        var worker = new ReaderTrainer.Worker(parameters, new ReaderLoss(outcomes, new LossWeights()));
        Loss();
        var gradients = parameters.All.Select(p => (float[])worker.Gradients.Of(p).Clone()).ToList();
        foreach (var parameter in parameters.All)
        {
            var gradient = gradients[parameter.Index];
            var place = Enumerable.Range(0, gradient.Length).MaxBy(i => Math.Abs(gradient[i]));
            const float step = 0.004f;
            var old = parameter.Value[place];
            parameter.Value[place] = old + step;
            var above = Loss();
            parameter.Value[place] = old - step;
            var below = Loss();
            parameter.Value[place] = old;
            var expected = (above - below) / (2 * step);
            ((double)gradient[place]).ShouldBe(expected, 0.003 + (0.03 * Math.Abs(expected)), parameter.ToString());
        }

        double Loss() => worker.Run(targets, targets.Count, dropout: null);
    }

    [Fact]
    public void Train_OnAFewMessages_LearnsThem()
    {
        var examples = Examples();
        var network = Train(examples, seed: 1);
        var figures = ReaderFigures.Measure(LearnedReader.InSingle(network), examples);
        figures.MainAct.ShouldBe(1);
        figures.Values.ShouldBe(1);
        figures.Kept.ShouldBe(1);
    }

    [Fact]
    public void Train_WithTheSameSeed_GivesTheSameNetwork()
    {
        var examples = Examples();
        var one = Train(examples, seed: 7, epochs: 3);
        var other = Train(examples, seed: 7, epochs: 3);
        foreach (var parameter in one.Parameters.All)
        {
            other.Parameters.All[parameter.Index].Value.ShouldBe(parameter.Value);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u0301")]
    [InlineData("🙂🙂 \ud800 x")]
    [InlineData("zzzz qqqq ???!!!")]
    public void Read_WhatAPersonCanType_GivesLabels(string message)
    {
        var reader = LearnedReader.InSingle(Train(Examples(), seed: 2, epochs: 1));
        reader.Read(new ReaderInput(message, null, [], [])).Acts.ShouldNotBeEmpty();
        reader.Read(new ReaderInput(string.Join(' ', Enumerable.Repeat(message, 40)), null, [], [])).Acts.ShouldNotBeEmpty();
    }

    [Fact]
    public void Load_OfWhatWasSaved_ReadsTheSame()
    {
        var examples = Examples();
        var network = Train(examples, seed: 1);
        var path = Path.Combine(Directory.CreateTempSubdirectory("interec-reader-").FullName, "reader.bin");
        ReaderFile.Save(network, path);
        var model = ReaderFile.Load(path);
        ReaderFigures.Measure(LearnedReader.Of(model), examples).ShouldBe(ReaderFigures.Measure(LearnedReader.InSingle(network), examples));
        var portable = LearnedReader.Of(model, portable: true);
        foreach (var example in examples)
        {
            var (one, other) = (LearnedReader.Of(model).Read(example.Input), portable.Read(example.Input));
            other.Acts.ShouldBe(one.Acts);
            other.Marks.ShouldBe(one.Marks);
            other.ActConfidence.ShouldBe(one.ActConfidence);
        }
    }

    [Fact]
    public void Load_OfHalfAFile_SaysSo()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("interec-reader-").FullName, "reader.bin");
        ReaderFile.Save(Train(Examples(), seed: 1, epochs: 1), path);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^100]);
        Should.Throw<InvalidDataException>(() => ReaderFile.Load(path)).Message.ShouldContain("not whole");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(48)]
    [InlineData(67)]
    public void Attention_OfAnyLength_IsTheFormula(int length)
    {
        const int hidden = 64,
            heads = 2,
            width = hidden / heads;
        var random = new Random(length);
        var states = Enumerable.Range(0, length * 3 * hidden).Select(_ => 2 * random.NextSingle() - 1).ToArray();
        var attention = new Attention(hidden, heads);
        var (kept, passing) = (new float[length * hidden], new float[length * hidden]);
        attention.Forward(states, length, new float[attention.WeightsOf(length, keep: true)], keep: true, kept);
        attention.Forward(states, length, new float[attention.WeightsOf(length, keep: false)], keep: false, passing);

        passing.ShouldBe(kept);
        for (var (i, c) = (0, 0); i < length; i++, c = (c + 7) % hidden)
        {
            var head = c / width * width;
            var shares = Enumerable
                .Range(0, length)
                .Select(j => Math.Exp(Enumerable.Range(head, width).Sum(k => (double)At(i, 0, k) * At(j, 1, k)) / Math.Sqrt(width)))
                .ToList();
            var expected = Enumerable.Range(0, length).Sum(j => shares[j] * At(j, 2, c)) / shares.Sum();
            ((double)kept[(i * hidden) + c]).ShouldBe(expected, 1e-5);
        }

        float At(int row, int part, int column) => states[(((row * 3) + part) * hidden) + column];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void ByteMatrix_OfAnyRows_IsTheProduct(int rows)
    {
        var random = new Random(rows);
        var weights = new Parameter("w", 64, 48, ParameterKind.Weights, 0);
        for (var i = 0; i < weights.Size; i++)
        {
            weights.Value[i] = random.NextSingle() - 0.5f;
        }

        var bias = Enumerable.Range(0, 48).Select(_ => random.NextSingle()).ToArray();
        var x = Enumerable.Range(0, rows * 64).Select(_ => random.NextSingle() - 0.3f).ToArray();
        var (blocks, scales) = ByteMatrix.Quantise(weights);
        var matrix = new ByteMatrix(64, blocks, scales, bias);
        var bytes = new ByteRows();
        bytes.Quantise(x, rows, 64);
        var (fast, portable) = (new float[rows * 48], new float[rows * 48]);
        matrix.Multiply(bytes, fast);
        matrix.Multiply(bytes, portable, portable: true);
        portable.ShouldBe(fast);
        for (var r = 0; r < rows; r++)
        {
            for (var o = 0; o < 48; o++)
            {
                var expected = bias[o] + Enumerable.Range(0, 64).Sum(i => x[(r * 64) + i] * weights.Value[(i * 48) + o]);
                fast[(r * 48) + o].ShouldBe(expected, 0.05f);
            }
        }
    }

    internal static ReaderNetwork Train(IReadOnlyList<ReaderExample> examples, int seed, int epochs = 100) =>
        ReaderTrainer.Train(
            examples,
            [],
            new ReaderTraining
            {
                Epochs = epochs,
                Batch = 4,
                Seed = seed,
                EncoderRate = 3e-3f,
                HeadRate = 3e-3f,
                OutcomeAtLeast = 1,
                Shape = Tiny,
            },
            from: null,
            [],
            ofEpoch: null,
            new Progress<ReaderProgress>(),
            CancellationToken.None
        );

    internal static IReadOnlyList<ReaderExample> Examples()
    {
        Wish[] request = [new Wish([new Condition(Slot.Kind, Sign.Wanted, "comedy"), new Condition(Slot.Year, Sign.Plain, "1990..1999")])];
        return
        [
            Example(
                "a comedy from the 90s",
                [],
                [Act.Recommend],
                [],
                ("comedy", Slot.Kind, Stance.Want, null),
                ("90s", Slot.Year, Stance.Want, "1990..1999")
            ),
            Example("no horror please", request, [Act.Refine], [true, true], ("horror", Slot.Kind, Stance.Not, null)),
            Example("newer ones", request, [Act.Refine], [true, false], ("newer", Slot.Year, Stance.Want, "more")),
            Example(
                "who directed Heat",
                request,
                [Act.Lookup],
                [true, true],
                ("who directed", Slot.Ask, Stance.Ask, "person:director"),
                ("Heat", Slot.Item, Stance.Ask, null)
            ),
            Example(
                "something like Heat, and a drama",
                [],
                [Act.Recommend],
                [],
                ("Heat", Slot.Item, Stance.Like, null),
                ("drama", Slot.Kind, Stance.Want, null)
            ),
            Example("thanks, bye", request, [Act.Thanks, Act.Bye], [true, true]),
            Example(
                "forget all that, a drama",
                request,
                [Act.Recommend, Act.Reset],
                [false, false],
                ("drama", Slot.Kind, Stance.Want, null)
            ),
        ];
    }

    private static ReaderExample Example(
        string message,
        Wish[] request,
        Act[] acts,
        bool[] kept,
        params (string Words, Slot Slot, Stance Stance, string? Value)[] marks
    )
    {
        var labels = marks
            .Select(m => new Mark(message.IndexOf(m.Words, StringComparison.Ordinal), m.Words.Length, m.Slot, m.Stance) { Value = m.Value })
            .ToList();
        var candidates = labels
            .Where(m => m.Slot is Slot.Kind or Slot.Year or Slot.Item)
            .Select(m => new Candidate(m.Start, m.Length, m.Slot, m.Slot == Slot.Year ? Origins.Number : Origins.Known) { Value = m.Value })
            .ToList();
        var bot = request.Length > 0 ? new BotTurn(["Heat"], null, null) : null;
        return new ReaderExample(
            new ReaderInput(message, bot, request, candidates),
            new MessageLabels
            {
                Acts = acts,
                Marks = labels,
                Kept = kept,
            }
        );
    }
}
