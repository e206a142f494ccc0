using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Label = Crabwalk.C.Tree.Label;

namespace Crabwalk.C.Parsing;

/// <summary>Declarations and function definitions (6.7, 6.9).</summary>
public sealed partial class CParser
{
    // 6.9 external-declaration
    private void ParseExternalDeclaration()
    {
        switch (Kind)
        {
            case TokenKind.Semicolon:
                Report.Warn(Warnings.Pedantic, Advance().Span, "ISO C does not allow an extra `;` outside of a function");
                return;
            case TokenKind.StaticAssert:
                ParseStaticAssert();
                return;
            case TokenKind.Asm:
                Report.Unsupported(Current.Span, "assembler outside of functions");
                SkipDeclaration();
                return;
            case TokenKind.RightBrace or TokenKind.RightParen or TokenKind.RightBracket:
                Report.Error(CErrors.StrayClosing(Current.Span, Kind.Describe()));
                Advance();
                return;
        }

        int bounds = _context.PendingBounds.Count;
        if (!LooksLikeDeclaration())
        {
            Report.Error(CErrors.ExpectedDeclaration(Current.Span, Current.Describe(_context.Symbols)));
            SkipBrokenExternal();
            return;
        }

        ParseExternalWithSpecifiers();
        _context.PendingBounds.RemoveRange(bounds, _context.PendingBounds.Count - bounds);
    }

    /// <summary>True when a declaration can begin here; at file scope a lone name may be one of implicit int, as in <c>main() {}</c>.</summary>
    private bool LooksLikeDeclaration()
    {
        if (StartsDeclaration() || Kind == TokenKind.Attribute || (Kind == TokenKind.LeftBracket && SkipStandardAttributes()))
        {
            return true;
        }

        if (LooksLikeUnknownType())
        {
            ReportUnknownType();
            return true;
        }

        return Kind == TokenKind.Star || (Kind == TokenKind.Identifier && Peek().Kind is TokenKind.LeftParen or TokenKind.LeftBracket or TokenKind.Equal
            or TokenKind.Semicolon or TokenKind.Comma);
    }

    /// <summary>Statements outside of any function are skipped as a group: one message is enough.</summary>
    private void SkipBrokenExternal()
    {
        do
        {
            if (Kind is TokenKind.LeftBrace or TokenKind.LeftParen or TokenKind.LeftBracket)
            {
                SkipBalanced();
            }
            else if (Kind is not TokenKind.RightBrace)
            {
                Advance();
            }
        }
        while (Kind is not (TokenKind.EndOfFile or TokenKind.RightBrace) && !(Current.IsAtLineStart && StartsDeclaration()));
    }

    private void ParseExternalWithSpecifiers()
    {
        Token first = Current;
        Specifiers specifiers = ParseSpecifiers();
        if (Take(TokenKind.Semicolon))
        {
            CheckEmptyDeclaration(specifiers);
            return;
        }

        for (bool isFirst = true; ; isFirst = false)
        {
            int before = _at;
            Declarator declarator = ParseDeclarator(specifiers.Type, DeclaratorKind.Named);
            if (declarator.Name.IsEmpty)
            {
                SkipDeclaration();
                return;
            }

            if (isFirst && IsFunctionBody(declarator))
            {
                ParseFunctionDefinition(first, specifiers, declarator);
                return;
            }

            ParseInitDeclarator(specifiers, declarator, null);
            if (!Take(TokenKind.Comma))
            {
                break;
            }
        }

        EndDeclaration();
    }

    private void EndDeclaration()
    {
        if (Take(TokenKind.Semicolon))
        {
            return;
        }

        ReportExpected("`;`", "after the declaration");
        if (!(Current.IsAtLineStart && (StartsDeclaration() || StartsStatement(Kind) || Kind is TokenKind.Identifier or TokenKind.RightBrace)))
        {
            SkipDeclaration();
        }
    }

