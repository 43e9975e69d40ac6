using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace Throughline.Cli;

/// <summary>Where the command writes, and how: colour and tables in a terminal, plain text when piped.</summary>
internal sealed class CliOutput
{
    // For reading in a terminal: names in their own script rather than as escapes.
    private static readonly JsonWriterOptions JsonOptions = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Standard output.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error: progress, remarks and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Standard output with colour; null when it is not a terminal or colour is not wanted.</summary>
    public IAnsiConsole? Terminal { get; init; }

    /// <summary>Standard error with a cursor that can move; null when it is not a terminal.</summary>
    public IAnsiConsole? ErrorTerminal { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The output of this process.</summary>
    public static CliOutput OfProcess()
    {
        Console.OutputEncoding = new System.Text.UTF8Encoding(false);
        var noColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new CliOutput
        {
            Out = Console.Out,
            Error = Console.Error,
            Terminal = Console.IsOutputRedirected || noColor ? null : AnsiConsole.Console,
            ErrorTerminal = Console.IsErrorRedirected || noColor
                ? null
                : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }),
        };
    }

    /// <summary>Writes a line; what stands in marks is coloured in a terminal only.</summary>
    public void Line(string text = "", string? style = null)
    {
        text = Plain(text);
        if (Terminal is not null && style is not null)
            Terminal.MarkupLine($"[{style}]{Markup.Escape(text)}[/]");
        else
            Out.WriteLine(text);
    }

    /// <summary>Writes a value as indented JSON.</summary>
    public void Json<T>(T value, JsonTypeInfo<T> type)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, JsonOptions))
            JsonSerializer.Serialize(writer, value, type);
        Out.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>Writes what is made as UTF-8.</summary>
    public void Bytes(Action<Stream> write)
    {
        using var buffer = new MemoryStream();
        write(buffer);
        Out.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>Writes a line to standard error.</summary>
    public void ErrorLine(string text, string? style = null)
    {
        text = Plain(text);
        if (ErrorTerminal is not null && style is not null)
            ErrorTerminal.MarkupLine($"[{style}]{Markup.Escape(text)}[/]");
        else
            Error.WriteLine(text);
    }

    /// <summary>Names of files and values of documents may hold characters that a terminal obeys.</summary>
    private static string Plain(string text) => text.Any(IsObeyed)
        ? string.Concat(text.Select(c => IsObeyed(c) ? '\uFFFD' : c))
        : text;

    private static bool IsObeyed(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');
}
