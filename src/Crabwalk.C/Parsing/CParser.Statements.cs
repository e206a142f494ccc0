using Crabwalk.C.Checking;
using Crabwalk.C.Lexing;
using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Label = Crabwalk.C.Tree.Label;

namespace Crabwalk.C.Parsing;

/// <summary>Statements and blocks (6.8).</summary>
public sealed partial class CParser
{
    // 6.8 statement
    private Statement ParseStatement()
    {
        if (!TryEnter())
        {
            Span deep = Current.Span;
            SkipToEndOfStatement();
            Take(TokenKind.Semicolon);
            return new Statement.Empty(deep);
        }

        Statement statement = ParseStatementInside();
        Leave();
        return statement;
    }

    private Statement ParseStatementInside()
    {
        switch (Kind)
        {
            case TokenKind.LeftBrace:
                return ParseBlock();
            case TokenKind.If:
                return ParseIf();
            case TokenKind.While:
                return ParseWhile();
            case TokenKind.Do:
                return ParseDo();
            case TokenKind.For:
                return ParseFor();
            case TokenKind.Switch:
                return ParseSwitch();
            case TokenKind.Case or TokenKind.Default:
                return ParseLabels();
            case TokenKind.Goto:
                return ParseGoto();
            case TokenKind.Break or TokenKind.Continue:
                return ParseJump();
            case TokenKind.Return:
                return ParseReturn();
            case TokenKind.Semicolon:
                return new Statement.Empty(Advance().Span);
            case TokenKind.Asm:
                return ParseAsm();
            case TokenKind.Identifier when Peek().Kind == TokenKind.Colon:
                return ParseLabels();
            case TokenKind.Attribute:
                ParseAttributes();
                return Kind == TokenKind.Semicolon ? new Statement.Empty(Advance().Span) : ParseStatement();
            case TokenKind.LeftBracket when SkipStandardAttributes():
                return Kind == TokenKind.Semicolon ? new Statement.Empty(Advance().Span) : ParseStatement();
            default:
                return ParseExpressionStatement();
        }
    }

    private Statement.ExpressionStatement ParseExpressionStatement()
    {
        int start = _at;
        Expression expression = ParseExpression();
        Span first = _tokens[start].Span;
        if (Kind != TokenKind.Semicolon)
        {
            if (!expression.Type.IsError() || start == _at)
            {
                ReportExpected("`;`", "after the expression");
            }

            SkipAfterBrokenStatement();
            return new Statement.ExpressionStatement(_context.Join(first, Previous.Span), _check.Statements.Discarded(expression));
        }

        Span span = _context.Join(first, Advance().Span);
        return new Statement.ExpressionStatement(span, _check.Statements.Discarded(expression));
    }

    /// <summary>
    /// After a statement that does not end in <c>;</c>: when the next line starts something new, only the <c>;</c> was forgotten; else the rest of
    /// the statement is skipped.
    /// </summary>
    private void SkipAfterBrokenStatement()
    {
        if (Current.IsAtLineStart && (StartsStatement(Kind) || Kind is TokenKind.Identifier or TokenKind.RightBrace || StartsDeclaration()))
        {
            return;
        }

        if (Kind is TokenKind.RightParen or TokenKind.RightBracket or TokenKind.Colon)
        {
            Advance();
        }

        SkipToEndOfStatement();
        Take(TokenKind.Semicolon);
    }

    private static bool StartsStatement(TokenKind kind) => kind is TokenKind.If or TokenKind.While or TokenKind.Do or TokenKind.For or TokenKind.Switch
        or TokenKind.Case or TokenKind.Default or TokenKind.Goto or TokenKind.Break or TokenKind.Continue or TokenKind.Return or TokenKind.Else;

    // 6.8.2 compound-statement
    private Statement.Block ParseBlock()
    {
        _context.Scopes.Enter();
        Statement.Block block = ParseBlockContents();
        LeaveScope();
        return block;
    }

    private void LeaveScope() => _check.Declarations.WarnOfUnused(_context.Scopes.Leave());

    private Statement.Block ParseBlockContents()
    {
        Token open = Advance();
        VariableScope? outer = _context.Function?.Labels.Scope;
        List<(string Name, Label? Hidden)> labels = ParseLocalLabels();
        var statements = new List<Statement>();
        while (Kind is not (TokenKind.RightBrace or TokenKind.EndOfFile) && !Report.IsFlooded)
        {
            int before = _at;
            ParseBlockItem(statements);
            if (_at == before)
            {
                SkipStrayToken();
            }
        }

        Token close = ExpectClosing(TokenKind.RightBrace, open, "at the end of the block");
        RestoreLabels(labels);
        if (_context.Function is { } function)
        {
            function.Labels.Scope = outer;
        }

        return new(_context.Join(open.Span, close.Span), [.. statements]);
    }

