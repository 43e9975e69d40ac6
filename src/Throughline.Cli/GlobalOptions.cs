using System.CommandLine;
using Throughline.Corridor;
using Throughline.Planning;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>Options that every command has, and how a command is run.</summary>
internal sealed class GlobalOptions
{
    /// <summary>Folder of the corridor.</summary>
    public Option<string?> Corridor { get; } = new("--corridor")
    {
        Description = T("option.corridor"),
        HelpName = T("value.folder"),
        Recursive = true,
    };

    /// <summary>Answer as JSON.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = T("option.json"), Recursive = true };

    /// <summary>Adds the options to the root.</summary>
    public void AddTo(RootCommand root)
    {
        root.Add(Corridor);
        root.Add(Json);
    }

    /// <summary>Loads the corridor that is asked for.</summary>
    /// <exception cref="CliException">There is none, or it is wrong.</exception>
    public CorridorModel Load(ParseResult parsed) => CorridorFiles.Load(parsed.GetValue(Corridor));

    /// <summary>Runs the work of a command and turns its failures into sentences and exit codes.</summary>
    public static async Task<int> RunAsync(CliOutput output, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (CliException e)
        {
            output.ErrorLine(T("error", e.Message), "red");
            foreach (var line in e.Lines)
                output.ErrorLine("  " + line);
            return e.ExitCode;
        }
        catch (ProblemException e)
        {
            ReportFields(output, e.Problem.Errors, e.Problem.Detail);
            return ExitCodes.WrongInput;
        }
        catch (PlanRequestException e)
        {
            ReportFields(output, [.. e.Errors.Select(x => FieldError.From(x, "/request"))], e.Message);
            return ExitCodes.WrongInput;
        }
        catch (OperationCanceledException)
        {
            output.ErrorLine(T("cancelled"));
            return ExitCodes.Cancelled;
        }
    }

    private static void ReportFields(CliOutput output, IReadOnlyList<FieldError> errors, string detail)
    {
        if (errors.Count == 0)
            output.ErrorLine(T("error", detail), "red");
        foreach (var error in errors)
        {
            var option = OptionNames.Of(error.Pointer);
            output.ErrorLine(T("error", option is null ? error.Message : $"{option}: {error.Message}"), "red");
            // Places stand in the message already, with their names.
            if (error.Suggestions.Any(s => !error.Message.Contains(s, StringComparison.Ordinal)))
                output.ErrorLine("  " + T("error.suggestions", string.Join(", ", error.Suggestions)));
        }
    }
}

/// <summary>Ends a command with a sentence for the user.</summary>
/// <param name="message">What is wrong and how to mend it.</param>
/// <param name="exitCode">What to return to the shell.</param>
internal sealed class CliException(string message, int exitCode = ExitCodes.WrongInput) : Exception(message)
{
    /// <summary>What to return to the shell.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>Further lines for the user.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];
}
