using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Prompts;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.Agent.Prompts;

public sealed class PromptLibraryTests
{
    private static readonly string Prompts = Path.Combine(AppContext.BaseDirectory, "prompts");

    [Fact]
    public void The_prompts_of_the_product_load() => PromptLibrary.Load(Prompts)[PromptNames.Plan].Header["purpose"].ShouldNotBeEmpty();

    [Theory]
    [InlineData("no header at all")]
    [InlineData("---\npurpose: p\nvariables: none\n---\ntext")]
    [InlineData("---\npurpose: p\nvariables: none\neffect: e\n---\ntext {{items}}")]
    [InlineData("---\npurpose: p\nvariables: items\neffect: e\n---\ntext")]
    public void A_header_that_does_not_fit_is_told(string content) =>
        Should.Throw<PromptException>(() => PromptFile.Parse("plan", content));

    [Fact]
    public void A_placeholder_that_nothing_fills_stops_the_start()
    {
        using var folder = new TemporaryPrompts(Prompts);
        folder.Write("plan", "---\npurpose: p\nvariables: weather\neffect: e\n---\n{{weather}}");

        Should.Throw<PromptException>(() => PromptLibrary.Load(folder.Path)).Message.ShouldContain("weather");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_folder_named_the_prompts_are_those_of_the_product(string? folder) =>
        new PromptFolders(Prompts)
            .Load(new LlmOptions { Prompts = folder })[PromptNames.Plan]
            .Header.ShouldBe(PromptLibrary.Load(Prompts)[PromptNames.Plan].Header);

    [Fact]
    public void A_missing_prompt_stops_the_start()
    {
        using var folder = new TemporaryPrompts(Prompts);
        File.Delete(System.IO.Path.Combine(folder.Path, "repair.md"));

        Should.Throw<PromptException>(() => PromptLibrary.Load(folder.Path)).Message.ShouldContain("repair");
    }

    [Fact]
    public void Values_are_filled_once()
    {
        var prompt = PromptFile.Parse("p", "---\npurpose: p\nvariables: a, b\neffect: e\n---\n{{a}} {{b}}");

        prompt.Fill(new Dictionary<string, string> { ["a"] = "{{b}}", ["b"] = "x" }).ShouldBe("{{b}} x");
    }

    private sealed class TemporaryPrompts : IDisposable
    {
        public TemporaryPrompts(string source)
        {
            Path = Directory.CreateTempSubdirectory("interec-prompts-").FullName;
            foreach (var file in Directory.EnumerateFiles(source, "*.md"))
            {
                File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
            }
        }

        public string Path { get; }

        public void Write(string name, string content) => File.WriteAllText(System.IO.Path.Combine(Path, name + ".md"), content);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
