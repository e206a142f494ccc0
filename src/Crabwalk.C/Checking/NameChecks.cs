using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>What an identifier in an expression means (6.5.1), and what to say when it means nothing.</summary>
internal sealed class NameChecks(CheckContext context, LibraryPrototypes library, DeclarationChecks declarations)
{
    private CTypes Types => context.Types;

    /// <summary>The expression that a name is.</summary>
    public Expression Resolve(Symbol name, Span span, bool isCalled)
    {
        string text = context.Symbols[name];
        switch (context.Scopes.Find(name))
        {
            case Meaning.OfVariable { Variable: var variable }:
                variable.IsMentioned = true;
                return new Expression.VariableReference(span, variable.Type, variable);
            case Meaning.OfFunction { Function: var function }:
                function.IsUsed = true;
                return new Expression.FunctionReference(span, function.Type, function);
            case Meaning.OfConstant { Constant: var constant }:
                return CastChecks.Number(constant.Value, constant.Type, span);
            case Meaning.OfTypedef:
                return context.Fail(span, CErrors.TypeWhereExpression(span, text));
            case Meaning.Wrong { Type: CType.Error error }:
                return CheckContext.Wrong(span, error.Reported);
            default:
                return text is "__func__" or "__FUNCTION__" or "__PRETTY_FUNCTION__" && FunctionName(span, text) is { } known ? known
                    : isCalled ? ImplicitFunction(name, text, span) : Undeclared(name, text, span);
        }
    }

    /// <summary>A library function under its name, whether declared or not; for <c>__builtin_memcpy</c> and its like.</summary>
    public Expression? LibraryFunction(string name, Span span)
    {
        Symbol symbol = context.Symbols.Intern(name);
        if (context.Scopes.FindAtFileScope(symbol) is Meaning.OfFunction { Function: var declared })
        {
            declared.IsUsed = true;
            return new Expression.FunctionReference(span, declared.Type, declared);
        }

        return library.TypeOf(name) is { } type ? new Expression.FunctionReference(span, type, declarations.ImplicitFunction(symbol, name, type, span)) : null;
    }

    private Expression.VariableReference? FunctionName(Span span, string text)
    {
        if (context.Function is not { } function)
        {
            return null;
        }

        function.NameVariable ??= MakeNameVariable(function.Function, text, span);
        function.NameVariable.IsUsed = true;
        return new(span, function.NameVariable.Type, function.NameVariable);
    }

    private Variable MakeNameVariable(Function function, string text, Span span)
    {
        EquatableArray<byte> bytes = [.. System.Text.Encoding.UTF8.GetBytes(function.Name), 0];
        CType type = Types.ArrayOf(Types.Qualified(Types.Char, Qualifiers.Const), bytes.Count);
        var literal = new Expression.StringLiteral(span, Types.ArrayOf(Types.Char, bytes.Count), new StringData(bytes, 1));
        var variable = new Variable(text, span, type, StorageDuration.Static, Linkage.None)
        {
            IsDefined = true,
            Owner = function,
            Initializer = new Initializer.Single(span, literal, null),
        };
        context.Unit.Add(variable);
        return variable;
    }

    private Expression.FunctionReference ImplicitFunction(Symbol name, string text, Span span)
    {
        CType.Function? real = library.TypeOf(text);
        if (LibraryPrototypes.HeaderOf(text) is { } header)
        {
            context.Report.Warn(Warnings.ImplicitFunctionDeclaration, span, $"implicit declaration of function `{text}`", "",
                CheckReporter.Note($"include `<{header}>` or declare `{text}`; its type in the standard library is used here"));
        }
        else
        {
            string? closest = Spelling.Closest(text, FunctionNames());
            SubDiagnostic[] help = closest is null ? [] : [CheckReporter.Help($"did you mean `{closest}`?")];
            context.Report.Warn(Warnings.ImplicitFunctionDeclaration, span, $"implicit declaration of function `{text}`", "", help);
        }

        CType.Function type = real ?? Types.Function(Types.Int, [], isVariadic: false, hasPrototype: false);
        Function function = declarations.ImplicitFunction(name, text, type, span);
        return new(span, function.Type, function);
    }

    private Expression Undeclared(Symbol name, string text, Span span)
    {
        if (LibraryPrototypes.HeaderOf(text) is not null && library.TypeOf(text) is not null)
        {
            return ImplicitFunction(name, text, span);
        }

        if (context.Function is { } function && !function.Undeclared.Add(name))
        {
            return CheckContext.Wrong(span, function.LastUndeclared!);
        }

        string? header = LibraryPrototypes.HeaderOfOther(text);
        string? closest = header is null ? Spelling.Closest(text, OrdinaryNames()) : null;
        Expression wrong = context.Fail(span, CErrors.Undeclared(span, text, closest, header));
        if (context.Function is { } current)
        {
            current.LastUndeclared = ((Expression.Error)wrong).Reported;
        }

        return wrong;
    }

    private IEnumerable<string> OrdinaryNames() =>
        context.Scopes.All().Where(n => n.Meaning is not Meaning.OfTypedef).Select(n => context.Symbols[n.Name]).Where(IsUsersName);

    private IEnumerable<string> FunctionNames() =>
        context.Scopes.All().Where(n => n.Meaning is Meaning.OfFunction).Select(n => context.Symbols[n.Name]).Where(IsUsersName).Concat(LibraryPrototypes.Names);

    private static bool IsUsersName(string name) => !name.StartsWith("__", StringComparison.Ordinal);
}
