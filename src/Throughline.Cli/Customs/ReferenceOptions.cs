using System.CommandLine;
using Throughline.Customs;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>Options that say with which reference data a command works.</summary>
internal sealed class ReferenceOptions
{
    private readonly Option<string> _profile = new("--profile")
    {
        Description = T("customs.option.profile"),
        DefaultValueFactory = _ => "ncts",
    };

    private readonly Option<string?> _pack = new("--pack")
    {
        Description = T("customs.option.pack"),
        HelpName = T("value.folder"),
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _profile.AcceptOnlyFromAmong("ncts", "corridor");
        command.Add(_profile);
        command.Add(_pack);
    }

    /// <summary>The reference data that is asked for.</summary>
    /// <exception cref="CliException">The pack is wrong; carries every error.</exception>
    public ReferenceData Read(ParseResult parsed) =>
        new(Profile.Find(parsed.GetValue(_profile)!)!, ReadPack(parsed));

    /// <summary>The pack that is asked for, or null.</summary>
    /// <exception cref="CliException">It is wrong; carries every error.</exception>
    public ReferencePack? ReadPack(ParseResult parsed) =>
        parsed.GetValue(_pack) is { } folder ? Load(folder) : null;

    /// <summary>Loads a pack.</summary>
    /// <exception cref="CliException">It is wrong; carries every error.</exception>
    public static ReferencePack Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new CliException(T("customs.pack.no-folder", folder));
        var loaded = ReferencePack.Load(folder);
        return loaded.Pack ?? throw new CliException(T("customs.pack.wrong", folder, loaded.Issues.Count))
        {
            Lines = [.. loaded.Issues.Select(i => i.ToString())],
        };
    }
}
