using InteRec.Numerics;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Training;

public class InteractionMatrixTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_weight_that_is_not_finite_is_refused_with_user_and_item(float weight)
    {
        var message = Should.Throw<ArgumentException>(() => new InteractionMatrixBuilder().Add(new("ann", "apple", weight))).Message;

        message.ShouldContain("ann");
        message.ShouldContain("apple");
    }

    [Theory]
    [InlineData("", "apple")]
    [InlineData("ann", "")]
    public void A_line_without_user_or_item_is_refused(string user, string item) =>
        Should.Throw<ArgumentException>(() => new InteractionMatrixBuilder().Add(new(user, item, 1)));

    [Theory]
    [InlineData("Latest", "liked", new[] { 1f, 0f })] // A neutral line says less than a like, also when it is later.
    [InlineData("Latest", "disliked", new[] { 1f, -1f })]
    [InlineData("Latest", "disliked", new[] { 0f, -1f, 0f })]
    [InlineData("Latest", "neutral", new[] { 0f, 0f })]
    [InlineData("AnyPositive", "liked", new[] { 1f, -1f, 0f })]
    [InlineData("AnyPositive", "disliked", new[] { 0f, -1f })]
    [InlineData("AnyPositive", "neutral", new[] { 0f })]
    public void Several_lines_about_one_item_are_one_pair(string rule, string expected, float[] weights)
    {
        var builder = new InteractionMatrixBuilder(Enum.Parse<PairRule>(rule));
        for (var line = 0; line < weights.Length; line++)
        {
            builder.Add(new("ann", "apple", weights[line], line));
        }

        var log = builder.Build();

        (log.Likes.Count, log.Neutral.Count, log.Dislikes.Count).ShouldBe(
            (expected == "liked" ? 1 : 0, expected == "neutral" ? 1 : 0, expected == "disliked" ? 1 : 0)
        );
        log.InteractionCount.ShouldBe(weights.Length);
    }

    [Fact]
    public void Selecting_users_keeps_what_is_said_and_known_of_the_items_they_like()
    {
        var log = TrainingData
            .Build([new("ann", "a", 1), new("ann", "b", 0), new("ann", "c", -1), new("bob", "b", 1), new("cleo", "c", 1)])
            .With(
                new ItemFacts(
                    ["c", "b", "a", "elsewhere"],
                    [
                        [0, 1],
                        [1, 2, 3],
                    ]
                )
            );

        var (some, columnOf) = MatrixSelection.Users(log, [0, 1]);

        some.ItemIds.ShouldBe(["a", "b"]);
        columnOf.ShouldBe([0, 1, -1]);
        some.Neutral.Columns(0).ToArray().ShouldBe([1]);
        some.Dislikes.Count.ShouldBe(0);
        some.Facts.Columns(0).ToArray().ShouldBe([1]);
        some.Facts.Columns(1).ToArray().ShouldBe([0, 1]);
    }

    [Fact]
    public void Joined_rows_are_in_the_order_of_their_columns_and_weighted()
    {
        var first = new SparseRows(5, [0, 2, 2], [1, 4], [1, 3]);
        var second = new SparseRows(5, [0, 1, 3], [2, 0, 3], [1, 1, 2]);
        var third = new SparseRows(5, [0, 1, 1], [0], [9]);

        var joined = SparseRows.Join((first, 1), (second, -0.5f), (third, 0));

        joined.Starts.ToArray().ShouldBe([0, 3, 5]);
        joined.AllColumns.ToArray().ShouldBe([1, 2, 4, 0, 3]);
        joined.AllValues.ToArray().ShouldBe([1f, -0.5f, 3f, -0.5f, -1f]);
    }
}
