using System.CommandLine;
using System.Text.Json;
using InteRec.Api.Json;

namespace InteRec.Api.Commands;

/// <summary>
/// Where a measurement goes: <c>--json</c> writes it to standard output instead of the table, <c>--json OUT</c> to a file beside it.
/// </summary>
internal sealed class EvalOutput
{
    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };
    private readonly Option<string?> _json = new("--json")
    {
        Description = "Write the result as JSON to a file; without a name, to standard output in place of the table.",
        HelpName = "OUT",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public void AddTo(Command command) => command.Options.Add(_json);

    /// <summary>Gives the result. A file is written beside and renamed: stopped half way, it is as it was.</summary>
    public async Task GiveAsync<T>(ParseResult parsed, T result, Action<T> print, CancellationToken cancellationToken)
    {
        var text = parsed.GetResult(_json) is null ? null : JsonSerializer.Serialize(result, Indented);
        if (parsed.GetValue(_json) is { } path)
        {
            var partial = path + ".partial";
            try
            {
                await File.WriteAllTextAsync(partial, text + "\n", cancellationToken);
                File.Move(partial, path, overwrite: true);
            }
            finally
            {
                File.Delete(partial);
            }
        }
        else if (text is not null)
        {
            Output.Line(text);
            return;
        }

        print(result);
    }
}