    private void CheckEmptyDeclaration(Specifiers specifiers)
    {
        if (!specifiers.HasTag && !specifiers.Type.IsError())
        {
            Report.Warn(Warnings.Unnamed, specifiers.Span, "declaration declares nothing");
        }
        else if (specifiers.Type is CType.Record { Definition.Tag: null })
        {
            Report.Warn(Warnings.Unnamed, specifiers.Span, $"unnamed {specifiers.Type.ToString().Split(' ')[0]} that defines no objects");
        }
    }

    // 6.7 declaration inside a function
    private void ParseLocalDeclaration(List<Statement> statements)
    {
        int bounds = _context.PendingBounds.Count;
        Token first = Current;
        Specifiers specifiers = ParseSpecifiers();
        if (Take(TokenKind.Semicolon))
        {
            CheckEmptyDeclaration(specifiers);
            AddBounds(statements, first.Span, null, bounds);
            return;
        }

        do
        {
            Declarator declarator = ParseDeclarator(specifiers.Type, DeclaratorKind.Named);
            if (declarator.Name.IsEmpty)
            {
                SkipDeclaration();
                return;
            }

            if (IsFunctionBody(declarator))
            {
                Report.Unsupported(declarator.Span, "functions inside functions");
                SkipDeclaration();
                return;
            }

            Variable? variable = ParseInitDeclarator(specifiers, declarator, statements);
            AddBounds(statements, _context.Join(declarator.Span, Previous.Span), variable, bounds);
            if (declarator.Type.IsVariablyModified() && _context.Function is { } function)
            {
                function.Labels.Scope = new(function.Labels.Scope, _context.Symbols[declarator.Name], declarator.Span);
            }
        }
        while (Take(TokenKind.Comma));
        EndDeclaration();
    }

    private void AddBounds(List<Statement> statements, Span span, Variable? variable, int from)
    {
        VariableBound[] bounds = [.. _context.PendingBounds.Skip(from)];
        _context.PendingBounds.RemoveRange(from, bounds.Length);
        if (variable is not null || bounds.Length > 0)
        {
            statements.Add(new Statement.Declaration(span, variable, [.. bounds]));
        }
    }

    // 6.7 init-declarator: declarator (`=` initializer)?
    private Variable? ParseInitDeclarator(Specifiers specifiers, Declarator declarator, List<Statement>? statements)
    {
        bool hasInitializer = Kind == TokenKind.Equal;
        if (specifiers.IsAutoType)
        {
            return ParseAutoVariable(specifiers, declarator);
        }

        if (specifiers.Storage == StorageClass.Typedef)
        {
            _check.Declarations.Typedef(declarator, specifiers);
            SkipUnwantedInitializer(hasInitializer, declarator, "typedef");
            return null;
        }

        if (declarator.Type is CType.Function)
        {
            CheckFunctionSpecifiers(specifiers, declarator);
            _check.Declarations.Function(declarator, specifiers, isDefinition: false);
            SkipUnwantedInitializer(hasInitializer, declarator, "function");
            return null;
        }

        declarator = CheckVariableType(specifiers, declarator, hasInitializer);
        Variable? variable = statements is null && _context.Function is null
            ? _check.Declarations.GlobalVariable(declarator, specifiers, hasInitializer)
            : _check.Declarations.LocalVariable(declarator, specifiers, hasInitializer);
        if (!hasInitializer)
        {
            return variable;
        }

        Advance();
        ParseVariableInitializer(variable ?? Dummy(declarator));
        return variable;
    }

    /// <summary>Stands for a variable whose declaration was refused, so that its initialiser can be read and judged.</summary>
    private Variable Dummy(Declarator declarator) =>
        new(_context.Symbols[declarator.Name], declarator.Span, declarator.Type, StorageDuration.Automatic, Linkage.None);

    private void SkipUnwantedInitializer(bool hasInitializer, Declarator declarator, string what)
    {
        if (hasInitializer)
        {
            Report.Error(CErrors.InitializedNonObject(declarator.Span, what, _context.Symbols[declarator.Name]));
            Advance();
            SkipTo(TokenKind.Comma, TokenKind.Semicolon);
        }
    }

