using Shouldly;
using Xunit;

namespace InteRec.Tests.Web;

/// <summary>What the cards of a reply show, of a catalogue that is not about films.</summary>
public sealed class CardTests(BookShop shop) : IClassFixture<BookShop>
{
    private const int Narrow = 360;

    [BrowserFact]
    public async Task A_card_shows_description_and_leads_by_their_roles_and_the_rest_on_demand()
    {
        await using var browser = await Browser.StartAsync(1280, 900);
        await browser.OpenAsync(shop.Page);
        await browser.SayAsync("mystery books", 1);

        (await browser.TextsAsync(".card .plot")).ShouldBe(
            [BookDataset.HostilePlot, "A lighthouse keeper counts the ships that do not come."],
            ignoreOrder: true
        );
        (await browser.TextsAsync(".card .leads dd")).ShouldBe(
            ["Ann Alder, Ben Birch, Cy Cedar …", "Eve Elm", "Fay Fir"],
            ignoreOrder: true
        );
        (await browser.TextsAsync(".card .tags li")).ShouldAllBe(kind => kind == "Mystery");
        (await browser.TextsAsync(".card dl[hidden] dd")).ShouldContain("310 pages");

        await browser.RunAsync("[...document.querySelectorAll('.toggle')].forEach(t => t.click()); return null;");
        (await browser.TextsAsync(".card dl:not([hidden], .leads) dd")).ShouldContain("Ann Alder, Ben Birch, Cy Cedar, Di Dogwood");
        (await browser.RunAsync("return document.querySelector('.toggle').getAttribute('aria-expanded');")).GetString().ShouldBe("true");
        browser.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Hostile_and_endless_titles_are_text_that_stays_in_its_card()
    {
        await using var browser = await Browser.StartAsync(Narrow, 700);
        await browser.OpenAsync(shop.Page);
        await browser.SayAsync("mystery books", 1);
        await browser.RunAsync("[...document.querySelectorAll('.toggle')].forEach(t => t.click()); return null;");

        (await browser.TextsAsync(".card .title")).ShouldBe(
            [$"{BookDataset.HostileTitle} 2001", "The Quiet Lamp 1998", $"{BookDataset.LongTitle} 1985"],
            ignoreOrder: true
        );
        (await browser.RunAsync("return document.querySelectorAll('#log img, #log script, #log b').length;")).GetInt32().ShouldBe(0);
        (await browser.RunAsync("return document.title;")).GetString().ShouldBe("InteRec");
        (await browser.WidthAsync()).ShouldBeLessThanOrEqualTo(Narrow);
        (
            await browser.RunAsync(
                "return [...document.querySelectorAll('.card *')].every(e => e.getBoundingClientRect().right <= "
                    + "e.closest('.card').getBoundingClientRect().right);"
            )
        )
            .GetBoolean()
            .ShouldBeTrue();
    }

    [BrowserFact]
    public async Task Several_lists_have_headings_and_the_text_repeats_no_title_of_the_cards()
    {
        await using var browser = await Browser.StartAsync(1280, 900);
        await browser.OpenAsync(shop.Page);
        await browser.SayAsync("two mystery books and two poetry books", 1);

        (await browser.TextsAsync(".list > h3")).ShouldBe(["Mystery books", "Poetry books"]);
        var text = (await browser.TextsAsync(".reply .text")).Single();
        text.ShouldNotBeEmpty();
        (await browser.TextsAsync(".card .title")).ShouldAllBe(title => !text.Contains(title.Substring(0, title.Length - 5)));
    }

    [BrowserFact]
    public async Task Like_not_for_me_and_seen_exclude_each_other_and_can_be_undone()
    {
        await using var browser = await Browser.StartAsync(1280, 900);
        await browser.OpenAsync(shop.Page);
        await browser.SayAsync("mystery books", 1);
        var conversation = await ConversationAsync(browser);

        foreach (var (place, kind) in new[] { (1, "liked"), (2, "disliked"), (3, "seen") })
        {
            await PressAsync(browser, place);
            (await browser.TextsAsync(".card:first-child [aria-pressed=true]")).Length.ShouldBe(1);
            await SaidIsAsync(conversation, kind);
        }

        await PressAsync(browser, 3);
        (await browser.TextsAsync("[aria-pressed=true]")).ShouldBeEmpty();
        await SaidIsAsync(conversation, null);
        browser.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task What_could_not_be_stored_is_told_and_not_shown_as_said()
    {
        await using var browser = await Browser.StartAsync(1280, 900);
        await browser.OpenAsync(shop.Page);
        await browser.SayAsync("mystery books", 1);

        await browser.CutOffAsync(offline: true);
        await PressAsync(browser, 1);
        await browser.WaitForAsync("#trouble:not([hidden])");
        (await browser.TextsAsync("[aria-pressed=true]")).ShouldBeEmpty();

        await browser.CutOffAsync(offline: false);
        await browser.ClickAsync("#retry");
        await browser.WaitForAsync(".card:first-child button:nth-of-type(1)[aria-pressed=true]");
        await SaidIsAsync(await ConversationAsync(browser), "liked");
    }

    private static Task PressAsync(Browser browser, int place) =>
        browser.ClickAsync($".card:first-child footer button:nth-of-type({place})");

    private static async Task<string> ConversationAsync(Browser browser) =>
        (await browser.RunAsync("return new URLSearchParams(location.hash.slice(1)).get('conversation');")).GetString()!;

    /// <summary>The page stores what was pressed after it shows it: this asks until it is there.</summary>
    private async Task SaidIsAsync(string conversation, string? kind)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        string?[] expected = kind is null ? [] : [kind],
            said;
        do
        {
            patience.Token.ThrowIfCancellationRequested();
            var stored = await shop.Host.GetAsync($"/v1/conversations/{conversation}");
            said = [.. stored.GetProperty("turns")[0].GetProperty("said").EnumerateObject().Select(s => s.Value.GetString())];
        } while (!said.SequenceEqual(expected));
    }
}
