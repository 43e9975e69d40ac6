using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Throughline.House.Tests;

/// <summary>A function and where it stands.</summary>
internal sealed record SourceFunction(string File, int Line, string Name, int Lines);

/// <summary>Finds the functions of a source file and how long they are.</summary>
internal static partial class SourceFunctions
{
    private static readonly HashSet<string> Statements = new(StringComparer.Ordinal)
    {
        "if", "for", "while", "switch", "catch", "with", "do", "else", "try", "return",
    };

    /// <summary>The functions of a C# or JavaScript file; none of others.</summary>
    public static IEnumerable<SourceFunction> Of(string file) => Path.GetExtension(file) switch
    {
        ".cs" => CSharp(file),
        ".js" or ".mjs" => JavaScript(file),
        _ => [],
    };

    private static IEnumerable<SourceFunction> CSharp(string file)
    {
        var tree = CSharpSyntaxTree.ParseText(Repository.Read(file));
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (NameOf(node) is not { } name)
                continue;
            // Attributes and documentation are not the function.
            var first = node.ChildNodesAndTokens().First(c => !c.IsKind(SyntaxKind.AttributeList));
            var from = tree.GetLineSpan(first.Span).StartLinePosition.Line;
            var to = tree.GetLineSpan(node.Span).EndLinePosition.Line;
            yield return new SourceFunction(file, from + 1, name, to - from + 1);
        }
    }

    private static string? NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax m => m.Identifier.Text,
        ConstructorDeclarationSyntax c => c.Identifier.Text,
        BaseMethodDeclarationSyntax m => m.Kind().ToString(),
        LocalFunctionStatementSyntax f => f.Identifier.Text,
        AccessorDeclarationSyntax a => a.Keyword.Text,
        PropertyDeclarationSyntax { ExpressionBody: not null } p => p.Identifier.Text,
        AnonymousFunctionExpressionSyntax => "lambda",
        _ => null,
    };

    /// <summary>Functions and methods that end with a brace in the column in which they begin.</summary>
    private static IEnumerable<SourceFunction> JavaScript(string file)
    {
        var lines = Repository.Lines(file);
        for (var i = 0; i < lines.Length; i++)
        {
            var head = Head().Match(lines[i]);
            if (!head.Success || Statements.Contains(head.Groups["name"].Value))
                continue;
            var close = head.Groups["indent"].Value + "}";
            var end = Array.FindIndex(lines, i, l => l.StartsWith(close, StringComparison.Ordinal));
            if (end >= 0)
                yield return new SourceFunction(file, i + 1, head.Groups["name"].Value, end - i + 1);
        }
    }

    [GeneratedRegex(
        @"^(?<indent>\s*)(export\s+)?(default\s+)?(static\s+)?(async\s+)?((function\*?|get|set)\s+)?(?<name>[\w#$]*)\s*\(",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Head();
}
