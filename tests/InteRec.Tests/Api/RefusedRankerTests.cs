using InteRec.Ranking;
using InteRec.Serving;
using InteRec.Tests.Ranking;
using InteRec.Tests.Training;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api;

public sealed class RefusedRankerTests
{
    [Fact]
    public async Task A_promoted_ranker_whose_items_the_catalogue_does_not_have_never_answers()
    {
        await using var host = await (await ApiHost.StartAsync()).WhenReadyAsync();
        var store = host.Services.GetRequiredService<RankerStore>();
        var answers = store.ReadRegistry().Current.ShouldNotBeNull();
        var foreign = store.Save(Artefacts.Train(TrainingData.TwoTastes(), store.NextId("blend"))).RankerId;
        store.Promote(foreign);

        await host.Services.GetRequiredService<ServingLoader>().RefreshAsync(CancellationToken.None);

        (await host.GetAsync("/v1/users/15/recommendations")).GetProperty("rankerId").GetString().ShouldBe(answers);
    }
}
