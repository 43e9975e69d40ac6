using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Throughline.Server;

/// <summary>How somebody came in.</summary>
/// <param name="Account">Who it is.</param>
/// <param name="Session">The session of a person; null of a key or a token.</param>
/// <param name="IsByToken">Whether a token of the identity provider let it in that is good for deciders.</param>
internal sealed record Admission(AccountRow Account, FoundSession? Session, bool IsByToken = false)
{
    /// <summary>Whether it stands for a person: a session does, and a token of somebody who decides where that is
    /// configured. An administrator needs a session.</summary>
    public bool IsPerson => Session is not null || IsByToken && Grants.IsDecider(Account.Role);

    /// <summary>Who it is, for whoever decides what it may see.</summary>
    public Caller Caller { get; } = Account.Caller;
}

/// <summary>Stands before every endpoint: an endpoint that does not say who may use it is used by nobody, and whoever
/// may not use one sees nothing there.</summary>
internal static partial class AccessGuard
{
    private const string Scheme = "Bearer ";

    /// <summary>Puts the guard before the endpoints. Without a database nobody can come in.</summary>
    public static void UseAccess(this WebApplication app)
    {
        var hasAccounts = app.Services.GetService<Database>() is not null;
        var logger = app.Logger;
        app.Use(async (context, next) =>
        {
            // What is no route of ours is the framework's refusal of a method or of a type.
            if (context.GetEndpoint() is RouteEndpoint endpoint)
                await AdmitAsync(context, endpoint, hasAccounts, logger);
            await next(context);
        });
    }

    /// <summary>Who makes this request.</summary>
    /// <exception cref="InvalidOperationException">The endpoint is public: it has no caller.</exception>
    public static Caller GetCaller(this HttpContext context) => context.GetAdmission().Caller;

    /// <summary>How whoever makes this request came in.</summary>
    internal static Admission GetAdmission(this HttpContext context) => context.Features.Get<Admission>()
        ?? throw new InvalidOperationException("A public endpoint asks who its caller is.");

    /// <summary>Whoever makes a request that goes on for long, if it may still come in.</summary>
    internal static async Task<Admission?> FindAgainAsync(HttpContext context, CancellationToken cancellation)
    {
        var admission = await FindAsync(context, cancellation, isUse: false);
        return admission is not null && context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>() is { } rule
            && rule.Admits(admission.Caller, admission.Session is not null) ? admission : null;
    }

    private static async Task AdmitAsync(
        HttpContext context, RouteEndpoint endpoint, bool hasAccounts, ILogger logger)
    {
        if (endpoint.Metadata.GetMetadata<AccessRule>() is not { } rule)
        {
            LogSilent(logger, endpoint.DisplayName ?? "");
            throw Standing.NotFound();
        }

        if (rule.IsPublic)
            return;
        var admission = hasAccounts ? await FindAsync(context, context.RequestAborted) : null;
        if (admission is null)
            throw ProblemException.Of(401, "unauthenticated");
        if (admission.Session is not null && CrossSite.IsUnsafe(context.Request))
        {
            var settings = context.RequestServices.GetRequiredService<AccessSettings>();
            CrossSite.Refuse(context.Request, settings.PublicUrl, needsHeader: true);
        }

        if (!rule.Admits(admission.Caller, admission.IsPerson))
        {
            LogRefused(logger, endpoint.DisplayName ?? "", admission.Caller.Account, admission.Caller.Role);
            throw Standing.NotFound();
        }

        context.Features.Set(admission);
        context.Response.Headers.CacheControl = "no-store";
    }

    private static async Task<Admission?> FindAsync(
        HttpContext context, CancellationToken cancellation, bool isUse = true)
    {
        var services = context.RequestServices;
        var header = context.Request.Headers.Authorization;
        if (header.Count > 0)
        {
            // Whoever shows a key means the key: one that is no good does not fall back on a cookie.
            var text = header.ToString();
            if (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                && !text.StartsWith(Scheme + Secret.KeyPrefix, StringComparison.OrdinalIgnoreCase))
                return await FindByTokenAsync(context, text[Scheme.Length..].Trim());
            return text.StartsWith(Scheme + Secret.KeyPrefix, StringComparison.OrdinalIgnoreCase)
                && await services.GetRequiredService<Keys>().FindAccountAsync(
                    text[Scheme.Length..], cancellation) is { } account
                    ? new Admission(account, null)
                    : null;
        }

        var token = SessionCookie.Find(context, services.GetRequiredService<AccessSettings>());
        return await services.GetRequiredService<Sessions>().FindAsync(token, cancellation, isUse) is { } session
            ? new Admission(session.Account, session)
            : null;
    }

    private static async Task<Admission?> FindByTokenAsync(HttpContext context, string token)
    {
        var services = context.RequestServices;
        return await services.GetRequiredService<ExternalIdentity>().FindLoginAsync(token, context.RequestAborted)
                is { } login
            && await services.GetRequiredService<Sessions>().FindByLoginAsync(login, context.RequestAborted)
                is { IsActive: true } account
            ? new Admission(account, null,
                services.GetRequiredService<AccessSettings>().Identity is { IncludesDeciders: true })
            : null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} does not say who may use it; nobody may.")]
    private static partial void LogSilent(ILogger logger, string endpoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint} was refused to the account {Account}, {Role}.")]
    private static partial void LogRefused(ILogger logger, string endpoint, string account, Role role);
}
