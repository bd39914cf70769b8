using InteRec.Planning.Agent.Model;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Agent;

public sealed class LlmOptionsTests
{
    [Fact]
    public void Without_settings_there_is_no_model_and_nothing_to_complain_about()
    {
        var options = new LlmOptions();

        options.IsConfigured.ShouldBeFalse();
        new LlmOptionsValidator().Validate(null, options).Succeeded.ShouldBeTrue();
    }

    public static TheoryData<LlmOptions, string> Wrong =>
        new()
        {
            {
                new LlmOptions { Endpoint = new Uri("http://127.0.0.1/v1") },
                "Model"
            },
            {
                new LlmOptions { Model = "m" },
                "Endpoint"
            },
            {
                new LlmOptions { Endpoint = new Uri("/v1", UriKind.Relative), Model = "m" },
                "absolute"
            },
            {
                new LlmOptions { Endpoint = new Uri("ftp://x/v1"), Model = "m" },
                "http"
            },
            {
                new LlmOptions
                {
                    Endpoint = new Uri("https://x/v1"),
                    Model = "m",
                    ApiVersion = "2024-10-21",
                },
                "ApiKey"
            },
            {
                new LlmOptions
                {
                    Endpoint = new Uri("https://x"),
                    Model = "m",
                    ApiKey = "k",
                    ApiVersion = "2019-01-01",
                },
                "there are 2024-06-01"
            },
            {
                new LlmOptions { AttemptTimeout = TimeSpan.FromMinutes(2) },
                "TurnTimeout"
            },
        };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Settings_that_do_not_fit_are_told_by_name(LlmOptions options, string name)
    {
        new LlmOptionsValidator().Validate(null, options).FailureMessage.ShouldNotBeNull().ShouldContain(name);
    }
}