    private void SkipStrayToken()
    {
        Report.Error(CErrors.ExpectedStatement(Current.Span, Current.Describe(_context.Symbols)));
        Advance();
    }

    // gcc: block-item-list of a statement expression; its value is that of the last expression statement.
    private (Statement.Block Block, Expression? Result) ParseBlockWithResult()
    {
        _context.Scopes.Enter();
        Statement.Block block = ParseBlockContents();
        Expression? result = null;
        if (!block.Statements.IsEmpty)
        {
            (Statement last, result) = SplitResult(block.Statements[^1]);
            block = block with { Statements = [.. block.Statements[..^1], last] };
        }

        LeaveScope();
        return (block, result);
    }

    /// <summary>A last statement without the value that it ends in, which may stand behind labels.</summary>
    private static (Statement Last, Expression? Result) SplitResult(Statement last)
    {
        switch (last)
        {
            case Statement.ExpressionStatement expression:
                return (new Statement.Empty(expression.Span), Conversions.Value(expression.Expression));
            case Statement.Labeled labeled:
                (Statement body, Expression? result) = SplitResult(labeled.Body);
                return (labeled with { Body = body }, result);
            default:
                return (last, null);
        }
    }

    private void ParseBlockItem(List<Statement> statements)
    {
        if (Kind == TokenKind.StaticAssert)
        {
            ParseStaticAssert();
        }
        else if (StartsDeclaration())
        {
            ParseLocalDeclaration(statements);
        }
        else if (LooksLikeUnknownType())
        {
            ReportUnknownType();
            ParseLocalDeclaration(statements);
        }
        else
        {
            if (Kind is TokenKind.Case or TokenKind.Default)
            {
                WarnOfFallthrough(statements);
            }

            statements.Add(ParseStatement());
        }
    }

    private void WarnOfFallthrough(List<Statement> statements)
    {
        bool isAfterLabel = Report.IsEnabled(Warnings.ImplicitFallthrough) && statements.Exists(s => s is Statement.Case or Statement.Labeled);
        if (isAfterLabel && FallthroughChecks.LastOf(statements) is { } last && FallthroughChecks.FallingOutOf(last) is { } falling && !IsFallthroughAnnounced())
        {
            Report.Warn(Warnings.ImplicitFallthrough, falling.Span, "this statement may fall through", "", CheckReporter.Note(Current.Span, "to this label"));
        }
    }

    // `__attribute__((fallthrough));` and `[[fallthrough]];` end in the same four tokens.
    private bool IsFallthroughAnnounced()
    {
        Span before = Previous.Span;
        Span label = Current.Span;
        bool hasAttribute = _at >= 4 && _tokens[_at - 4] is { Kind: TokenKind.Identifier } word && TextOf(word) is "fallthrough" or "__fallthrough__";
        return hasAttribute || (before.Source == label.Source && before.Expansion.IsNone && label.Expansion.IsNone && before.End <= label.Start
            && FallthroughChecks.IsAnnounced(_context.Map.TextOf(before with { Start = before.End, End = label.Start })));
    }

    // gcc: `__label__` identifier (`,` identifier)* `;`
    private List<(string Name, Label? Hidden)> ParseLocalLabels()
    {
        var labels = new List<(string, Label?)>();
        while (Take(TokenKind.LocalLabel))
        {
            do
            {
                if (Kind != TokenKind.Identifier)
                {
                    ReportExpected("a label", "after `__label__`");
                    break;
                }

                Token name = Advance();
                labels.Add((TextOf(name), _context.Function?.Labels.DeclareLocal(TextOf(name), name.Span)));
            }
            while (Take(TokenKind.Comma));
            Expect(TokenKind.Semicolon, "after the labels");
        }

        return labels;
    }

    private void RestoreLabels(List<(string Name, Label? Hidden)> labels)
    {
        foreach ((string name, Label? hidden) in labels)
        {
            _context.Function?.Labels.RestoreLocal(name, hidden);
        }
    }

