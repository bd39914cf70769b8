using System.CommandLine;
using InteRec.Import;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Network;
using InteRec.Settings;

namespace InteRec.Api.Commands;

/// <summary>Which trained reader a measurement is of.</summary>
internal sealed class ReaderOption
{
    private const string OfProduct = "datasets/reader/reader.bin";
    private readonly Option<string?> _reader = new("--reader")
    {
        Description = "The trained reader. Default: the one that the product reads messages with.",
        HelpName = "FILE",
    };

    public void AddTo(Command command) => command.Options.Add(_reader);

    /// <summary>Loads it.</summary>
    /// <exception cref="DatasetException">The file cannot be read, or is none.</exception>
    public IMessageReader Load(ParseResult parsed) => LearnedReader.Load(parsed.GetValue(_reader) ?? ProductFiles.PathOf(OfProduct));
}
