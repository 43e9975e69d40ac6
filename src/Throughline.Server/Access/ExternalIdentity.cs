using System.Security.Claims;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Throughline.Server;

/// <summary>An identity provider whose bearer tokens let accounts in. There is none unless it is configured.</summary>
public sealed record IdentityProvider
{
    /// <summary>Its issuer: the address under which <c>.well-known/openid-configuration</c> stands, and what tokens
    /// name as their issuer. HTTPS, but for the loopback.</summary>
    public required Uri Issuer { get; init; }

    /// <summary>What tokens for this installation name as their audience.</summary>
    public required string Audience { get; init; }

    /// <summary>The claim that holds the login of an account here; <c>sub</c> unless said otherwise. Who may set it at
    /// the provider may choose the account.</summary>
    public string LoginClaim { get; init; } = "sub";

    /// <summary>Whether officers and supervisors may decide under its tokens. Administrators never act under
    /// one.</summary>
    public bool IncludesDeciders { get; init; }
}

/// <summary>Checks bearer tokens of the identity provider.</summary>
internal sealed partial class ExternalIdentity(
    AccessSettings settings, TimeProvider time, ILogger<ExternalIdentity> logger) : IDisposable
{
    private const string Configuration = "/.well-known/openid-configuration";
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    // Signatures with a key that only the provider has. A shared secret, or none, proves nothing.
    private static readonly string[] Algorithms =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private ConfigurationManager<OpenIdConnectConfiguration>? _keys;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>The login that a token names, or null when it is no good.</summary>
    /// <exception cref="ProblemException">The provider cannot be reached: 503.</exception>
    public async Task<string?> FindLoginAsync(string token, CancellationToken cancellation)
    {
        if (settings.Identity is not { } provider || !_handler.CanReadToken(token))
            return null;
        var result = await CheckAsync(provider, token, cancellation);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider may have changed its keys; how often it is asked, the manager limits.
            KeysOf(provider).RequestRefresh();
            result = await CheckAsync(provider, token, cancellation);
        }

        if (!result.IsValid)
        {
            LogRefused(logger, result.Exception?.GetType().Name ?? "");
            return null;
        }

        var found = result.ClaimsIdentity.FindAll(provider.LoginClaim).Select(c => c.Value).ToList();
        return found is [{ Length: > 0 and <= 100 } login] ? login.ToLowerInvariant() : null;
    }

    private async Task<TokenValidationResult> CheckAsync(
        IdentityProvider provider, string token, CancellationToken cancellation)
    {
        OpenIdConnectConfiguration keys;
        try
        {
            keys = await KeysOf(provider).GetConfigurationAsync(cancellation);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException)
        {
            LogUnreachable(logger, provider.Issuer, e);
            throw ProblemException.Of(503, "busy");
        }

        return await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer.OriginalString,
            ValidAudience = provider.Audience,
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = keys.SigningKeys,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            NameClaimType = ClaimTypes.Name,
            LifetimeValidator = (from, to, _, _) => to is { } end && end + Skew > time.GetUtcNow().UtcDateTime
                && (from is not { } start || start - Skew <= time.GetUtcNow().UtcDateTime),
        });
    }

    private ConfigurationManager<OpenIdConnectConfiguration> KeysOf(IdentityProvider provider) => _keys ??= new(
        provider.Issuer.OriginalString.TrimEnd('/') + Configuration, new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever(_client) { RequireHttps = !provider.Issuer.IsLoopback });

    [LoggerMessage(Level = LogLevel.Warning, Message = "A token of the identity provider was refused: {Reason}.")]
    private static partial void LogRefused(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The identity provider {Issuer} cannot be reached.")]
    private static partial void LogUnreachable(ILogger logger, Uri issuer, Exception error);
}
