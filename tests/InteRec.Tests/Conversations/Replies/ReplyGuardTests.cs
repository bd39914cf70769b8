using InteRec.Search.Embeddings;
using InteRec.Settings;
using InteRec.Tests.Planning.Agent;
using InteRec.Tools;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace InteRec.Tests.Conversations.Replies;

/// <summary>
/// The guard over replies to turns with the bundled films: good ones pass, untrue ones do not. Both halves of the corpus are held to the
/// same bounds.
/// </summary>
public sealed class ReplyGuardTests(ITestOutputHelper output)
{
    private const int Corrupted = 500;
    private const double FalseCuts = 0.02;
    private const double Misses = 0.01;
    private static readonly Lazy<Task<ReplyCorpus>> Loaded = new(LoadAsync);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Good_replies_go_out_whole(bool heldOut)
    {
        var corpus = await Loaded.Value;
        var rows = ReplyCorpus.Good.Where(r => ReplyCorpus.IsHeldOut(r) == heldOut).ToList();

        var cut = rows.SelectMany(r => corpus.Cut(r).Select(c => $"{r.Scene}: {c}").Take(1)).ToList();

        output.WriteLine($"{cut.Count} of {rows.Count}\n{string.Join('\n', cut)}");
        ReplyCorpus.Good.Count.ShouldBeGreaterThanOrEqualTo(200);
        cut.Count.ShouldBeLessThanOrEqualTo((int)Math.Ceiling(FalseCuts * rows.Count), string.Join('\n', cut));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Untrue_replies_are_cut(bool heldOut)
    {
        var corpus = await Loaded.Value;
        var rows = ReplyCorpus.Bad.Where(r => ReplyCorpus.IsHeldOut(r) == heldOut).ToList();

        var missed = rows.Where(r => corpus.Cut(r).Count == 0).Select(r => $"{r.Scene}: {r.Reply}").ToList();

        output.WriteLine($"{missed.Count} of {rows.Count}\n{string.Join('\n', missed)}");
        ReplyCorpus.Bad.Count.ShouldBeGreaterThanOrEqualTo(100);
        missed.Count.ShouldBeLessThanOrEqualTo((int)Math.Ceiling(Misses * rows.Count), string.Join('\n', missed));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20261127)]
    public async Task A_good_reply_made_untrue_loses_the_untrue_sentence(int seed)
    {
        var corpus = await Loaded.Value;

        var made = ReplyCorruption.Make(corpus, seed, Corrupted);
        var missed = made.Where(m => !corpus.Cut(m.Row).Any(c => c.Contains(corpus.Normal(m.Row.Scene, m.Lie), StringComparison.Ordinal)))
            .Select(m => $"{m.Kind} {m.Row.Scene}: {m.Lie}")
            .ToList();

        output.WriteLine($"{missed.Count} of {made.Count}\n{string.Join('\n', missed)}");
        missed.Count.ShouldBeLessThanOrEqualTo((int)(Misses * made.Count), string.Join('\n', missed));
    }

    private static async Task<ReplyCorpus> LoadAsync()
    {
        var model = StaticEmbeddingModel.Load(new InteRecOptions().EmbeddingsFolder);
        var films = await BundledFilms.ServingAsync();
        return new ReplyCorpus(new ServingState(films.Catalog) { WordRank = word => Rank(model, word) });
    }

    private static int Rank(StaticEmbeddingModel model, string word)
    {
        Span<int> ids = stackalloc int[2];
        return model.Tokenize(word, ids) == 1 ? ids[0] : int.MaxValue;
    }
}
