using System.Net;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

public sealed class KeyTests : IAsyncLifetime
{
    private const string UseKey = "a-key-to-use-0123456789";
    private const string OperateKey = "a-key-to-operate-0123456789";
    private ApiHost _host = null!;

    public async Task InitializeAsync() =>
        _host = await (
            await ApiHost.StartAsync(
                "--InteRec:Security:Keys:0:Key",
                UseKey,
                "--InteRec:Security:Keys:1:Key",
                OperateKey,
                "--InteRec:Security:Keys:1:Role",
                "operate"
            )
        ).WhenReadyAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("GET", "/v1/tools", null, HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/v1/tools", "a-key-that-nobody-has-0123", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/v1/tools", UseKey, HttpStatusCode.OK)]
    [InlineData("GET", "/v1/tools", OperateKey, HttpStatusCode.OK)]
    [InlineData("GET", "/v1/training-runs", UseKey, HttpStatusCode.Forbidden)]
    [InlineData("POST", "/v1/interactions", UseKey, HttpStatusCode.Forbidden)]
    [InlineData("POST", "/v1/items", UseKey, HttpStatusCode.Forbidden)]
    [InlineData("GET", "/v1/training-runs", OperateKey, HttpStatusCode.OK)]
    [InlineData("GET", "/health/live", null, HttpStatusCode.OK)]
    [InlineData("GET", "/", null, HttpStatusCode.OK)]
    public async Task A_key_opens_what_its_role_allows(string method, string path, string? key, HttpStatusCode expected)
    {
        foreach (var header in new[] { "Authorization", "X-Api-Key" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (key is not null)
            {
                request.Headers.TryAddWithoutValidation(header, header == "Authorization" ? $"Bearer {key}" : key);
            }

            if (method == "POST")
            {
                request.Content = ApiHost.Json("[]");
            }

            using var response = await _host.Client.SendAsync(request);
            response.StatusCode.ShouldBe(expected, header);
            if ((int)expected >= 400)
            {
                response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            }
        }
    }
}
