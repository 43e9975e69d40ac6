using System.CommandLine;
using System.Net;
using Throughline.Server;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>How the installation is reached, and who else says who somebody is.</summary>
internal sealed class AccessOptions
{
    private readonly Option<string?> _publicUrl =
        new("--public-url") { Description = T("serve.public-url"), HelpName = "URL" };

    private readonly Option<string[]> _proxies =
        new("--proxy") { Description = T("serve.proxy"), HelpName = "ADDRESS" };

    private readonly Option<string?> _issuer = new("--issuer") { Description = T("serve.issuer"), HelpName = "URL" };

    private readonly Option<string?> _audience =
        new("--audience") { Description = T("serve.audience"), HelpName = "NAME" };

    private readonly Option<string?> _claim =
        new("--login-claim") { Description = T("serve.login-claim"), HelpName = "NAME" };

    private readonly Option<bool> _decides = new("--issuer-decides") { Description = T("serve.issuer-decides") };

    /// <summary>Adds them to a command, with what must go together.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_publicUrl, _proxies, _issuer, _audience, _claim, _decides])
            command.Options.Add(option);
        command.Validators.Add(r =>
        {
            if (r.GetValue(_publicUrl) is { } url && FindUrl(url) is null)
                r.AddError(T("serve.public-url-wrong"));
            if (r.GetValue(_issuer) is { } issuer
                && FindUrl(issuer) is not ({ Scheme: "https" } or { IsLoopback: true }))
                r.AddError(T("serve.issuer-wrong"));
            if (r.GetValue(_issuer) is null != r.GetValue(_audience) is null
                || r.GetValue(_issuer) is null && (r.GetValue(_claim) is not null || r.GetValue(_decides)))
                r.AddError(T("serve.issuer-audience"));
            if (Array.Exists(r.GetValue(_proxies) ?? [], p => !IPAddress.TryParse(p, out _)))
                r.AddError(T("serve.proxy-wrong"));
        });
    }

    /// <summary>What was asked for.</summary>
    public AccessSettings Read(ParseResult parsed) => new()
    {
        PublicUrl = parsed.GetValue(_publicUrl) is { } url ? FindUrl(url) : null,
        Proxies = [.. (parsed.GetValue(_proxies) ?? []).Select(IPAddress.Parse)],
        Identity = parsed.GetValue(_issuer) is { } issuer
            ? new IdentityProvider
            {
                Issuer = FindUrl(issuer)!,
                Audience = parsed.GetValue(_audience)!,
                LoginClaim = parsed.GetValue(_claim) ?? "sub",
                IncludesDeciders = parsed.GetValue(_decides),
            }
            : null,
    };

    private static Uri? FindUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https") ? url : null;
}
