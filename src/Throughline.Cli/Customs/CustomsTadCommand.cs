using System.CommandLine;
using Throughline.Customs;
using Throughline.Documents;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>What came of verifying a seal.</summary>
internal sealed record SealReport(
    bool Holds, string Reason, string? Mrn, string? KeyId, bool ContentCompared, string Message);

/// <summary>throughline customs tad: prints accompanying documents and verifies their seals.</summary>
internal static class CustomsTadCommand
{
    public static Command Make(GlobalOptions globals, CliOutput output)
    {
        var release = new Argument<string?>("release")
        {
            Description = T("customs.tad.release"),
            HelpName = T("value.file"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var target = File("--output", "customs.tad.output", "-o");
        var language = new Option<string?>("--language") { Description = T("customs.tad.language") };
        language.AcceptOnlyFromAmong(["en", .. Labels.Languages]);
        var sign = File("--sign", "customs.tad.sign");
        var keyId = new Option<string?>("--key-id")
        {
            Description = T("customs.tad.key-id"),
            HelpName = T("value.id"),
        };
        var verify = new Option<string?>("--verify")
        {
            Description = T("customs.tad.verify"),
            HelpName = T("value.text"),
        };
        var publicKey = File("--public-key", "customs.tad.public-key");
        var message = File("--message", "customs.tad.message");
        var command = new Command("tad", T("customs.tad.description"))
        {
            release, target, language, sign, keyId, verify, publicKey, message,
        };
        command.SetAction((parsed, _) => GlobalOptions.RunAsync(output, async () =>
        {
            if (parsed.GetValue(verify) is { } payload)
            {
                Refuse(release.Name, parsed.GetValue(release) is not null);
                Refuse(target.Name, parsed.GetValue(target) is not null);
                Refuse(sign.Name, parsed.GetValue(sign) is not null);
                var key = parsed.GetValue(publicKey) ?? throw new CliException(T("customs.tad.needs-public-key"));
                var report = Verify(output, payload.Trim(), parsed.GetValue(message), key);
                Write(output, report, parsed.GetValue(globals.Json));
                return report.Holds ? ExitCodes.Ok : ExitCodes.NothingFound;
            }

            var from = parsed.GetValue(release) ?? throw new CliException(T("customs.tad.needs-release"));
            var to = parsed.GetValue(target) ?? throw new CliException(T("customs.tad.needs-output"));
            var pages = await Print(output, from, to, parsed.GetValue(language), parsed.GetValue(sign),
                parsed.GetValue(keyId));
            output.Line(T("customs.tad.done", to, pages), "bold");
            return ExitCodes.Ok;
        }));
        return command;
    }

    private static Option<string?> File(string name, string text, params string[] aliases) =>
        new(name, aliases) { Description = T(text), HelpName = T("value.file") };

    private static void Refuse(string name, bool isThere)
    {
        if (isThere)
            throw new CliException(T("customs.tad.not-with-verify", name));
    }

    private static async Task<int> Print(
        CliOutput output, string from, string to, string? language, string? keyFile, string? keyId)
    {
        if (keyFile is null != keyId is null)
            throw new CliException(T("customs.tad.key-and-id"));
        var release = Read(output, from, "customs.tad.not-printed");
        try
        {
            var seal = keyFile is null ? null : TadSeal.Sign(release, ReadText(keyFile), keyId!);
            using var pdf = new MemoryStream();
            var pages = TadDocument.Write(release, new TadOptions(language, seal), pdf);
            await Files.Write(to, stream =>
            {
                pdf.WriteTo(stream);
                return Task.CompletedTask;
            });
            return pages;
        }
        catch (ArgumentException e)
        {
            throw new CliException(T("customs.tad.refused", from, Sentence(e)));
        }
    }

    private static SealReport Verify(CliOutput output, string payload, string? messageFile, string keyFile)
    {
        var message = messageFile is null ? null : Read(output, messageFile, "customs.tad.not-compared");
        SealFault reason;
        try
        {
            TadSeal.Verify(payload, message, ReadText(keyFile), out reason);
        }
        catch (ArgumentException e)
        {
            throw new CliException(T("customs.tad.refused", keyFile, Sentence(e)));
        }

        var isRead = SealPayload.TryParse(payload, out var seal, out _);
        var text = reason switch
        {
            SealFault.None when message is null => T("customs.tad.origin", seal!.Mrn, seal.KeyId),
            SealFault.None => T("customs.tad.content", seal!.Mrn, seal.KeyId),
            SealFault.UnknownVersion => T("customs.tad.unknown-version"),
            SealFault.WrongSignature => T("customs.tad.wrong-signature", seal!.Mrn, seal.KeyId),
            SealFault.OtherMovement => T("customs.tad.other-movement", seal!.Mrn, messageFile),
            SealFault.OtherContent => T("customs.tad.other-content", seal!.Mrn, messageFile),
            _ => T("customs.tad.unreadable"),
        };

        // What an unproved seal says about itself is shown to find the right key, and not called proved.
        return new SealReport(reason == SealFault.None, reason.ToString(), isRead ? seal!.Mrn : null,
            isRead ? seal!.KeyId : null, message is not null, text);
    }

    private static void Write(CliOutput output, SealReport report, bool asJson)
    {
        if (asJson)
            output.Json(report, CliJson.Wire.SealReport);
        else
            output.Line(report.Message, report.Holds ? "bold green" : "bold red");
    }

    private static Message Read(CliOutput output, string path, string warning)
    {
        try
        {
            using var stream = Files.OpenRead(path);
            var read = MessageReader.Read(stream);
            if (read.Message is not { } message)
            {
                var why = read.Findings is [var first, ..] ? first.Message : "";
                throw new CliException(T("customs.tad.no-message", path, why));
            }

            if (read.Findings.Count > 0)
                output.ErrorLine(T(warning, path, read.Findings.Count), "yellow");
            return message;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(T("file.cannot-read", path, e.Message));
        }
    }

    private static string ReadText(string path)
    {
        try
        {
            return System.IO.File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(T("file.cannot-read", path, e.Message));
        }
    }

    /// <summary>The sentence without the name of the parameter that .NET adds.</summary>
    private static string Sentence(ArgumentException e) =>
        e.ParamName is { } name ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message;
}
