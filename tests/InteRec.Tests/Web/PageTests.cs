using InteRec.Tests.Api;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Web;

/// <summary>The pages as a person uses them: typed into, with the keyboard, on a wide and on a narrow screen.</summary>
[Collection(ApiTests.Name)]
public sealed class PageTests(ReadyApi api)
{
    private const int Tab = 9;
    private const int Narrow = 360;

    [BrowserFact]
    public async Task A_conversation_with_the_keyboard_alone()
    {
        await using var browser = await Browser.StartAsync(1280, 900);
        await browser.OpenAsync(api.Host.Client.BaseAddress!);
        await browser.WaitForAsync("#examples button");

        await browser.SayAsync("comedies from the nineties", 1);
        var first = await CardsAsync(browser);
        first.Count.ShouldBe(5);
        first.ShouldAllBe(c => c.Title.Length > 0 && c.Reasons > 0);
        (await browser.RunAsync("return document.activeElement.id;")).GetString().ShouldBe("message");

        await browser.SayAsync("something else", 2);
        (await CardsAsync(browser)).Select(c => c.Title).Intersect(first.Select(c => c.Title)).ShouldBeEmpty();

        await browser.PressAsync("Tab", Tab);
        (await browser.RunAsync("return document.activeElement.id;")).GetString().ShouldBe("send");
        browser.Errors.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task What_a_person_or_the_catalogue_says_is_text_and_never_markup()
    {
        await using var browser = await Browser.StartAsync(1280, 900);
        await browser.OpenAsync(api.Host.Client.BaseAddress!);
        await browser.SayAsync("<img src=x onerror=\"document.title='taken'\"> comedies", 1);

        (await browser.RunAsync("return document.querySelector('.said').textContent;")).GetString()!.ShouldContain("<img src=x");
        (await browser.RunAsync("return document.querySelectorAll('main img').length;")).GetInt32().ShouldBe(0);
        (await browser.RunAsync("return document.title;")).GetString().ShouldBe("InteRec");
    }

    [BrowserFact]
    public async Task Nothing_is_wider_than_a_small_screen()
    {
        await using var browser = await Browser.StartAsync(Narrow, 700);
        await browser.OpenAsync(api.Host.Client.BaseAddress!);
        await browser.SayAsync("comedies from the nineties", 1);
        await browser.RunAsync("document.querySelector('details.how').open = true; return null;");
        (await browser.WidthAsync()).ShouldBeLessThanOrEqualTo(Narrow);

        await browser.OpenAsync(new Uri(api.Host.Client.BaseAddress!, "/admin"));
        await browser.WaitForAsync("#rankers tbody tr");
        (await browser.WidthAsync()).ShouldBeLessThanOrEqualTo(Narrow);
        (
            await browser.RunAsync(
                "const s = document.querySelector('#rankers').parentElement; s.scrollLeft = 9999; return s.scrollLeft > 0 && "
                    + "s.clientWidth <= 360;"
            )
        )
            .GetBoolean()
            .ShouldBeTrue();
    }

    [BrowserFact]
    public async Task The_operators_page_shows_the_ranker_that_answers_with_its_figures()
    {
        await using var browser = await Browser.StartAsync(1280, 900);
        await browser.OpenAsync(new Uri(api.Host.Client.BaseAddress!, "/admin"));
        await browser.WaitForAsync("#rankers .badge");

        var rankers = await api.Host.GetAsync("/v1/rankers");
        var row = (await browser.RunAsync("return document.querySelector('#rankers .badge').closest('tr').innerText;")).GetString()!;
        row.ShouldContain(rankers.GetProperty("current").GetString()!);
        row.ShouldContain(
            rankers
                .GetProperty("rankers")[0]
                .GetProperty("counts")
                .GetProperty("users")
                .GetInt32()
                .ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
        browser.Errors.ShouldBeEmpty();
    }

    private static async Task<List<(string Title, int Reasons)>> CardsAsync(Browser browser)
    {
        var cards = await browser.RunAsync(
            "return [...document.querySelectorAll('.reply:last-of-type .card')].map(c => [c.querySelector('.title').textContent, "
                + "c.querySelectorAll('.reasons li').length]);"
        );
        return [.. cards.EnumerateArray().Select(c => (c[0].GetString()!, c[1].GetInt32()))];
    }
}
