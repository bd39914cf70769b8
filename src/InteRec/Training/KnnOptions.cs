using System.ComponentModel.DataAnnotations;

namespace InteRec.Training;

/// <summary>Parameters of item-kNN.</summary>
public sealed record KnnOptions
{
    /// <summary>Whether item-kNN is trained for serving. Default false: it is a baseline.</summary>
    public bool Enabled { get; set; }

    /// <summary>Neighbours kept for each item. Default 100.</summary>
    [Range(1, 1_000_000)]
    public int Neighbours { get; set; } = 100;

    /// <summary>Pulls the likeness of pairs with little evidence towards 0. Default 20.</summary>
    [Range(0, 1e6)]
    public double Shrinkage { get; set; } = 20;
}
