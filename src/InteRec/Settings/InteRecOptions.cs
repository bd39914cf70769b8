using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace InteRec.Settings;

/// <summary>Where the service finds its data. Section <c>InteRec</c>.</summary>
public sealed class InteRecOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "InteRec";

    /// <summary>
    /// Folder of everything that is written: database, trained rankers. Relative to the working directory. Default <c>.data</c>.
    /// </summary>
    [Required]
    public string DataPath { get; set; } = ".data";

    /// <summary>
    /// The dataset: a folder name below <see cref="DatasetsPath"/>, or the path of a folder with a <c>dataset.json</c>. Default
    /// <c>movies</c>.
    /// </summary>
    [Required]
    public string Dataset { get; set; } = "movies";

    /// <summary>
    /// Folder of the datasets. Relative to the working directory, or where nothing is there, to the program. Default <c>datasets</c>.
    /// </summary>
    [Required]
    public string DatasetsPath { get; set; } = "datasets";

    /// <summary>
    /// Folder of the static embedding model (Model2Vec or sentence-transformers <c>StaticEmbedding</c>). Relative to the working directory,
    /// or where nothing is there, to the program. Default <c>datasets/embeddings/minilm-static-256</c>.
    /// </summary>
    [Required]
    public string EmbeddingsPath { get; set; } = "datasets/embeddings/minilm-static-256";

    /// <summary>
    /// Folder of the trained reader, with which the built-in planner understands messages. Relative to the working directory, or where
    /// nothing is there, to the program. Default <c>datasets/reader</c>.
    /// </summary>
    [Required]
    public string ReaderPath { get; set; } = "datasets/reader";

    /// <summary>Who plans. Default <c>auto</c>: the language model when one is configured.</summary>
    public PlannerChoice Planner { get; set; } = PlannerChoice.Auto;

    /// <summary>
    /// Draws, among what suits somebody unknown about as well, what comes first: the same seed gives the same lists. At least 0. Default:
    /// each conversation has its own.
    /// </summary>
    [Range(0, int.MaxValue)]
    public int? Seed { get; set; }

    /// <summary>The data folder as an absolute path.</summary>
    internal string DataFolder => Path.GetFullPath(DataPath);

    /// <summary>The folder of the embedding model as an absolute path; it may turn out not to exist.</summary>
    internal string EmbeddingsFolder => Folder(EmbeddingsPath);

    /// <summary>The trained reader as an absolute path; it may turn out not to exist.</summary>
    internal string ReaderFile => Path.Combine(Folder(ReaderPath), "reader.bin");

    /// <summary>The folder of the dataset as an absolute path; it may turn out not to exist.</summary>
    internal string DatasetFolder
    {
        get
        {
            string[] candidates =
            [
                Path.GetFullPath(Path.Combine(DatasetsPath, Dataset)),
                Path.GetFullPath(Dataset),
                ProductFiles.PathOf(Path.Combine(DatasetsPath, Dataset)),
            ];
            return candidates.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "dataset.json"))) ?? candidates[0];
        }
    }

    private static string Folder(string path) =>
        Path.GetFullPath(path) is var own && Directory.Exists(own) ? own : ProductFiles.PathOf(path);
}

/// <summary>Who plans.</summary>
[TypeConverter(typeof(DashedEnumConverter<PlannerChoice>))]
public enum PlannerChoice
{
    /// <summary>The language model when one is configured, otherwise the built-in planner.</summary>
    Auto,

    /// <summary>The built-in planner, whatever is configured.</summary>
    BuiltIn,
}