    private void CheckFunctionSpecifiers(Specifiers specifiers, Declarator declarator)
    {
        bool isBad = specifiers.Storage is StorageClass.Auto or StorageClass.Register
            || (specifiers.Storage == StorageClass.Static && _context.Function is not null) || specifiers.IsThreadLocal;
        if (isBad)
        {
            Report.Error(CErrors.FunctionStorage(specifiers.StorageSpan, _context.Symbols[declarator.Name]));
        }
    }

    /// <summary>What an object's type and specifiers must not be; a wrong type is replaced by one that agrees with everything.</summary>
    private Declarator CheckVariableType(Specifiers specifiers, Declarator declarator, bool hasInitializer)
    {
        string name = _context.Symbols[declarator.Name];
        if (specifiers.IsInline || specifiers.IsNoReturn)
        {
            Report.Warn(Warnings.Unnamed, specifiers.Span, $"variable `{name}` is declared `{(specifiers.IsInline ? "inline" : "_Noreturn")}`");
        }

        if (_context.Function is not null && specifiers is { IsThreadLocal: true, Storage: StorageClass.None })
        {
            Report.Error(CErrors.ThreadLocalInBlock(specifiers.StorageSpan, name));
        }

        if (_context.Function is null && specifiers.Storage is StorageClass.Auto or StorageClass.Register)
        {
            Report.Error(CErrors.StorageAtFileScope(specifiers.StorageSpan, name));
        }

        if (declarator.Type.IsVariableLength() && CheckVariableLength(specifiers, declarator, name, hasInitializer) is { } reported)
        {
            return declarator with { Type = new CType.Error(reported) };
        }

        bool isOnlyDeclared = !hasInitializer && (specifiers.Storage == StorageClass.Extern || (_context.Function is null && !declarator.Type.IsVoid()));
        bool mayBeIncomplete = isOnlyDeclared
            || (hasInitializer && declarator.Type is CType.Array { Bound: ArrayBound.Incomplete, Element: var element } && element.IsComplete());
        if (!declarator.Type.IsComplete() && !mayBeIncomplete)
        {
            Reported error = Report.Error(CErrors.IncompleteVariable(declarator.Span, name, declarator.Type));
            return declarator with { Type = new CType.Error(error) };
        }

        return declarator;
    }

    private Reported? CheckVariableLength(Specifiers specifiers, Declarator declarator, string name, bool hasInitializer)
    {
        Report.Warn(Warnings.VariableLengthArray, declarator.Span, $"`{name}` is a variable-length array");
        if (specifiers.Storage is StorageClass.Static or StorageClass.Extern)
        {
            return Report.Error(CErrors.VariableLengthStorage(declarator.Span, name));
        }

        return hasInitializer ? Report.Error(CErrors.VariableLengthInitialized(declarator.Span, name)) : null;
    }

    // gcc: `__auto_type` identifier `=` assignment-expression
    private Variable? ParseAutoVariable(Specifiers specifiers, Declarator declarator)
    {
        if (!Take(TokenKind.Equal))
        {
            Report.Error(CErrors.AutoTypeWithoutInitializer(declarator.Span));
            return null;
        }

        Expression value = Conversions.Value(ParseAssignment());
        Declarator typed = declarator with { Type = Types.Qualified(value.Type, specifiers.Type.Qualifiers) };
        Variable? variable = _context.Function is null
            ? _check.Declarations.GlobalVariable(typed, specifiers, hasInitializer: true)
            : _check.Declarations.LocalVariable(typed, specifiers, hasInitializer: true);
        if (variable is not null)
        {
            variable.Initializer = SingleInitializer(value, variable.Type, variable.Storage != StorageDuration.Automatic);
        }

        return variable;
    }

    private bool IsFunctionBody(Declarator declarator) => declarator is { Type: CType.Function, Parameters: { } parameters }
        && (Kind == TokenKind.LeftBrace || (parameters.OldStyleNames.Count > 0 && StartsDeclaration()));

