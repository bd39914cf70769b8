using InteRec.Planning.Agent.Model;

namespace InteRec.Planning.Agent.Prompts;

/// <summary>Where prompts are: the folder of the product, and in front of it the one that <see cref="LlmOptions.Prompts"/> names.</summary>
/// <param name="product">The folder of the product.</param>
internal sealed class PromptFolders(string product)
{
    /// <summary>The prompts of these options.</summary>
    /// <exception cref="PromptException">The folder is not there, or a prompt cannot be used.</exception>
    public PromptLibrary Load(LlmOptions options) =>
        PromptLibrary.Load(product, string.IsNullOrWhiteSpace(options.Prompts) ? null : Resolve(options.Prompts));

    private string Resolve(string folder) =>
        ((string[])[Path.GetFullPath(folder), Path.GetFullPath(folder, product)]).FirstOrDefault(Directory.Exists)
        ?? throw new PromptException($"{LlmOptions.SectionName}:Prompts: there is no folder {folder}");
}
