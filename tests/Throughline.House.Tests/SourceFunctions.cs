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

    /// <summary>Lines of a C# file inside raw texts, such as tables, which cannot be broken.</summary>
    public static IReadOnlySet<int> RawTextLines(string file)
    {
        var lines = new HashSet<int>();
        if (Path.GetExtension(file) != ".cs")
            return lines;
        var tree = CSharpSyntaxTree.ParseText(Repository.Read(file));
        foreach (var token in tree.GetRoot().DescendantTokens().Where(IsRawText))
        {
            var span = tree.GetLineSpan(token.Span);
            for (var line = span.StartLinePosition.Line; line <= span.EndLinePosition.Line; line++)
                lines.Add(line + 1);
        }

        return lines;
    }

    private static bool IsRawText(SyntaxToken token) =>
        token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken)
        || token.IsKind(SyntaxKind.InterpolatedStringTextToken)
            && token.Parent?.Parent is InterpolatedStringExpressionSyntax text
            && text.StringStartToken.IsKind(SyntaxKind.InterpolatedMultiLineRawStringStartToken);

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

    /// <summary>Functions and methods that end with a brace in the column in which they begin. The lines of a function
    /// with a name count for it and not for the function around it: a page is a closure over its parts.</summary>
    private static IEnumerable<SourceFunction> JavaScript(string file)
    {
        var lines = Repository.Lines(file);
        var found = new List<SourceFunction>();
        for (var i = 0; i < lines.Length; i++)
        {
            var head = Head().Match(lines[i]);
            if (!head.Success || Statements.Contains(head.Groups["name"].Value))
                continue;
            var close = head.Groups["indent"].Value + "}";
            var end = Array.FindIndex(lines, i + 1, l => l.StartsWith(close, StringComparison.Ordinal));
            if (end >= 0)
                found.Add(new SourceFunction(file, i + 1, head.Groups["name"].Value, end - i + 1));
        }

        return found.Select(f => f with { Lines = f.Lines - LinesInside(f, found) });
    }

    private static int LinesInside(SourceFunction outer, List<SourceFunction> all)
    {
        var inner = all.Where(f => f.Line > outer.Line && f.Line < outer.Line + outer.Lines).ToList();
        return inner.Where(f => !inner.Exists(g => g.Line < f.Line && f.Line < g.Line + g.Lines)).Sum(f => f.Lines);
    }

    /// <summary>A line that begins a function, a method, or a constant that is one, and ends with its brace.</summary>
    [GeneratedRegex(
        """
        ^(?<indent>\s*)(export\s+)?(default\s+)?(static\s+)?(async\s+)?
        (function\*?\s+(?<name>[\w$]+)\s*\(|const\s+(?<name>[\w$]+)\s*=\s*(async\s+)?\(|((get|set)\s+)?(?<name>[\w$\#]+)\()
        .*\{$
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Head();
}
