using InteRec.Ranking;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Training;

public class TrainingPartsTests
{
    [Fact]
    public void The_search_takes_only_what_was_trained_in_full_for_the_best()
    {
        var search = Search();
        var (cheap, full) = (search.Draw(3)[1], search.Draw(3)[0]);

        search.Add(new TuningTrial(cheap, 0.9, 1, 0));
        search.BestNdcg.ShouldBe(0, "few epochs on one split are no measure");

        search.Add(new TuningTrial(full, 0.4, 1, ParameterTuner.Rungs - 1));
        search.Add(new TuningTrial(cheap, 0.3, 1, ParameterTuner.Rungs - 1));
        (search.BestNdcg, search.Trials.Count).ShouldBe((0.4, 3));
        search.Best.ShouldBe(full, ignoreOrder: true);
    }

    [Fact]
    public void The_search_draws_each_configuration_once_and_the_present_one_first()
    {
        var field = Search().Draw(9);

        field[0].ShouldBe(Start, ignoreOrder: true);
        var many = Search().Draw(200); // of 243 neighbours, so some are drawn again
        many.Select(p => string.Join(' ', p.OrderBy(x => x.Key, StringComparer.Ordinal))).Distinct().Count().ShouldBe(200);
        Search().Draw(9).ShouldBe(field, "the seed decides");
    }

    [Fact]
    public void The_progress_of_a_part_is_told_as_that_of_the_whole()
    {
        var told = new Told<TrainingProgress>();
        told.After(0.3)!.Report(new TrainingProgress("read", 0.5, ""));
        told.Part("train", "Training", 0.5, 0.9)!.Part(0.5, 0.25)!.Report(1);

        told.Values.Select(v => Math.Round(v.Fraction, 9)).ShouldBe([0.65, 0.8]);
        ((IProgress<double>?)null).Part(0, 1).ShouldBeNull();
    }

    [Theory]
    [InlineData("2", "10", -1)]
    [InlineData("10", "a", -1)]
    [InlineData("1", "01", 1)]
    [InlineData("7", "007", 1)]
    [InlineData("b", "a", 1)]
    [InlineData("", "1", 1)]
    public void Ids_of_digits_come_first_and_by_value(string left, string right, int order)
    {
        Math.Sign(IdOrder.Instance.Compare(left, right)).ShouldBe(order);
        Math.Sign(IdOrder.Instance.Compare(right, left)).ShouldBe(-order);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.1, true)]
    [InlineData(1440, true)]
    [InlineData(1440.5, false)]
    [InlineData(double.NaN, false)]
    public void Tuning_may_take_up_to_a_day(double minutes, bool possible) => TuningRequest.IsPossible(minutes).ShouldBe(possible);

    [Fact]
    public void A_hold_out_needs_enough_users_of_both_kinds()
    {
        var log = TrainingData.TwoTastes();
        var split = HashSplit.Create(log, InteRec.Training.HoldOut.TestBuckets(log), 1);
        int[] counts = [split.Test.Count, split.Validation.Count];
        counts.Distinct().Count().ShouldBe(2, "the log shows nothing where both are as many");

        HoldOut(log, counts.Min()).TooFew.ShouldBeNull();
        HoldOut(log, counts.Max()).TooFew.ShouldNotBeNull();
        HoldOut(log, 1).Users.ShouldBe(counts.Sum());
    }

    [Theory]
    [InlineData(400, 3)]
    [InlineData(3000, 1)]
    public void A_log_of_few_users_is_measured_on_more_buckets(int users, int buckets) =>
        InteRec.Training.HoldOut.TestBuckets(TrainingData.Build(TrainingData.Random(1, users, 60, 12))).Count.ShouldBe(buckets);

    [Fact]
    public void The_same_items_are_found_in_another_list() =>
        ItemIndexes.Of(["b", "x", "a", "b"], ["a", "b", "c", "a"]).ShouldBe([1, -1, 3, 1]);

    private static Dictionary<string, double> Start =>
        new(StringComparer.Ordinal)
        {
            ["ease.regularization"] = 250,
            ["ease.dropout"] = 0.2,
            ["ease.neutralWeight"] = 0.5,
            ["ease.dislikeWeight"] = 0.25,
            ["ease.factWeight"] = 1,
        };

    private static ParameterSearch Search() => new("ease", Start, 1);

    private static HoldOut HoldOut(InteractionMatrix log, int least) =>
        new(new RankerStore("none", TimeProvider.System), new TrainingOptions { MinimumHeldOutUsers = least }, log);

    private sealed class Told<T> : IProgress<T>
    {
        public List<T> Values { get; } = [];

        public void Report(T value) => Values.Add(value);
    }
}
