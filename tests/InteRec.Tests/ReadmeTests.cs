using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using InteRec.Api.Commands;
using InteRec.Catalog;
using InteRec.Evaluation.Suites;
using InteRec.Tests.Api;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests;

/// <summary>What the READMEs say of the product is so.</summary>
[Collection(ApiTests.Name)]
public sealed partial class ReadmeTests(ReadyApi api)
{
    private static readonly string Readme = File.ReadAllText(RepositoryFiles.PathOf("README.md"));

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/README.md")]
    [InlineData("src/spark/README.md")]
    [InlineData("datasets/movies/README.md")]
    public void Every_link_leads_to_a_file(string file)
    {
        var folder = Path.GetDirectoryName(RepositoryFiles.PathOf(file))!;
        foreach (var target in Link().Matches(File.ReadAllText(RepositoryFiles.PathOf(file))).Select(m => m.Groups["target"].Value))
        {
            Path.Exists(Path.Combine(folder, target)).ShouldBeTrue(target);
        }
    }

    [Fact]
    public async Task Every_command_of_the_table_is_there()
    {
        var rows = CommandRow().Matches(Readme).Select(m => m.Groups["commands"].Value).ToList();
        rows.Count.ShouldBeGreaterThan(7);
        foreach (var command in rows.SelectMany(row => Code().Matches(row).Select((m, i) => Verb(m.Groups["code"].Value, i, row))))
        {
            (await RootVerb.RunAsync([.. command, "--help"])).ShouldBe(0, string.Join(' ', command));
        }

        // "rankers list", "promote ID", "rollback": what follows the first of a row belongs to its verb.
        static string[] Verb(string code, int place, string row)
        {
            var words = code.Split(' ').TakeWhile(w => w.All(char.IsAsciiLetterLower)).ToArray();
            return place > 0 && row.StartsWith("`rankers", StringComparison.Ordinal) && words[0] != "rankers"
                ? ["rankers", .. words]
                : words;
        }
    }

    [Fact]
    public async Task Every_address_is_one_of_the_service()
    {
        var document = await api.Host.GetAsync("/openapi/v1.json");
        var known = document
            .GetProperty("paths")
            .EnumerateObject()
            .Select(p => new Regex(
                "^" + Parameter().Replace(Regex.Escape(p.Name).Replace("\\{", "{", StringComparison.Ordinal), "[^/]+") + "/?$",
                RegexOptions.None,
                Regex.InfiniteMatchTimeout
            ))
            .ToList();
        var named = Address().Matches(Readme).Select(m => m.Groups["path"].Value).Distinct().ToList();
        named.Count.ShouldBeGreaterThan(8);
        foreach (var path in named)
        {
            known.ShouldContain(k => k.IsMatch(path), path);
        }
    }

    [Fact]
    public async Task The_answer_of_the_first_example_has_the_members_that_are_shown()
    {
        var body = Regex
            .Match(Readme, "-d '(?<body>\\{\"message\".*?\\})'", RegexOptions.ExplicitCapture, Regex.InfiniteMatchTimeout)
            .Groups["body"]
            .Value;
        using var response = await api.Host.Client.PostAsync("/v1/chat", ApiHost.Json(body));
        var answer = await response.Content.ReadAsStringAsync();
        var shown = Readme[Readme.IndexOf("```jsonc", StringComparison.Ordinal)..];
        foreach (var member in Member().Matches(shown[..shown.IndexOf("\n```", StringComparison.Ordinal)]).Select(m => m.Value).Distinct())
        {
            answer.ShouldContain(member.Replace(" ", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_dataset_of_the_example_is_one()
    {
        var json = Regex
            .Match(Readme, "```json\n(?<json>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, Regex.InfiniteMatchTimeout)
            .Groups["json"]
            .Value;
        DatasetReader.Parse(Encoding.UTF8.GetBytes(json), "README.md").Item.Plural.ShouldBe("books");
    }

    [Fact]
    public async Task The_suite_of_the_example_is_one()
    {
        var map = await File.ReadAllTextAsync(RepositoryFiles.PathOf("src/README.md"));
        var json = Regex
            .Match(map, "```json\n(?<json>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, Regex.InfiniteMatchTimeout)
            .Groups["json"]
            .Value;
        JsonSerializer.Deserialize<SuiteConversation>(json, JsonSerializerOptions.Web)!.Turns.Count.ShouldBe(2);
    }

    [GeneratedRegex(@"\]\((?<target>[^)#:]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(
        @"^\| (?<commands>`(?:serve|chat|import|export|users|train|rankers|eval)[^|]*) \|",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline
    )]
    private static partial Regex CommandRow();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<path>/v1/[a-z0-9/{}-]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    [GeneratedRegex("{[^}]+}", RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();

    [GeneratedRegex("\"[a-zA-Z]+\":", RegexOptions.ExplicitCapture)]
    private static partial Regex Member();
}