    // 6.9.1 function-definition
    private void ParseFunctionDefinition(Token first, Specifiers specifiers, Declarator declarator)
    {
        ParameterList list = declarator.Parameters!;
        if (specifiers.Storage is StorageClass.Typedef or StorageClass.Auto or StorageClass.Register || specifiers.IsThreadLocal)
        {
            Report.Error(CErrors.FunctionStorage(specifiers.StorageSpan, _context.Symbols[declarator.Name]));
            specifiers = specifiers with { Storage = StorageClass.None };
        }

        WarnOfImplicitResult(specifiers, declarator);
        Function? function = _check.Declarations.Function(declarator, specifiers, isDefinition: true);
        bool isDuplicate = function is null;
        function ??= new(_context.Symbols[declarator.Name], declarator.Span, (CType.Function)declarator.Type, Linkage.Internal);
        CheckResult(declarator, function);
        CheckMain(function);
        _context.Scopes.Enter();
        IReadOnlyList<Variable> parameters = list.OldStyleNames.Count > 0 ? ParseOldStyleParameters(list) : DeclareParameters(list);
        VariableBound[] bounds = [.. list.Bounds];
        _context.Function = new(function, parameters);
        Statement.Block body = Kind == TokenKind.LeftBrace ? ParseBlockContents() : MissingBody();
        _check.Statements.FinishFunction(_context.Function);
        WarnOfUnusedParameters(parameters);
        LeaveScope();
        EquatableArray<Label> labels = [.. _context.Function.Labels.All];
        _context.Function = null;
        if (!isDuplicate)
        {
            Span span = _context.Join(first.Span, body.Span);
            function.Definition = new(function, span, [.. parameters], [.. bounds], body, labels) { IsOldStyle = list.OldStyleNames.Count > 0 };
            _context.Unit.Add(function.Definition);
        }
    }

    private Statement.Block MissingBody()
    {
        ReportExpected("`{`", "to begin the body of the function");
        SkipDeclaration();
        return new(Previous.Span, []);
    }

    private void WarnOfImplicitResult(Specifiers specifiers, Declarator declarator)
    {
        if (specifiers.IsImplicitInt)
        {
            Report.Warn(Warnings.ImplicitInt, declarator.Span, $"return type of `{_context.Symbols[declarator.Name]}` defaults to `int`");
        }
    }

    private void CheckResult(Declarator declarator, Function function)
    {
        CType result = function.Type.Result;
        if (!result.IsVoid() && !result.IsComplete() && !result.IsError())
        {
            Report.Error(CErrors.IncompleteResult(declarator.Span, result));
        }
    }

    private void CheckMain(Function function)
    {
        if (function is { Name: "main", Linkage: Linkage.External } && function.Type.Result is not CType.Integer { Kind: IntegerKind.Int } and not CType.Error)
        {
            Report.Warn(Warnings.Main, function.Span, $"`main` returns `{function.Type.Result}`, and should return `int`");
        }
    }

    private List<Variable> DeclareParameters(ParameterList list)
    {
        var variables = new List<Variable>();
        foreach (Parameter parameter in list.Parameters)
        {
            variables.Add(parameter.Variable);
            if (!parameter.Variable.Type.IsComplete())
            {
                Report.Error(CErrors.IncompleteParameter(parameter.Span, parameter.Variable.Name, parameter.Variable.Type));
            }

            if (parameter.Name.IsEmpty)
            {
                Report.Warn(Warnings.Pedantic, parameter.Span, "ISO C17 does not allow a parameter of a definition to have no name");
            }
            else
            {
                _context.Scopes.Declare(parameter.Name, new Meaning.OfVariable(parameter.Variable));
            }
        }

        return variables;
    }

