using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Crabwalk.RepositoryTests;

/// <summary>Prints the longest files and methods on every run. The list is looked at, not policed.</summary>
public sealed class SizeTests(ITestOutputHelper output)
{
    [Fact]
    public void The_ten_longest_files()
    {
        var files = Repository.FilesBelow("", ".cs").Select(f => (Name: f, Lines: Repository.Read(f).Count(c => c == '\n')))
            .OrderByDescending(f => f.Lines).Take(10);
        foreach ((string name, int lines) in files)
        {
            output.WriteLine($"{lines,6} {name}");
        }
    }

    [Fact]
    public void The_ten_longest_methods()
    {
        var methods =
            from file in Repository.FilesBelow("", ".cs")
            from method in CSharpSyntaxTree.ParseText(Repository.Read(file)).GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
            let lines = method.GetText().Lines.Count
            orderby lines descending
            select $"{lines,6} {file}: {NameOf(method)}";
        foreach (string line in methods.Take(10))
        {
            output.WriteLine(line);
        }
    }

    private static string NameOf(SyntaxNode method) => method switch
    {
        MethodDeclarationSyntax m => m.Identifier.Text,
        ConstructorDeclarationSyntax c => c.Identifier.Text,
        _ => method.Kind().ToString(),
    };
}
