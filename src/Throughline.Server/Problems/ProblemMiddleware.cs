using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Throughline.Server;

/// <summary>Turns every error into the same shape.</summary>
internal static partial class ProblemMiddleware
{
    /// <summary>A problem as JSON.</summary>
    public const string JsonType = "application/problem+json";

    /// <summary>A problem as XML (RFC 9457, appendix B).</summary>
    public const string XmlType = "application/problem+xml";

    private const string XmlSpace = "urn:ietf:rfc:7807";
    private static readonly string[] Types = [JsonType, Negotiated.Json, XmlType, Negotiated.Xml];

    public static void UseProblems(this WebApplication app)
    {
        var logger = app.Logger;
        var stopping = app.Lifetime.ApplicationStopping;
        app.Use(async (context, next) =>
        {
            try
            {
                // What was accepted before is finished; what comes now goes elsewhere or comes again.
                if (stopping.IsCancellationRequested && context.Request.Path != "/health/live")
                {
                    context.Response.Headers.Connection = "close";
                    await WriteAsync(context, Problems.Of(503, "stopping"));
                    return;
                }

                await next(context);
                var response = context.Response;
                if (response.StatusCode >= 400 && !response.HasStarted && response.ContentLength is null
                    && string.IsNullOrEmpty(response.ContentType))
                    await WriteAsync(context, Problems.OfStatus(response.StatusCode));
            }
            catch (Exception e)
            {
                await HandleAsync(context, e, logger);
            }
        });
    }

    public static async Task WriteAsync(HttpContext context, Problem problem, TimeSpan? retryAfter = null)
    {
        var response = context.Response;
        response.StatusCode = problem.Status;
        // Where answers are JSON alone, problems are too.
        var isXml = context.GetEndpoint()?.Metadata.GetMetadata<GivesTypes>()?.Types.Contains(XmlType) == true
            && GivesTypes.Choose(context.Request, Types) is (XmlType or Negotiated.Xml);
        response.ContentType = isXml ? XmlType : JsonType;
        response.Headers.CacheControl = "no-store";
        // The rest of the body is still on the line: without this the client would send its next request after it.
        if (problem.Status == 413)
            response.Headers.Connection = "close";
        if (problem.Status is 429 or 503)
            response.Headers.RetryAfter =
                Math.Ceiling(retryAfter?.TotalSeconds ?? 5).ToString(CultureInfo.InvariantCulture);
        if (problem.Status == 401)
            response.Headers.WWWAuthenticate = "Bearer";
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        if (isXml)
        {
            var document = XmlAnswer.Write(problem, WireJson.Answers.Problem, "problem", XmlSpace);
            await response.Body.WriteAsync(document, context.RequestAborted);
            return;
        }

        await System.Text.Json.JsonSerializer.SerializeAsync(
            response.Body, problem, WireJson.Answers.Problem, context.RequestAborted);
    }

    private static async Task HandleAsync(HttpContext context, Exception error, ILogger logger)
    {
        if (context.RequestAborted.IsCancellationRequested)
            return;
        var problem = error switch
        {
            ProblemException e => e.Problem,
            Throughline.Planning.PlanRequestException e =>
                Problems.Of(422, "unprocessable-request", [.. e.Errors.Select(x => FieldError.From(x, ""))]),
            BadHttpRequestException e => Problems.OfStatus(e.StatusCode),
            BusyException => Problems.Of(503, "busy"),
            // Nothing was done, and the same request may succeed a little later.
            DbException e when IsFull(e) => Problems.Of(503, "storage-full"),
            DbException e when IsUnavailable(e) => Problems.Of(503, "database-away"),
            TimeoutException => Problems.Of(503, "database-away"),
            OperationCanceledException => Problems.Of(503, "took-too-long"),
            _ => Problems.Of(500, "internal-error"),
        };
        if (problem.Status == 503 && error is DbException or TimeoutException)
            LogAway(logger, context.Request.Method, context.Request.Path, error.Message);
        else if (problem.Status == 500)
            LogFailure(logger, context.Request.Method, context.Request.Path, error);
        if (context.Response.HasStarted)
        {
            // Half an answer has gone out: cutting the line is the only honest end.
            context.Abort();
            return;
        }

        context.Response.Clear();
        SecurityHeaders.Set(context);
        await WriteAsync(context, problem, (error as ProblemException)?.RetryAfter);
    }

    private static bool IsFull(DbException error) =>
        error is SqliteException { SqliteErrorCode: 13 } or PostgresException { SqlState: "53100" };

    // SQLite: busy, locked, read-only, input or output, full, cannot open. PostgreSQL: no connection, and the classes
    // of connections, resources and the operator's intervention. Anything else is a fault of ours.
    private static bool IsUnavailable(DbException error) => error.IsTransient || error switch
    {
        SqliteException e => e.SqliteErrorCode is 5 or 6 or 8 or 10 or 13 or 14,
        PostgresException e => e.SqlState[..2] is "08" or "53" or "57",
        NpgsqlException => true,
        _ => false,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} found no database: {Reason}")]
    private static partial void LogAway(ILogger logger, string method, PathString path, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private static partial void LogFailure(ILogger logger, string method, PathString path, Exception error);
}