    private void WarnOfUnusedParameters(IReadOnlyList<Variable> parameters)
    {
        foreach (Variable parameter in parameters)
        {
            if (parameter is { IsUsed: false, MayBeUnused: false, Name.Length: > 0 })
            {
                string what = parameter.IsMentioned ? $"parameter `{parameter.Name}` is set but never used" : $"unused parameter `{parameter.Name}`";
                Report.Warn(parameter.IsMentioned ? Warnings.UnusedButSetParameter : Warnings.UnusedParameter, parameter.Span, what);
            }
        }
    }

    // 6.9.1p6: the declarations between the identifier list and the body
    private List<Variable> ParseOldStyleParameters(ParameterList list)
    {
        var declared = new Dictionary<Symbol, Variable>();
        while (Kind != TokenKind.LeftBrace && StartsDeclaration())
        {
            ParseOldStyleDeclaration(list, declared);
        }

        var variables = new List<Variable>();
        foreach ((Symbol name, Span span) in list.OldStyleNames)
        {
            if (!declared.TryGetValue(name, out Variable? variable))
            {
                Report.Warn(Warnings.ImplicitInt, span, $"type of `{_context.Symbols[name]}` defaults to `int`");
                variable = new(_context.Symbols[name], span, Types.Int, StorageDuration.Automatic, Linkage.None) { IsParameter = true };
                _context.Scopes.Declare(name, new Meaning.OfVariable(variable));
            }

            variables.Add(variable);
        }

        return variables;
    }

    private void ParseOldStyleDeclaration(ParameterList list, Dictionary<Symbol, Variable> declared)
    {
        Specifiers specifiers = ParseSpecifiers();
        while (Kind != TokenKind.Semicolon)
        {
            Declarator declarator = ParseDeclarator(specifiers.Type, DeclaratorKind.Named);
            if (declarator.Name.IsEmpty)
            {
                SkipDeclaration();
                return;
            }

            string name = _context.Symbols[declarator.Name];
            if (!list.OldStyleNames.Any(n => n.Name == declarator.Name))
            {
                Report.Error(CErrors.NotAParameter(declarator.Span, name));
            }
            else if (!declared.TryAdd(declarator.Name, ParameterVariable(declarator, specifiers)))
            {
                Report.Error(CErrors.DuplicateParameter(declarator.Span, name, declared[declarator.Name].Span));
            }
            else
            {
                _context.Scopes.Declare(declarator.Name, new Meaning.OfVariable(declared[declarator.Name]));
            }

            if (!Take(TokenKind.Comma))
            {
                break;
            }
        }

        EndDeclaration();
    }

    // 6.7.10 `_Static_assert` `(` constant-expression (`,` string-literal)? `)` `;`
    private void ParseStaticAssert()
    {
        Token keyword = Advance();
        Token open = Current;
        if (!Expect(TokenKind.LeftParen, "after `_Static_assert`"))
        {
            SkipDeclaration();
            return;
        }

        Expression condition = ParseConditionalExpression();
        string? message = null;
        if (Take(TokenKind.Comma))
        {
            message = Kind == TokenKind.StringLiteral ? _context.Map.TextOf(ParseString().Span) : null;
            if (message is null)
            {
                ReportExpected("a string literal", "as the message of `_Static_assert`");
            }
        }

        CloseParenthesis(open, "after `_Static_assert`");
        EndDeclaration();
        CheckAssertion(condition, message, keyword.Span);
    }

    private void CheckAssertion(Expression condition, string? message, Span keyword)
    {
        if (condition.Type.IsError())
        {
            return;
        }

        if (IntegerConstant(condition) is not { } value)
        {
            Report.Error(CErrors.NotConstant(condition.OuterSpan, "the condition of `_Static_assert`"));
        }
        else if (value == 0)
        {
            Report.Error(CErrors.StaticAssertFailed(keyword, condition.OuterSpan, message));
        }
    }

    /// <summary>The value of an integer constant expression, also of one that only gcc calls so, such as an old-fashioned offset of a member.</summary>
    private long? IntegerConstant(Expression expression) =>
        !expression.Type.IsInteger() ? null
        : expression.IntegerValue ?? (_check.Addresses.Evaluate(expression) as ConstantValue.Integer)?.Bits;
}
