using InteRec.Tests.Support;
using InteRec.Tools;

namespace InteRec.Tests.Planning.BuiltIn;

/// <summary>The bundled films with their search, built once.</summary>
internal static class Movies
{
    private static readonly Lazy<ServingState> Built = new(() =>
        Talk.Serve(MovieCatalog.Snapshot, Directory.CreateTempSubdirectory("interec-movies-").FullName)
    );

    public static ServingState Serving => Built.Value;
}
