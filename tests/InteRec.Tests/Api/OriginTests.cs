using System.Net;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

[Collection(ApiTests.Name)]
public sealed class OriginTests(ReadyApi api)
{
    private const string Own = "own";

    public static TheoryData<string, string> Changes { get; } =
        new()
        {
            { "POST", "/v1/chat" },
            { "POST", "/v1/rankers/rollback" },
            { "POST", "/v1/training-runs" },
            { "POST", "/v1/items/hide" },
            { "PATCH", "/v1/users/of-another-site/profile" },
            { "DELETE", "/v1/users/of-another-site/profile" },
            { "DELETE", "/v1/conversations/c_nobody" },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Without_keys_no_page_of_another_site_changes_anything(string method, string path)
    {
        foreach (
            var (header, value) in new[]
            {
                ("Origin", "https://evil.example"),
                ("Origin", "null"),
                ("Sec-Fetch-Site", "cross-site"),
                ("Sec-Fetch-Site", "same-site"),
            }
        )
        {
            (await StatusAsync(method, path, (header, value))).ShouldBe(HttpStatusCode.Forbidden, $"{header}: {value}");
        }
    }

    [Theory]
    [InlineData("Origin", Own)]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task The_own_page_and_programs_do(string header, string value) =>
        (await StatusAsync("DELETE", "/v1/conversations/c_nobody", (header, value))).ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Reading_is_not_refused() =>
        (await StatusAsync("GET", "/v1/catalogue", ("Origin", "https://evil.example"))).ShouldBe(HttpStatusCode.OK);

    private async Task<HttpStatusCode> StatusAsync(string method, string path, (string Name, string Value) header)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add(header.Name, header.Value == Own ? api.Host.Client.BaseAddress!.ToString().TrimEnd('/') : header.Value);
        if (method is "POST" or "PATCH")
        {
            request.Content = ApiHost.Json(
                path switch
                {
                    "/v1/chat" => "{\"message\":\"a comedy\"}",
                    "/v1/items/hide" => "{\"itemIds\":[]}",
                    _ => "{}",
                }
            );
        }

        using var response = await api.Host.Client.SendAsync(request);
        return response.StatusCode;
    }
}
