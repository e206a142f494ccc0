using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Testing;

/// <summary>What the attributes of a test ask for.</summary>
/// <param name="Function">The function.</param>
/// <param name="Path">Its name as the harness prints it: modules and function, without the crate.</param>
/// <param name="IsIgnored"><c>#[ignore]</c>: only run when asked for.</param>
/// <param name="ShouldPanic"><c>#[should_panic]</c>: it fails unless it panics.</param>
/// <param name="ExpectedMessage"><c>#[should_panic(expected = "..")]</c>: a part of the panic's message.</param>
public sealed record TestFunction(DefId Function, string Path, bool IsIgnored, bool ShouldPanic, string? ExpectedMessage)
{
    /// <summary>The reason of <c>#[ignore = ".."]</c>.</summary>
    public string? IgnoreReason { get; init; }
}

/// <summary>Finds the functions that <c>#[test]</c> marks (Reference: Testing attributes).</summary>
public static class TestFunctions
{
    /// <summary>The tests of a crate, in the order of the source.</summary>
    public static IReadOnlyList<TestFunction> Of(RustSession session, DefId crate)
    {
        var found = new List<TestFunction>();
        foreach (DefId item in session.Hir.Items(crate))
        {
            if (session.Definitions[item].Kind == DefKind.Function && Read(session, item) is { } test)
            {
                found.Add(test);
            }
        }

        return found;
    }

    private static TestFunction? Read(RustSession session, DefId function)
    {
        bool isTest = false;
        var test = new TestFunction(function, PathOf(session.Definitions, function), false, false, null);
        foreach (Syntax.Attribute attribute in session.Hir.ItemOf(function).Attributes)
        {
            if (attribute is not Syntax.Attribute.Normal { Body: var body })
            {
                continue;
            }

            switch (session.Symbols[body.Path.Segments[^1].Ident.Name])
            {
                case "test":
                    isTest = true;
                    break;
                case "ignore":
                    test = test with { IsIgnored = true, IgnoreReason = ValueOf(body.Arguments, session.Symbols) };
                    break;
                case "should_panic":
                    test = test with { ShouldPanic = true, ExpectedMessage = ExpectedIn(body.Arguments, session.Symbols) };
                    break;
                default:
                    break;
            }
        }

        return isTest ? test : null;
    }

    private static string? ExpectedIn(AttributeArguments arguments, SymbolTable symbols) => arguments switch
    {
        AttributeArguments.Delimited(var tokens) => MetaItem.ParseList(tokens.Trees, symbols).FirstOrDefault(item => item.Name == "expected")?.Text(symbols),
        AttributeArguments.Value => ValueOf(arguments, symbols),
        _ => null,
    };

    private static string? ValueOf(AttributeArguments arguments, SymbolTable symbols) =>
        arguments is AttributeArguments.Value { Expression.Kind: ExpressionKind.Literal(var token) } ? LiteralText.StringOf(token, symbols) : null;

    private static string PathOf(DefTable definitions, DefId function)
    {
        var names = new List<string>();
        for (DefId? at = function; at is { } id && definitions[id].Parent is { } parent; at = parent)
        {
            names.Add(definitions[id].Name);
        }

        names.Reverse();
        return string.Join("::", names);
    }
}