    // 6.8.4.1 `if` `(` expression `)` statement (`else` statement)?
    // A row of `else if` is as long as a generator wants: it is read in a loop, each in the scope of the one before, and nested from its end.
    private Statement.If ParseIf()
    {
        var arms = new Stack<(Token Keyword, Expression Condition, Statement Then)>();
        arms.Push(ParseIfArm());
        Statement? otherwise = null;
        while (Take(TokenKind.Else))
        {
            WarnOfEmptyBody("else");
            if (Kind != TokenKind.If)
            {
                otherwise = ParseSubstatement();
                break;
            }

            arms.Push(ParseIfArm());
        }

        if (otherwise is null && arms.Peek().Then is Statement.If { Else: not null })
        {
            Report.Warn(Warnings.DanglingElse, arms.Peek().Keyword.Span, "suggest explicit braces to avoid ambiguous `else`");
        }

        while (arms.Count > 1)
        {
            otherwise = Close(arms.Pop());
            LeaveScope();
        }

        LeaveScope();
        return Close(arms.Pop());

        Statement.If Close((Token Keyword, Expression Condition, Statement Then) arm) =>
            new(_context.Join(arm.Keyword.Span, Previous.Span), arm.Condition, arm.Then, otherwise);
    }

    /// <summary>Up to the end of the first substatement. The statement's own scope stays open: its <c>else</c> belongs to it.</summary>
    private (Token Keyword, Expression Condition, Statement Then) ParseIfArm()
    {
        Token keyword = Advance();
        _context.Scopes.Enter();
        Expression condition = ParseCondition("if");
        WarnOfEmptyBody("if");
        return (keyword, condition, ParseSubstatement());
    }

    private void WarnOfEmptyBody(string keyword)
    {
        if (Kind == TokenKind.Semicolon && Peek().Kind != TokenKind.Else)
        {
            Report.Warn(Warnings.EmptyBody, Current.Span, $"suggest braces around the empty body of `{keyword}`");
        }
    }

    /// <summary>The controlling expression in its parentheses.</summary>
    private Expression ParseCondition(string keyword)
    {
        Token open = Current;
        if (Kind != TokenKind.LeftParen)
        {
            Reported reported = ReportExpected("`(`", $"after `{keyword}`");
            return StartsStatement(Kind) || Kind is TokenKind.LeftBrace or TokenKind.Semicolon
                ? CheckContext.Wrong(open.Span, reported)
                : _check.Statements.Condition(ParseExpression());
        }

        Advance();
        Expression condition = _check.Statements.Condition(ParseExpression());
        CloseParenthesis(open, $"after the condition of `{keyword}`");
        return condition;
    }

    private void CloseParenthesis(Token open, string where)
    {
        if (!Take(TokenKind.RightParen))
        {
            ExpectClosing(TokenKind.RightParen, open, where);
            SkipTo(TokenKind.RightParen, TokenKind.LeftBrace);
            Take(TokenKind.RightParen);
        }
    }

    /// <summary>The body of a compound statement: a scope of its own (6.8.4p3).</summary>
    private Statement ParseSubstatement()
    {
        if (StartsDeclaration() && !(Kind == TokenKind.Identifier && Peek().Kind == TokenKind.Colon))
        {
            Report.Error(CErrors.DeclarationAsBody(Current.Span));
            var statements = new List<Statement>();
            _context.Scopes.Enter();
            ParseLocalDeclaration(statements);
            LeaveScope();
            return new Statement.Empty(Previous.Span);
        }

        if (Kind is TokenKind.RightBrace or TokenKind.EndOfFile)
        {
            Report.Error(CErrors.ExpectedStatement(PlaceOfMissing(), Current.Describe(_context.Symbols)));
            return new Statement.Empty(Previous.Span);
        }

        _context.Scopes.Enter();
        Statement body = ParseStatement();
        LeaveScope();
        return body;
    }

    // 6.8.5.1 `while` `(` expression `)` statement
    private Statement.While ParseWhile()
    {
        Token keyword = Advance();
        _context.Scopes.Enter();
        Expression condition = ParseCondition("while");
        Statement body = ParseLoopBody();
        LeaveScope();
        return new(_context.Join(keyword.Span, Previous.Span), condition, body);
    }

    private Statement ParseLoopBody()
    {
        if (_context.Function is not { } function)
        {
            return ParseSubstatement();
        }

        function.LoopDepth++;
        Statement body = ParseSubstatement();
        function.LoopDepth--;
        return body;
    }

