using System.ComponentModel.DataAnnotations;

namespace InteRec.Training;

/// <summary>
/// Parameters of EASE (Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", 2019).
/// </summary>
public sealed record EaseOptions
{
    /// <summary>Whether EASE is trained. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>L2 regularisation, the lambda of the paper. Default null: by the items and likes of the log.</summary>
    [Range(1e-3, 1e9)]
    public double? Regularization { get; set; }

    /// <summary>
    /// Further regularisation of an item in proportion to its likes, p / (1 - p) for training on histories with a share p of the items left
    /// out (Steck, "Autoencoders that don't overfit towards the Identity", 2020). Default 0.3.
    /// </summary>
    [Range(0, 100)]
    public double Dropout { get; set; } = 0.3;

    /// <summary>
    /// What an item counts, relative to 1 for a liked one, that a user of the training took up and neither liked nor disliked. Such items
    /// are no likes, but they show what is seen together. 0 leaves them out. Default 0.7.
    /// </summary>
    [Range(0, 10)]
    public double NeutralWeight { get; set; } = 0.7;

    /// <summary>
    /// What a disliked item counts, likewise: who disliked it had chosen it. 0 leaves dislikes out of the training. Default 0.5.
    /// </summary>
    [Range(0, 10)]
    public double DislikeWeight { get; set; } = 0.5;

    /// <summary>
    /// What a fact of the items (a genre, a person, a keyword) counts: the items that share it are trained on as if a user with that taste
    /// had liked them, with this weight. 0 leaves the facts out. Default 1.
    /// </summary>
    [Range(0, 100)]
    public double FactWeight { get; set; } = 1;

    /// <summary>Facts taken, those that most items of the training share. Each costs as much as a user. Default 400.</summary>
    [Range(0, 100_000)]
    public int Facts { get; set; } = 400;

    /// <summary>
    /// Weights kept for each item, the largest by size; the others are dropped. Default 300. 0 keeps all, items x items.
    /// </summary>
    [Range(0, 1_000_000)]
    public int KeptPerItem { get; set; } = 300;

    /// <summary>
    /// Memory that the training may take, in MiB; it takes what the items need. Where items x items does not fit, EASE is trained on the
    /// items with the most likes that do, and the run says so. The same on every machine, since the ranker depends on it: where a process
    /// may not use so much, it is to be set lower. Default 1,024, which is 16,384 items; beyond them the training, cubic in the items, takes
    /// minutes.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MemoryLimitMiB { get; set; } = 1_024;
}
