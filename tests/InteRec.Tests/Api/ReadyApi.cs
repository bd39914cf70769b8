using Xunit;

namespace InteRec.Tests.Api;

/// <summary>One ready service for all tests that only need it to answer.</summary>
public sealed class ReadyApi : IAsyncLifetime
{
    public ApiHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await (await ApiHost.StartAsync()).WhenReadyAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class ApiTests : ICollectionFixture<ReadyApi>
{
    public const string Name = "api";
}
