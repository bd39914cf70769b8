using System.CommandLine;
using System.Globalization;
using InteRec.Api.Startup;
using InteRec.Conversations;
using InteRec.Evaluation.Suites;
using InteRec.Profiles;
using InteRec.Tools;

namespace InteRec.Api.Commands;

/// <summary><c>eval suite</c>: plays scripted conversations in this process and checks every reply.</summary>
internal static class EvalSuite
{
    // The same lists each time; a setting of the call outdoes it.
    private static readonly string[] Reproducible = ["--InteRec:Seed=1"];

    public static Command Create()
    {
        var file = new Argument<string>("file")
        {
            Description = "The suite: JSON lines, one scripted conversation a line (src/README.md describes them).",
        };
        var passes = new Option<int>("--passes")
        {
            Description =
                "How often to play the suite. The last time is reported, with the times of the turns of each: in the first pass code is "
                + "compiled and caches are filled.",
            DefaultValueFactory = _ => 1,
        };
        passes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--passes is at least 1.");
            }
        });
        var command = new Command("suite", "Play scripted conversations and check every reply.") { file, passes };
        var result = new EvalOutput();
        result.AddTo(command);
        command.Run(
            async (parsed, output, cancellationToken) =>
            {
                var suite = await SuiteFile.ReadAsync(parsed.GetValue(file)!, cancellationToken);
                await using var host = await CommandHost.ReadyAsync(
                    [.. Reproducible, .. CommandSettings.Settings(parsed)],
                    output,
                    cancellationToken
                );
                var conversations = host.Get<ConversationService>();
                var report = new SuiteReport();
                for (var pass = 0; pass < parsed.GetValue(passes); pass++)
                {
                    IReadOnlyList<SuiteTimes> before = pass == 0 ? [] : [.. report.Before, new SuiteTimes(report.MedianMs, report.P99Ms)];
                    report = await SuitePlayer.PlayAsync(
                        suite,
                        host.Get<ServingSlot>().Current.Catalog,
                        (request, stop) => conversations.TakeTurnAsync(request, new Caller(request.UserId, null), stop),
                        cancellationToken
                    );
                    report = report with { Before = before };
                }

                await result.GiveAsync(parsed, report, Print, cancellationToken);
                return report.Passed == report.Turns ? 0 : CommandException.Failed;
            }
        );
        return command;
    }

    private static void Print(SuiteReport report)
    {
        foreach (var (tag, passed, turns) in report.Tags)
        {
            Output.Line($"{tag, -24} {passed, 4}/{turns, -4} {Share(passed, turns)}");
        }

        foreach (var failure in report.Failures)
        {
            Output.Line($"{Environment.NewLine}{failure.Id} turn {failure.Turn}: {failure.Say}");
            foreach (var problem in failure.Problems)
            {
                Output.Line($"    {problem}");
            }
        }

        Output.Line("");
        foreach (var (median, p99) in report.Before)
        {
            Output.Line($"In an earlier pass a turn took {median:F1} ms (median), {p99:F1} ms (99 of 100).");
        }

        Output.Line($"A turn took {report.MedianMs:F1} ms (median), {report.P99Ms:F1} ms (99 of 100). The slowest:");
        foreach (var slow in report.Slowest)
        {
            Output.Line($"{slow.Ms, 8:F1} ms  {slow.Id} turn {slow.Turn}: {slow.Say}");
        }

        Output.Line(
            $"turns {report.Passed}/{report.Turns} ({Share(report.Passed, report.Turns)}), whole conversations "
                + $"{report.Whole}/{report.Conversations} ({Share(report.Whole, report.Conversations)})"
        );
    }

    private static string Share(int part, int whole) => ((double)part / Math.Max(1, whole)).ToString("F3", CultureInfo.InvariantCulture);
}
