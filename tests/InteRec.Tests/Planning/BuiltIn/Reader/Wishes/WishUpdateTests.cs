using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn.Reader.Wishes;

public sealed class WishUpdateTests
{
    private static readonly Referents Shown = new(["Them", "Us", "It"], null, []);

    [Fact]
    public void Apply_KeepsWhatIsKeptAndAddsWhatIsMarked()
    {
        var before = Request([Wanted(Slot.Kind, "Horror"), new(Slot.Year, Sign.Plain, "old"), new(Slot.Topic, Sign.Excluded, "gore")]);

        var after = Apply(
            before,
            "newer, zombies, no children",
            [Act.Refine],
            [M("newer", Slot.Year, Stance.More), M("zombies", Slot.Topic), M("children", Slot.Topic, Stance.Not)],
            [true, false, true]
        );

        after
            .ShouldHaveSingleItem()
            .Conditions.ShouldBe([
                Wanted(Slot.Kind, "Horror"),
                new(Slot.Topic, Sign.Excluded, "gore"),
                new(Slot.Year, Sign.Plain, "more"),
                Wanted(Slot.Topic, "zombies"),
                new(Slot.Topic, Sign.Excluded, "children"),
            ]);
    }

    [Fact]
    public void Apply_References_AreTheTitlesShown()
    {
        var after = Apply(
            [],
            "like the last, seen the others",
            [Act.Recommend],
            [M("last", Slot.Ref, Stance.Like, "-1"), M("others", Slot.Ref, Stance.Seen, "list")],
            []
        );

        after
            .ShouldHaveSingleItem()
            .Conditions.ShouldBe([new(Slot.Item, Sign.Like, "It"), new(Slot.Item, Sign.Seen, "Them"), new(Slot.Item, Sign.Seen, "Us")]);
    }

    [Fact]
    public void Apply_NumbersOfOneMessage_BecomeOneCondition()
    {
        var after = Apply(
            [],
            "80s or 90s but not 1984",
            [Act.Recommend],
            [
                M("80s", Slot.Year, value: "1980..1989"),
                M("90s", Slot.Year, value: "1990..1999"),
                M("1984", Slot.Year, Stance.Not, "1984..1984"),
            ],
            []
        );

        after.ShouldHaveSingleItem().Conditions.ShouldBe([new(Slot.Year, Sign.Plain, "1980..1983|1985..1999")]);
    }

    [Fact]
    public void Apply_SeveralLists_ShareWhatWasSaidBeforeThem()
    {
        var after = Apply(
            [],
            "spies, a comedy and a thriller",
            [Act.Recommend],
            [
                M("spies", Slot.Topic),
                M("comedy", Slot.Kind) with
                {
                    BeginsList = true,
                },
                M("thriller", Slot.Kind) with
                {
                    BeginsList = true,
                },
            ],
            []
        );

        after.Count.ShouldBe(2);
        after[0].Conditions.ShouldBe([Wanted(Slot.Topic, "spies"), Wanted(Slot.Kind, "comedy")]);
        after[1].Conditions.ShouldBe([Wanted(Slot.Topic, "spies"), Wanted(Slot.Kind, "thriller")]);
    }

    [Theory]
    [InlineData("Lookup", "Ask")]
    [InlineData("Remember", "Liked")]
    [InlineData("Remember", "Never")]
    public void Apply_OfAQuestionOrSomethingToRemember_LeavesTheRequest(string act, string stance)
    {
        var before = Request([Wanted(Slot.Kind, "Horror")]);

        var after = Apply(before, "Us", [Enum.Parse<Act>(act)], [M("Us", Slot.Item, Enum.Parse<Stance>(stance))], [true]);

        after.ShouldHaveSingleItem().Conditions.ShouldBe(before[0].Conditions);
    }

    [Fact]
    public void Apply_OfARejectionWithoutTitle_ExcludesWhatIsTalkedAbout()
    {
        var before = Request([Wanted(Slot.Kind, "Horror")]);

        var after = WishUpdate.Apply(before, Labels([Act.Reject], [], [true]), "no then", Shown with { Focus = "Us" });

        after.ShouldHaveSingleItem().Conditions.ShouldBe([Wanted(Slot.Kind, "Horror"), new(Slot.Item, Sign.Excluded, "Us")]);
    }

    [Fact]
    public void Apply_OfSeveralLists_PutsATitleWhereItWasShown()
    {
        IReadOnlyList<Wish> before = [.. Request([Wanted(Slot.Kind, "Horror")]), .. Request([Wanted(Slot.Kind, "War")])];

        var after = WishUpdate.Apply(
            before,
            Labels([Act.Accept], [M("Them", Slot.Item, Stance.Find).In("Them then")], [true, true]),
            "Them then",
            Shown with
            {
                Shown = ["Them", "1917"],
            }
        );

        after[0].Conditions.ShouldContain(Wanted(Slot.Item, "Them"));
        after[1].Conditions.ShouldBe(before[1].Conditions);
    }

    [Fact]
    public void Apply_OfAnAnswer_MakesWhatWasAskedHold()
    {
        var answer = new Condition(Slot.Format, Sign.Excluded, "black and white");

        var after = WishUpdate.Apply([], Labels([Act.No], [], []), "no", Shown with { Answer = [answer] });

        after.ShouldHaveSingleItem().Conditions.ShouldBe([answer]);
    }

    private static IReadOnlyList<Wish> Apply(
        IReadOnlyList<Wish> before,
        string message,
        IReadOnlyList<Act> acts,
        IReadOnlyList<Words> marks,
        IReadOnlyList<bool> kept
    ) => WishUpdate.Apply(before, Labels(acts, [.. marks.Select(mark => mark.In(message))], kept), message, Shown);

    private static MessageLabels Labels(IReadOnlyList<Act> acts, IReadOnlyList<Mark> marks, IReadOnlyList<bool> kept) =>
        new()
        {
            Acts = acts,
            Marks = marks,
            Kept = kept,
        };

    private static IReadOnlyList<Wish> Request(IReadOnlyList<Condition> conditions) => [new Wish(conditions)];

    private static Condition Wanted(Slot slot, string value) => new(slot, Sign.Wanted, value);

    private static Words M(string words, Slot slot, Stance stance = Stance.Want, string? value = null) => new(words, slot, stance, value);

    private sealed record Words(string Text, Slot Slot, Stance Stance, string? Value)
    {
        public bool BeginsList { get; init; }

        public Mark In(string message) =>
            new(message.IndexOf(Text, StringComparison.Ordinal), Text.Length, Slot, Stance) { Value = Value, BeginsList = BeginsList };
    }
}
