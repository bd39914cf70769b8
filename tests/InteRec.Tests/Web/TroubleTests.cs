using InteRec.Serving;
using InteRec.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Web;

/// <summary>The chat page when something is in the way: no connection, a reload, a service that is still starting.</summary>
public sealed class TroubleTests(BookShop shop) : IClassFixture<BookShop>
{
    [BrowserFact]
    public async Task A_message_that_was_not_answered_stays_in_the_box_and_can_be_sent_again()
    {
        await using var browser = await Browser.StartAsync(1280, 900);
        await browser.OpenAsync(shop.Page);
        await browser.SayAsync("mystery books", 1);

        await browser.CutOffAsync(offline: true);
        await browser.SendAsync("poetry books");
        await browser.WaitForAsync("#trouble.error:not([hidden])");
        (await browser.TextsAsync("#trouble-text")).ShouldBe(["The service cannot be reached."]);
        (await BoxAsync(browser)).ShouldBe("poetry books");
        (await browser.TextsAsync(".said")).ShouldBe(["mystery books"]);
        (
            await browser.RunAsync(
                "return document.getElementById('trouble').getBoundingClientRect().bottom <= "
                    + "document.getElementById('form').getBoundingClientRect().top + 1;"
            )
        )
            .GetBoolean()
            .ShouldBeTrue();

        await browser.CutOffAsync(offline: false);
        await browser.ClickAsync("#retry");
        await browser.AnsweredAsync(2);
        (await browser.TextsAsync(".said")).ShouldBe(["mystery books", "poetry books"]);
        (await BoxAsync(browser)).ShouldBeEmpty();
        (await browser.TextsAsync("#trouble:not([hidden])")).ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_reload_resumes_the_conversation_with_what_was_said_of_its_items()
    {
        await using var browser = await Browser.StartAsync(1280, 900);
        await browser.OpenAsync(shop.Page);
        await browser.SayAsync("mystery books", 1);
        await browser.ClickAsync(".card:first-child footer button:nth-of-type(2)");
        await browser.SayAsync("poetry books", 2);
        var titles = await browser.TextsAsync(".card .title");

        await browser.ReloadAsync();
        await browser.AnsweredAsync(2);

        (await browser.TextsAsync(".said")).ShouldBe(["mystery books", "poetry books"]);
        (await browser.TextsAsync(".card .title")).ShouldBe(titles);
        (await browser.TextsAsync("[aria-pressed=true]")).Single().ShouldContain("Not for me");
        await browser.RunAsync("document.getElementById('message').focus(); return null;");
        await browser.SayAsync("something else", 3);
        var address = await browser.RunAsync("return new URLSearchParams(location.hash.slice(1)).get('conversation');");
        (await shop.Host.GetAsync($"/v1/conversations/{address.GetString()}")).GetProperty("turns").GetArrayLength().ShouldBe(3);
        browser.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_conversation_that_is_gone_is_told_and_a_new_one_can_begin()
    {
        await using var browser = await Browser.StartAsync(1280, 900);
        await browser.OpenAsync(new Uri(shop.Page, "/#conversation=c_nobody"));
        await browser.WaitForAsync("#trouble:not([hidden], .error)");
        (await browser.TextsAsync("#trouble-text")).Single().ShouldContain("no longer there");
        await browser.RunAsync("document.getElementById('message').focus(); return null;");

        await browser.SayAsync("mystery books", 1);
        (await browser.TextsAsync(".card")).ShouldNotBeEmpty();
    }

    [BrowserFact]
    public async Task New_conversation_leaves_the_old_one_behind_the_back_button()
    {
        await using var browser = await Browser.StartAsync(1280, 900);
        await browser.OpenAsync(shop.Page);
        await browser.SayAsync("mystery books", 1);

        await browser.ClickAsync("#fresh");
        await browser.WaitForAsync("#welcome:not([hidden])");
        (await browser.TextsAsync(".said, .reply")).ShouldBeEmpty();
        await browser.RunAsync("history.back(); return null;");
        await browser.AnsweredAsync(1);
        (await browser.TextsAsync(".said")).ShouldBe(["mystery books"]);
    }

    [BrowserFact]
    public async Task A_message_during_the_start_waits_with_its_progress_and_is_answered()
    {
        await using var host = await (await ApiHost.StartAsync()).WhenReadyAsync();
        var readiness = host.Services.GetRequiredService<Readiness>();
        readiness.At(new StartUpProgress("Training", 0.25, "on everybody"));
        await using var browser = await Browser.StartAsync(1280, 900);
        await browser.OpenAsync(host.Client.BaseAddress!);

        await browser.SendAsync("comedies");
        await browser.WaitForAsync(".reply .status progress:not([hidden])");
        (await browser.TextsAsync(".reply .status")).Single().ShouldContain("Training (on everybody)");
        (await browser.RunAsync("return document.querySelector('.reply progress').value;")).GetDouble().ShouldBe(0.25);
        (await browser.TextsAsync("#trouble:not([hidden])")).ShouldBeEmpty();

        readiness.Ready();
        await browser.AnsweredAsync(1);
        (await browser.TextsAsync(".card")).ShouldNotBeEmpty();
    }

    [BrowserFact]
    public async Task A_start_that_fails_is_told_instead_of_waited_for()
    {
        await using var host = await (await ApiHost.StartAsync()).WhenReadyAsync();
        host.Services.GetRequiredService<Readiness>().Failed("The file of items is missing");
        await using var browser = await Browser.StartAsync(1280, 900);
        await browser.OpenAsync(host.Client.BaseAddress!);

        await browser.WaitForAsync("#trouble.error:not([hidden])");
        (await browser.TextsAsync("#trouble-text")).Single().ShouldContain("The file of items is missing");
    }

    private static async Task<string> BoxAsync(Browser browser) =>
        (await browser.RunAsync("return document.getElementById('message').value;")).GetString()!;
}
