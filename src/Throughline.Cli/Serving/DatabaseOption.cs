using System.CommandLine;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>Which database a command works on.</summary>
internal static class DatabaseOption
{
    private const string Variable = "THROUGHLINE_DATABASE";

    /// <summary>The option.</summary>
    public static Option<string?> Make() => new("--database")
    {
        Description = T("database.option", Variable),
        HelpName = T("value.database"),
    };

    /// <summary>The address: what is asked for, else what the environment says, else a file of the user's
    /// own.</summary>
    public static string Of(string? asked, string file = "throughline.db")
    {
        var address = asked ?? Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrWhiteSpace(address)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.DoNotVerify), "throughline", file)
            : address;
    }

    /// <summary>Opens it.</summary>
    /// <exception cref="CliException">It cannot be opened, or it is not there and must be.</exception>
    public static async Task<Database> OpenAsync(string address, bool mustExist, CancellationToken cancellation)
    {
        if (mustExist && !address.Contains("://", StringComparison.Ordinal) && !File.Exists(address))
            throw new CliException(T("database.none", address));
        try
        {
            return await Database.OpenAsync(address, cancellation);
        }
        catch (DatabaseException e)
        {
            throw new CliException(e.Message);
        }
    }
}
