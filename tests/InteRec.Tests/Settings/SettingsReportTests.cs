using InteRec.Serving;
using InteRec.Settings;
using InteRec.Storage;
using InteRec.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Settings;

public sealed class SettingsReportTests
{
    [Fact]
    public void Settings_of_the_repository_are_all_known()
    {
        var settings = new ConfigurationBuilder().AddJsonFile(RepositoryFiles.PathOf("appsettings.json")).Build();

        Told(settings).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("InteRec:Limits:Plan:Milliseconds")]
    [InlineData("interec:datapath")]
    [InlineData("InteRec:Llm:Endpoint")]
    [InlineData("InteRec:Llm:PerDay:Tokens")]
    [InlineData("InteRec:Training:Ials:Dimensions")]
    [InlineData("InteRec:Security:Keys:0:Key")]
    [InlineData("InteRec:Experiment:Variants:0:Blend:ease")]
    [InlineData("InteRec:Experiment:Variants:1:Planner")]
    public void A_setting_that_something_reads_is_known(string name) => Told(name).ShouldBeEmpty();

    [Theory]
    [InlineData("InteRec:DataPth", "InteRec:DataPath")]
    [InlineData("InteRec:Mode", "InteRec:Llm:Mode")]
    [InlineData("InteRec:Security:Key", "InteRec:Security:Keys")]
    [InlineData("InteRec:Training:Ials:Dimension", "InteRec:Training:Ials:Dimensions")]
    [InlineData("InteRec:Experiment:Variants:0:Ranks", null)]
    [InlineData("InteRec:DataPath:0", null)]
    [InlineData("InteRec:Weather:Sunny", null)]
    public void A_setting_that_nothing_reads_is_told_with_the_nearest(string name, string? nearest)
    {
        var sentence = Told(name).ShouldHaveSingleItem();

        sentence.ShouldContain("means nothing");
        sentence.Contains("the nearest is", StringComparison.Ordinal).ShouldBe(nearest is not null);
        sentence.ShouldEndWith(nearest ?? "nothing");
    }

    [Theory]
    [InlineData("InteRec:Interactions:MaxRowsPerRequest", "InteRec:Limits:InteractionsPerBatch")]
    [InlineData("InteRec:Training:Signal:PositiveRating", "interactionColumns")]
    [InlineData("InteRec:Llm:Rounds", "InteRec:Llm:CallsPerTurn")]
    [InlineData("InteRec:Llm:ReplyStyle", "reply.md")]
    [InlineData("InteRec:Llm:TrustThreshold", "InteRec:Llm:Trust")]
    public void A_setting_of_an_earlier_version_is_told_once_with_what_to_write_instead(string name, string instead) =>
        Told(name).ShouldHaveSingleItem().ShouldContain(instead);

    [Fact]
    public void A_misspelt_setting_is_told_beside_an_outdated_one_that_begins_alike() =>
        Told(
            new ConfigurationBuilder()
                .AddInMemoryCollection([new("InteRec:Training:Signal:View", "1"), new("InteRec:Training:Sig", "1")])
                .Build()
        )
            .Count.ShouldBe(2);

    [Fact]
    public void Every_class_of_settings_is_registered()
    {
        var sections = Provider(new ConfigurationBuilder().Build()).GetServices<SettingsSection>().Select(s => s.Options).ToHashSet();

        new[] { typeof(InteRecOptions).Assembly, typeof(InteRec.Api.Program).Assembly }
            .SelectMany(a => a.GetTypes())
            .Where(t => t.GetField(nameof(StorageOptions.SectionName)) is { IsLiteral: true })
            .ShouldAllBe(t => sections.Contains(t));
    }

    [Theory]
    [InlineData("Llm:Mode")]
    [InlineData("Llm:Prompts")]
    public void What_a_variant_no_longer_has_stops_the_start_and_says_what_there_is(string name)
    {
        var provider = Provider(
            new ConfigurationBuilder().AddInMemoryCollection([new($"InteRec:Experiment:Variants:0:{name}", "x")]).Build()
        );

        Should
            .Throw<OptionsValidationException>(() =>
                provider.GetRequiredService<IOptions<InteRec.Conversations.Experiments.ExperimentOptions>>().Value
            )
            .Message.ShouldContain("by Planner");
    }

    [Fact]
    public void An_unknown_name_in_an_experiment_stops_the_start()
    {
        var provider = Provider(
            new ConfigurationBuilder().AddInMemoryCollection([new("InteRec:Experiment:Variants:0:Shares", "0.5")]).Build()
        );

        Should
            .Throw<OptionsValidationException>(() =>
                provider.GetRequiredService<IOptions<InteRec.Conversations.Experiments.ExperimentOptions>>().Value
            )
            .Message.ShouldContain("Shares");
    }

    private static List<string> Told(string name) => Told(new ConfigurationBuilder().AddInMemoryCollection([new(name, "1")]).Build());

    private static List<string> Told(IConfiguration settings)
    {
        var provider = Provider(settings);
        provider.GetRequiredService<SettingsReport>().Tell();
        return provider.GetRequiredService<ToldLogs>().Lines;
    }

    private static ServiceProvider Provider(IConfiguration settings)
    {
        var logs = new ToldLogs();
        return new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(logs))
            .AddSingleton(logs)
            .AddInteRecCore(settings)
            .Services.AddSettingNames<InteRec.Api.Limits.LimitsOptions>(InteRec.Api.Limits.LimitsOptions.SectionName)
            .AddSettingNames<InteRec.Api.Security.SecurityOptions>(InteRec.Api.Security.SecurityOptions.SectionName)
            .BuildServiceProvider();
    }

    private sealed class ToldLogs : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Add(formatter(state, exception));

        public void Dispose() { }
    }
}