    // 6.8.5.2 `do` statement `while` `(` expression `)` `;`
    private Statement.DoWhile ParseDo()
    {
        Token keyword = Advance();
        _context.Scopes.Enter();
        Statement body = ParseLoopBody();
        Expression condition = Expect(TokenKind.While, "after the body of `do`")
            ? ParseCondition("while")
            : CheckContext.Wrong(Previous.Span, Report.Last!);
        LeaveScope();
        Expect(TokenKind.Semicolon, "after `do ... while (...)`");
        return new(_context.Join(keyword.Span, Previous.Span), body, condition);
    }

    // 6.8.5.3 `for` `(` (declaration | expression? `;`) expression? `;` expression? `)` statement
    private Statement.For ParseFor()
    {
        Token keyword = Advance();
        Token open = Current;
        _context.Scopes.Enter();
        VariableScope? outer = _context.Function?.Labels.Scope;
        var initial = new List<Statement>();
        Expression? condition = null;
        Expression? step = null;
        if (Expect(TokenKind.LeftParen, "after `for`"))
        {
            ParseForInitial(initial);
            condition = Kind is TokenKind.Semicolon or TokenKind.RightParen ? null : _check.Statements.Condition(ParseExpression());
            Expect(TokenKind.Semicolon, "after the condition of `for`");
            step = Kind == TokenKind.RightParen ? null : _check.Statements.Discarded(ParseExpression());
            CloseParenthesis(open, "after the head of `for`");
        }

        Statement body = ParseLoopBody();
        LeaveScope();
        if (_context.Function is { } function)
        {
            function.Labels.Scope = outer;
        }

        return new(_context.Join(keyword.Span, Previous.Span), [.. initial], condition, step, body);
    }

    private void ParseForInitial(List<Statement> initial)
    {
        if (Take(TokenKind.Semicolon))
        {
            return;
        }

        if (StartsDeclaration())
        {
            ParseLocalDeclaration(initial);
            CheckForDeclaration();
            return;
        }

        Expression expression = _check.Statements.Discarded(ParseExpression());
        initial.Add(new Statement.ExpressionStatement(expression.OuterSpan, expression));
        Expect(TokenKind.Semicolon, "after the first part of `for`");
    }

    private void CheckForDeclaration()
    {
        Meaning? wrong = _context.Scopes.DeclaredHere.FirstOrDefault(m => m is Meaning.OfFunction or Meaning.OfTypedef
            or Meaning.OfVariable { Variable.Storage: not StorageDuration.Automatic });
        if (wrong is not null)
        {
            Report.Error(CErrors.StorageInFor(DeclarationChecks.PlaceOf(wrong)));
        }
    }

    // 6.8.4.2 `switch` `(` expression `)` statement
    private Statement ParseSwitch()
    {
        Token keyword = Advance();
        Token open = Current;
        if (!Expect(TokenKind.LeftParen, "after `switch`"))
        {
            SkipToEndOfStatement();
            return new Statement.Empty(keyword.Span);
        }

        _context.Scopes.Enter();
        Expression value = _check.Statements.SwitchValue(ParseExpression());
        CloseParenthesis(open, "after the value of `switch`");
        var symbol = new Switch(value.Type);
        var opened = new OpenSwitch(symbol, value) { Scope = _context.Function?.Labels.Scope };
        _context.Function?.Switches.Push(opened);
        Statement body = ParseSubstatement();
        WarnOfUnreachable(body);
        LeaveScope();
        _context.Function?.Switches.Pop();
        _check.Statements.FinishSwitch(opened, keyword.Span);
        return new Statement.SwitchStatement(_context.Join(keyword.Span, Previous.Span), value, symbol, body);
    }

    private void WarnOfUnreachable(Statement body)
    {
        if (body is Statement.Block { Statements: [Statement.ExpressionStatement or Statement.If or Statement.Return or Statement.SwitchStatement, ..] statements })
        {
            Report.Warn(Warnings.SwitchUnreachable, statements[0].Span, "statement will never be executed: it stands before the first label of the `switch`");
        }
    }

    // 6.8.1 labeled-statement: a row of labels is read in a loop and nested from its end.
    private Statement ParseLabels()
    {
        var labels = new Stack<Func<Statement, Statement>>();
        do
        {
            labels.Push(Kind == TokenKind.Identifier ? ParseLabel() : ParseSwitchLabel());
        }
        while (Kind is TokenKind.Case or TokenKind.Default || (Kind == TokenKind.Identifier && Peek().Kind == TokenKind.Colon));
        Statement statement = ParseLabelBody();
        while (labels.TryPop(out Func<Statement, Statement>? wrap))
        {
            statement = wrap(statement);
        }

        return statement;
    }

