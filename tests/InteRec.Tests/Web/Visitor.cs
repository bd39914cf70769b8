using System.Text.Json;

namespace InteRec.Tests.Web;

/// <summary>What a person does on the chat page, and what they see there.</summary>
internal static class Visitor
{
    private const int Enter = 13;

    /// <summary>Types a message, sends it, and waits for the whole answer, the <paramref name="turn"/>th on the page.</summary>
    public static async Task SayAsync(this Browser browser, string message, int turn)
    {
        await browser.SendAsync(message);
        await browser.AnsweredAsync(turn);
    }

    /// <summary>Types a message and sends it.</summary>
    public static async Task SendAsync(this Browser browser, string message)
    {
        await browser.TypeAsync(message);
        await browser.PressAsync("Enter", Enter);
    }

    public static Task AnsweredAsync(this Browser browser, int turn) => browser.WaitForAsync($".reply:nth-of-type({turn}) details.how");

    /// <summary>Presses what the selector finds, as with the mouse.</summary>
    public static Task ClickAsync(this Browser browser, string selector) =>
        browser.RunAsync($"document.querySelector({JsonSerializer.Serialize(selector)}).click(); return null;");

    /// <summary>The texts of all that the selector finds.</summary>
    public static async Task<string[]> TextsAsync(this Browser browser, string selector)
    {
        var texts = await browser.RunAsync(
            $"return [...document.querySelectorAll({JsonSerializer.Serialize(selector)})].map(e => e.textContent);"
        );
        return [.. texts.EnumerateArray().Select(t => t.GetString()!)];
    }

    /// <summary>How wide the page is, with what hangs out of it.</summary>
    public static async Task<int> WidthAsync(this Browser browser) =>
        (await browser.RunAsync("return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);")).GetInt32();
}
