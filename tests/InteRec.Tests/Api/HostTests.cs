using System.Net;
using System.Text.Json;
using InteRec.Api.Hosting;
using InteRec.Api.Limits;
using InteRec.Api.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

[Collection(ApiTests.Name)]
public sealed class HostTests(ReadyApi api)
{
    [Fact]
    public void Settings_come_from_the_appsettings_beside_the_program()
    {
        var configuration = api.Host.Services.GetRequiredService<IConfiguration>();
        configuration["AllowedHosts"].ShouldBe("*");
        configuration["InteRec:Limits:MessageLength"].ShouldBe("4000");
    }

    [Fact]
    public void Every_limit_of_the_options_is_explained_in_the_appsettings()
    {
        var limits = api.Host.Services.GetRequiredService<IConfiguration>().GetSection(LimitsOptions.SectionName);
        foreach (var property in typeof(LimitsOptions).GetProperties())
        {
            limits[property.Name].ShouldBe(property.GetValue(new LimitsOptions())!.ToString(), property.Name);
        }
    }

    [Theory]
    [InlineData("/health/live", "application/json")]
    [InlineData("/health/ready", "application/json")]
    [InlineData("/openapi/v1.json", "application/json")]
    [InlineData("/swagger/index.html", "text/html")]
    [InlineData("/", "text/html")]
    [InlineData("/admin", "text/html")]
    [InlineData("/chat.js", "text/javascript")]
    [InlineData("/interec.css", "text/css")]
    public async Task Page_answers(string path, string mediaType)
    {
        using var response = await api.Host.Client.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(mediaType);
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.Contains("Content-Security-Policy").ShouldBeTrue();
        response.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task An_unknown_address_is_problem_details()
    {
        using var response = await api.Host.Client.GetAsync("/v1/nothing/here");
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        problem.GetProperty("type").GetString().ShouldBe("urn:interec:problem:not-found");
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_reach_a_service_without_keys_by_its_own_name()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { Host = "evil.example" } };
        using var response = await api.Host.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
    }

    [Fact]
    public async Task Without_keys_it_refuses_to_listen_where_other_machines_reach_it()
    {
        await using var app = OwnProgram.CreateApp(["--urls", "http://0.0.0.0:0", "--Logging:LogLevel:Default", "None"]);
        await Should.ThrowAsync<OpenDoorException>(() => app.StartAsync());
    }

    [Fact]
    public void A_limit_out_of_range_is_told_at_the_start() =>
        Should
            .Throw<OptionsValidationException>(() => OwnProgram.CreateApp(["--InteRec:Limits:MessageLength", "-1"]))
            .Message.ShouldContain("MessageLength");
}