    // `case` constant-expression (`...` constant-expression)? `:` | `default` `:`
    private Func<Statement, Statement> ParseSwitchLabel()
    {
        Token keyword = Advance();
        SwitchLabel? label;
        Span span;
        if (keyword.Kind == TokenKind.Default)
        {
            span = keyword.Span;
            label = _check.Statements.Default(span);
        }
        else
        {
            Expression low = ParseConditionalExpression();
            Expression? high = Take(TokenKind.Ellipsis) ? ParseConditionalExpression() : null;
            span = _context.Join(keyword.Span, Previous.Span);
            label = low.Type.IsError() ? null : _check.Statements.Case(low, high, span);
        }

        Expect(TokenKind.Colon, keyword.Kind == TokenKind.Default ? "after `default`" : "after the value of `case`");
        return body => label is null ? body : new Statement.Case(span, label, body);
    }

    /// <summary>The statement after a label. A declaration or the end of the block may follow too, as in C23 and gcc; the label then stands alone.</summary>
    private Statement ParseLabelBody()
    {
        bool isDeclaration = StartsDeclaration() && !(Kind == TokenKind.Identifier && Peek().Kind == TokenKind.Colon);
        if (Kind != TokenKind.RightBrace && !isDeclaration && Kind != TokenKind.StaticAssert)
        {
            return ParseStatement();
        }

        Report.Warn(Warnings.Pedantic, Previous.Span, "ISO C17 wants a statement after a label; an empty one, `;`, will do");
        return new Statement.Empty(Previous.Span.AtEnd);
    }

    // identifier `:`
    private Func<Statement, Statement> ParseLabel()
    {
        Token name = Advance();
        Advance();
        Label label = _context.Function!.Labels.Find(TextOf(name), name.Span);
        if (label.IsDefined)
        {
            Report.Error(CErrors.DuplicateLabel(name.Span, label.Name, label.Span));
        }
        else
        {
            _context.Function.Labels.Define(label, name.Span);
        }

        if (Kind == TokenKind.Attribute)
        {
            ParseAttributes();
        }

        return body => new Statement.Labeled(name.Span, label, body);
    }

    // 6.8.6.1 `goto` identifier `;`   gcc: `goto` `*` expression `;`
    private Statement ParseGoto()
    {
        Token keyword = Advance();
        Statement statement;
        if (Take(TokenKind.Star))
        {
            Expression target = Conversions.Value(ParseExpression());
            Expression converted = _check.Assignment.Convert(target, Types.Void.PointerTo(), new AssignmentPlace.Assignment());
            statement = new Statement.ComputedGoto(_context.Join(keyword.Span, Previous.Span), converted);
        }
        else if (Kind == TokenKind.Identifier)
        {
            Token name = Advance();
            Label label = _context.Function!.Labels.Find(TextOf(name), name.Span);
            _context.Function.Labels.AddJump(label, name.Span);
            statement = new Statement.Goto(_context.Join(keyword.Span, name.Span), label);
        }
        else
        {
            ReportExpected("a label", "after `goto`");
            statement = new Statement.Empty(keyword.Span);
        }

        EndStatement("after `goto`");
        return statement;
    }

    private Statement ParseJump()
    {
        Token keyword = Advance();
        bool isContinue = keyword.Kind == TokenKind.Continue;
        _check.Statements.Jump(keyword.Span, isContinue);
        EndStatement($"after {keyword.Kind.Describe()}");
        return isContinue ? new Statement.Continue(keyword.Span) : new Statement.Break(keyword.Span);
    }

    private Statement ParseReturn()
    {
        Token keyword = Advance();
        Expression? value = Kind == TokenKind.Semicolon ? null : ParseExpression();
        Statement statement = _check.Statements.Return(value, keyword.Span, _context.Join(keyword.Span, Previous.Span));
        EndStatement("after `return`");
        return statement;
    }

    private void EndStatement(string where)
    {
        if (!Expect(TokenKind.Semicolon, where))
        {
            SkipAfterBrokenStatement();
        }
    }

    private Statement.Empty ParseAsm()
    {
        Token keyword = Advance();
        Report.Unsupported(keyword.Span, "assembler statements");
        SkipToEndOfStatement();
        Take(TokenKind.Semicolon);
        return new(keyword.Span);
    }
}
