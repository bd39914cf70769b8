using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Network;
using InteRec.Planning.BuiltIn.Reader.Turns;
using InteRec.Tests.Support;

namespace InteRec.Tests.Planning.BuiltIn;

/// <summary>The reader that comes with the product, loaded once.</summary>
internal static class ShippedReader
{
    private static readonly Lazy<ReaderModel> Loaded = new(() =>
        ReaderFile.Load(RepositoryFiles.PathOf($"datasets/reader/{ReaderManifest.ReaderFileName}"))
    );

    /// <summary>Its weights.</summary>
    public static ReaderModel Model => Loaded.Value;

    /// <summary>The planner that reads with it.</summary>
    public static BuiltInPlanner Planner { get; } = new(new Lazy<IMessageReader>(() => LearnedReader.Of(Model)));
}
