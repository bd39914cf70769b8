using System.Text;
using InteRec.Conversations;
using InteRec.Interactions;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Serving;
using InteRec.Tests.Conversations;
using InteRec.Tests.Interactions;
using InteRec.Tests.Storage;
using InteRec.Tools;
using InteRec.Training;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Profiles;

public sealed class ProfileStoreTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Nothing_is_known_of_a_stranger_and_asking_remembers_nothing()
    {
        using var store = new TestStore();

        var profile = await store.Get<ProfileStore>().LoadAsync(new Caller("ann", null), CancellationToken.None);

        (profile.UserId, profile.Entries.Count, profile.History.Count).ShouldBe(("ann", 0, 0));
        (await store.Get<UserData>().DeleteAsync(new Caller("ann", null), LogPolicy.Delete, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Entries_are_added_removed_and_replaced_by_what_contradicts_them()
    {
        using var store = new TestStore();
        var profiles = store.Get<ProfileStore>();
        await profiles.UpdateAsync(
            new Caller("ann", null),
            new ProfileUpdate
            {
                Add = [Item("liked", "1"), Item("disliked", "2"), Value("unwanted", "Horror"), Value("preferred", "Drama")],
            },
            CancellationToken.None
        );

        var after = await profiles.UpdateAsync(
            new Caller("ann", null),
            new ProfileUpdate { Remove = [Value("preferred", "Drama")], Add = [Item("disliked", "1"), Value("preferred", "Horror")] },
            CancellationToken.None
        );

        after.Entries.ShouldBe([Item("disliked", "1"), Item("disliked", "2"), Value("preferred", "Horror")], ignoreOrder: true);
        (await profiles.LoadAsync(new Caller("ann", null), CancellationToken.None)).Entries.ShouldBe(after.Entries, ignoreOrder: true);
        (
            await profiles.UpdateAsync(new Caller("ann", null), new ProfileUpdate { RemoveAll = true }, CancellationToken.None)
        ).Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_profile_forgets_its_oldest_entry_but_not_what_is_unwanted()
    {
        using var store = new TestStore(settings: ("InteRec:Profiles:MaxEntries", "10"));
        var profiles = store.Get<ProfileStore>();
        await profiles.UpdateAsync(
            new Caller("ann", null),
            new ProfileUpdate { Add = [Value("unwanted", "Horror")] },
            CancellationToken.None
        );

        var after = await profiles.UpdateAsync(
            new Caller("ann", null),
            new ProfileUpdate
            {
                Add = Enumerable.Range(1, 12).Select(i => Item("liked", $"{i}") with { At = Noon.AddMinutes(i) }).ToArray(),
            },
            CancellationToken.None
        );

        after.Entries.Count.ShouldBe(10);
        after.Entries.ShouldContain(Value("unwanted", "Horror"));
        after.Entries.ShouldNotContain(e => e.ItemId == "3");
    }

    [Fact]
    public async Task The_history_has_the_latest_judgement_of_each_item()
    {
        using var store = await InteractionImportTests.StoreAsync();
        await InteractionImportTests.ImportAsync(
            store,
            "log.csv",
            "reader,isbn,kind,stars,timestamp\nann,1,rating,5,100\nann,1,rating,1,200\nann,1,view,,300\nann,2,view,,50\nann,2,purchase,,60\nann,3,rating,3,70\n"
        );

        var history = (await store.Get<ProfileStore>().LoadAsync(new Caller("ann", null), CancellationToken.None)).History;

        history.ShouldBe([Past("1", -1, 200), Past("3", 0, 70), Past("2", 1, 60)], ignoreOrder: true);
    }

    [Fact]
    public async Task Where_things_are_used_again_the_history_says_so_and_counts_how_often()
    {
        using var store = await InteractionImportTests.StoreAsync(("InteRec:Interactions:Repeat", "true"));
        await InteractionImportTests.ImportAsync(
            store,
            "log.csv",
            "reader,isbn,kind,stars,timestamp\nann,1,purchase,,100\nann,1,purchase,,200\nann,1,purchase,,300\nann,2,purchase,,60\nann,3,rating,1,400\n"
        );

        var history = (await store.Get<ProfileStore>().LoadAsync(new Caller("ann", null), CancellationToken.None)).History;

        history.ShouldBe(
            [Past("3", -1, 400), Past("1", 2, 300) with { MayRepeat = true }, Past("2", 1, 60) with { MayRepeat = true }],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task What_is_used_again_weighs_in_the_history_what_it_weighs_in_the_training()
    {
        using var store = await InteractionImportTests.StoreAsync(
            ("InteRec:Interactions:Repeat", "true"),
            ("InteRec:Interactions:ClickWeight", "0")
        );
        await InteractionImportTests.ImportAsync(
            store,
            "log.csv",
            // Switched off clicks count nothing, the strongest row is not the latest, and one item was judged twice.
            "reader,isbn,kind,stars,timestamp\nann,1,purchase,3,100\nann,1,view,,200\nann,1,click,,300\n"
                + "ann,2,rating,1,100\nann,2,rating,5,200\nann,2,view,,300\n"
        );
        var builder = new InteractionMatrixBuilder(PairRule.Latest, mayRepeat: true);
        await foreach (var line in store.Get<InteractionLog>().ForTrainingAsync(CancellationToken.None))
        {
            builder.Add(line);
        }

        var history = (await store.Get<ProfileStore>().LoadAsync(new Caller("ann", null), CancellationToken.None)).History;

        history.OrderBy(h => h.ItemId, StringComparer.Ordinal).Select(h => h.Weight).ShouldBe(builder.Build().Likes.Values(0).ToArray());
        history.Single(h => h.ItemId == "1").Weight.ShouldBe(2 * MathF.Log2(3));
        history.Single(h => h.ItemId == "1").MayRepeat.ShouldBeTrue();
        history.Single(h => h.ItemId == "2").MayRepeat.ShouldBeFalse("who said that they like it knows it");
    }

    [Fact]
    public async Task The_history_is_no_longer_than_its_limit()
    {
        using var store = await InteractionImportTests.StoreAsync(("InteRec:Interactions:HistoryLength", "2"));
        await InteractionImportTests.ImportAsync(store, "log.csv", "reader,isbn,stars,timestamp\nann,1,5,1\nann,2,5,2\nann,3,5,3\n");

        (await store.Get<ProfileStore>().LoadAsync(new Caller("ann", null), CancellationToken.None))
            .History.Select(h => h.ItemId)
            .ShouldBe(["3", "2"]);
    }

    [Fact]
    public async Task What_is_a_half_life_older_than_the_latest_counts_half()
    {
        using var store = await InteractionImportTests.StoreAsync(("InteRec:Interactions:HistoryHalfLifeDays", "10"));
        await InteractionImportTests.ImportAsync(
            store,
            "log.csv",
            "reader,isbn,stars,timestamp\nann,1,5,0\nann,2,1,864000\nann,3,5,1728000\n"
        );

        (await store.Get<ProfileStore>().LoadAsync(new Caller("ann", null), CancellationToken.None))
            .History.Select(h => (h.ItemId, h.Weight))
            .ShouldBe([("3", 1f), ("2", -0.5f), ("1", 0.25f)]);
    }

    [Theory]
    [InlineData(LogPolicy.Delete)]
    [InlineData(LogPolicy.Keep)]
    public async Task After_a_deletion_no_byte_of_the_user_is_in_the_database(LogPolicy policy)
    {
        using var store = await FilledAsync();
        var before = await store.Get<InteractionStore>().CountAsync(CancellationToken.None);

        (await store.Get<UserData>().DeleteAsync(new Caller("ann-7f3a91", null), policy, CancellationToken.None)).ShouldBeTrue();

        var answer = (await store.Get<ConversationStore>().TurnsAsync("c_group", CancellationToken.None)).ShouldHaveSingleItem().Reply;
        answer.Plan.Within!.UserIds.ShouldBe(["bob-55c2"]);
        answer.Lists.Single().Items.Single().Reasons.ShouldBe(["for bob-55c2: you liked Heat", "red"]);
        answer.Lists.Single().Items.Single().For.ShouldBe(["bob-55c2"]);
        (
            await store.Get<RecommendationStore>().GetAsync("r_group", new Caller("bob-55c2", null), CancellationToken.None)
        )!.Value.Record.Plan!.Within!.UserIds.ShouldBe(["bob-55c2"]);
        foreach (var trace in new[] { "ann-7f3a91", "her secret message", "her very own words", "her favourite", "her own reason" })
        {
            FilesWith(store.Folder, trace).ShouldBeEmpty(trace);
        }

        FilesWith(store.Folder, "bob-55c2").ShouldNotBeEmpty();
        (await store.Get<InteractionStore>().CountAsync(CancellationToken.None)).Interactions.ShouldBe(
            policy == LogPolicy.Keep ? before.Interactions : before.Interactions - 2
        );
        (await store.Get<ConversationStore>().ListAsync(new Caller("bob-55c2", null), 100, CancellationToken.None)).Count.ShouldBe(41);
    }

    [Fact]
    public async Task Who_never_spoke_and_was_named_in_a_group_is_deleted_too()
    {
        using var store = new TestStore();
        await SaveGroupTurnAsync(store);

        var users = store.Get<UserData>();
        (await users.DeleteAsync(new Caller("ann-7f3a91", "key2"), LogPolicy.Delete, CancellationToken.None)).ShouldBeFalse();
        (await users.DeleteAsync(new Caller("ann-7f3a91", null), LogPolicy.Delete, CancellationToken.None)).ShouldBeTrue();

        FilesWith(store.Folder, "ann-7f3a91").ShouldBeEmpty();
        (await users.DeleteAsync(new Caller("ann-7f3a91", null), LogPolicy.Delete, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Training_does_not_see_a_deleted_user_and_notices_the_change()
    {
        using var store = await FilledAsync();
        var version = await store.Get<InteractionStore>().VersionAsync(CancellationToken.None);

        await store.Get<UserData>().DeleteAsync(new Caller("ann-7f3a91", null), LogPolicy.Delete, CancellationToken.None);

        (await store.Get<InteractionLog>().LoadAsync(true, CancellationToken.None)).UserIds.ShouldNotContain("ann-7f3a91");
        (await store.Get<InteractionStore>().VersionAsync(CancellationToken.None)).ShouldBeGreaterThan(version);
    }

    [Fact]
    public async Task Rows_that_are_kept_stay_in_the_bucket_of_their_user()
    {
        for (var time = 0; time < 5; time++)
        {
            using var store = await FilledAsync();

            await store.Get<UserData>().DeleteAsync(new Caller("ann-7f3a91", null), LogPolicy.Keep, CancellationToken.None);

            var renamed = (await store.Get<InteractionLog>().LoadAsync(true, CancellationToken.None))
                .UserIds.Where(id => id.StartsWith("deleted-", StringComparison.Ordinal))
                .ShouldHaveSingleItem();
            HashSplit.BucketOf(renamed).ShouldBe(HashSplit.BucketOf("ann-7f3a91"));
        }
    }

    [Fact]
    public async Task A_process_that_stops_before_the_bytes_are_gone_erases_them_at_the_next_start()
    {
        using var store = await FilledAsync();
        await store.Database.WriteAsync(
            async s =>
            {
                await s.ExecuteAsync("DELETE FROM users WHERE user_id = 'ann-7f3a91'");
                await InteRec.Storage.Counters.AddAsync(s, InteRec.Storage.Counters.Erasure);
            },
            CancellationToken.None
        );
        store.Close();

        using var again = new TestStore(store.Folder);
        await again.Database.OpenAsync(CancellationToken.None);

        FilesWith(store.Folder, "her secret message").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_export_has_everything_of_the_user()
    {
        using var store = await FilledAsync();

        var export = (await store.Get<UserData>().ExportAsync(new Caller("ann-7f3a91", null), CancellationToken.None))!;

        export.Entries.ShouldHaveSingleItem().Value.ShouldBe("her favourite");
        export.Interactions.Count.ShouldBe(2);
        export.Conversations.Count.ShouldBe(40);
        export.Conversations["c_ann-7f3a91_0"].ShouldHaveSingleItem().Message.ShouldBe("her secret message");
        export.Recommendations.ShouldHaveSingleItem();
        (await store.Get<UserData>().ExportAsync(new Caller("nobody", null), CancellationToken.None)).ShouldBeNull();
    }

    /// <summary>Enough turns of two users, mixed and of many sizes, that pages of the database are split and merged.</summary>
    private static async Task<TestStore> FilledAsync()
    {
        var store = await InteractionImportTests.StoreAsync();
        await InteractionImportTests.ImportAsync(
            store,
            "log.csv",
            "reader,isbn,stars,timestamp\nann-7f3a91,1,5,1\nann-7f3a91,2,5,2\nbob-55c2,1,5,1\n"
        );
        File.Delete(Path.Combine(store.Folder, "log.csv"));
        var conversations = store.Get<ConversationStore>();
        for (var i = 0; i < 40; i++)
        {
            foreach (var (user, message) in new[] { ("ann-7f3a91", "her secret message"), ("bob-55c2", "his message") })
            {
                var turn = ConversationStoreTests.Turn($"c_{user}_{i}", 1, new Caller(user, null)) with { Message = message };
                await conversations.SaveTurnAsync(
                    turn with
                    {
                        Reply = turn.Reply with { Text = new string('x', (i * 397) % 5000) + message },
                    },
                    CancellationToken.None
                );
            }
        }

        await SaveGroupTurnAsync(store);
        await store
            .Get<RecommendationStore>()
            .AddAsync(ConversationStoreTests.Record("r_1") with { UserId = "ann-7f3a91" }, CancellationToken.None);
        (
            await store
                .Get<RecommendationStore>()
                .AddFeedbackAsync("r_1", [new Feedback("1", FeedbackKinds.Rejected, "her own reason", Noon)], CancellationToken.None)
        ).ShouldBeTrue();
        await store
            .Get<ProfileStore>()
            .UpdateAsync(
                new Caller("ann-7f3a91", null),
                new ProfileUpdate { Add = [Value("preferred", "her favourite")] },
                CancellationToken.None
            );
        return store;
    }

    /// <summary>A turn of one user for a group with the other.</summary>
    private static async Task SaveGroupTurnAsync(TestStore store)
    {
        var turn = ConversationStoreTests.Turn("c_group", 1, new Caller("bob-55c2", null));
        var plan = new Plan { Within = new CallerConditions { UserIds = ["bob-55c2", "ann-7f3a91"] } };
        var item = new ListedItem
        {
            ItemId = "1",
            Title = "Ronin",
            Reasons = ["for ann-7f3a91: you liked her favourite", "for bob-55c2: you liked Heat", "red"],
            For = ["ann-7f3a91", "bob-55c2"],
        };
        await store
            .Get<ConversationStore>()
            .SaveTurnAsync(
                turn with
                {
                    Reply = turn.Reply with { Text = "Above all for ann-7f3a91 Ronin.", Plan = plan, Lists = [new ItemList(null, [item])] },
                    Recommendation = ConversationStoreTests.Record("r_group") with
                    {
                        ConversationId = "c_group",
                        UserId = "bob-55c2",
                        Plan = plan,
                    },
                },
                CancellationToken.None
            );
    }

    private static List<string> FilesWith(string folder, string text) =>
        Directory
            .GetFiles(folder)
            .Where(file =>
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                return copy.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
            })
            .ToList();

    private static ProfileEntry Item(string kind, string itemId) => new(kind, itemId, null, null, Noon, "api");

    private static ProfileEntry Value(string kind, string value) => new(kind, null, "genres", value, Noon, "api");

    private static HistoryEntry Past(string itemId, float weight, long seconds) =>
        new(itemId, weight, DateTimeOffset.FromUnixTimeSeconds(seconds));
}
