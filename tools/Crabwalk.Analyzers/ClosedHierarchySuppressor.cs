using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Crabwalk.Analyzers;

/// <summary>
/// Silences CS8509 ("switch expression is not exhaustive") when the switch covers every nested sealed case of a
/// closed hierarchy: an abstract record whose constructors are all private.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClosedHierarchySuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Covered = new("CWS001", "CS8509", "every case of the closed hierarchy is covered");

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions => [Covered];

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            SyntaxNode? node = diagnostic.Location.SourceTree?.GetRoot().FindNode(diagnostic.Location.SourceSpan);
            SwitchExpressionSyntax? syntax = node?.AncestorsAndSelf().OfType<SwitchExpressionSyntax>().FirstOrDefault();
            if (syntax is null)
            {
                continue;
            }

            SemanticModel model = context.GetSemanticModel(syntax.SyntaxTree);
            if (model.GetOperation(syntax) is ISwitchExpressionOperation operation && CoversEveryCase(operation))
            {
                context.ReportSuppression(Suppression.Create(Covered, diagnostic));
            }
        }
    }

    private static bool CoversEveryCase(ISwitchExpressionOperation operation)
    {
        if (operation.Value.Type is not INamedTypeSymbol { IsAbstract: true } root || !IsClosed(root))
        {
            return false;
        }

        var remaining = new HashSet<ISymbol>(
            root.GetTypeMembers().Where(t => SymbolEqualityComparer.Default.Equals(t.BaseType, root)),
            SymbolEqualityComparer.Default);
        foreach (ISwitchExpressionArmOperation arm in operation.Arms)
        {
            if (arm.Guard is null)
            {
                remaining.ExceptWith(WholeTypesMatched(arm.Pattern));
            }
        }

        return remaining.Count == 0;
    }

    private static bool IsClosed(INamedTypeSymbol root) =>
        root.InstanceConstructors.Where(c => !IsCopyConstructor(c, root)).All(c => c.DeclaredAccessibility == Accessibility.Private);

    private static bool IsCopyConstructor(IMethodSymbol c, INamedTypeSymbol root) =>
        c.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(c.Parameters[0].Type, root);

    private static ISymbol[] WholeTypesMatched(IPatternOperation pattern) => pattern switch
    {
        ITypePatternOperation p => [p.MatchedType],
        IDeclarationPatternOperation { MatchedType: { } type } => [type],
        IRecursivePatternOperation p when p.DeconstructionSubpatterns.All(MatchesAnything) && p.PropertySubpatterns.IsEmpty => [p.MatchedType],
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } p => [.. WholeTypesMatched(p.LeftPattern), .. WholeTypesMatched(p.RightPattern)],
        _ => [],
    };

    private static bool MatchesAnything(IPatternOperation pattern) =>
        pattern is IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true };
}
