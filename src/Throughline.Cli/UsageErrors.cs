using System.CommandLine.Parsing;
using static Throughline.Cli.CliTexts;

namespace Throughline.Cli;

/// <summary>Says what is wrong with a value in words of the user rather than of the program's types.</summary>
internal static class UsageErrors
{
    /// <summary>The sentence for an error of the command line.</summary>
    public static string Tell(ParseError error)
    {
        if (error.SymbolResult is not OptionResult { Option: var option, Tokens: [.., { Value: var given }] }
            || !error.Message.Contains($"'{given}'", StringComparison.Ordinal))
            return error.Message;
        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        if (type == typeof(int) || type == typeof(long))
            return T("error.whole-number", option.Name, given);
        if (type == typeof(decimal) || type == typeof(double))
            return T("error.number", option.Name, given);
        return type.IsEnum
            ? T("error.choice", option.Name, given, string.Join(", ", Enum.GetNames(type)))
            : error.Message;
    }
}
