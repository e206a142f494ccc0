using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

/// <content>
/// Blocks. Before its statements are lowered, a block's statement macros are expanded and its items collected: they are known in the
/// whole block, whatever their order.
/// </content>
internal sealed partial class BodyLowering
{
    /// <summary>A statement of a block after its macros are expanded, with the macros known at it.</summary>
    private readonly record struct Flat(Statement Statement, MacroScope? Macros, DefId? Item, MacroDefinition? Macro, int Depth);

    private Block LowerBlock(Syntax.Block block, bool isBreakTarget = false, bool isUnsafe = false)
    {
        HirId id = NewId();
        Scope outer = Scope;
        MacroScope? macros = Macros;
        int depth = _expansionDepth;
        List<Flat> statements = Flatten(block);
        (EquatableArray<Stmt> lowered, Expr? value) = LowerStatements(statements);
        (Scope, Macros, _expansionDepth) = (outer, macros, depth);
        Session.HirMap.Enter(outer.Module());
        return new(id, lowered, value, block.Span) { IsUnsafe = isUnsafe, IsBreakTarget = isBreakTarget };
    }

    private List<Flat> Flatten(Syntax.Block block)
    {
        var flat = new List<Flat>(block.Statements.Count);
        var items = new BlockItems(this);
        MacroScope? macros = Macros;
        for (int i = 0; i < block.Statements.Count; i++)
        {
            bool isLast = i == block.Statements.Count - 1;
            macros = Flatten(block.Statements[i], isLast, flat, items, macros, _expansionDepth);
        }

        items.Finish();
        return flat;
    }

    private MacroScope? Flatten(Statement statement, bool isLast, List<Flat> flat, BlockItems items, MacroScope? macros, int depth)
    {
        switch (statement.Kind)
        {
            case StatementKind.Macro call:
                return IsActive(call.Attributes) ? FlattenMacro(statement, call, isLast, flat, items, macros, depth) : macros;
            case StatementKind.OfItem item:
                MacroScope? before = macros;
                DefId? definition = items.Collect(item.Item, depth, ref macros);
                MacroDefinition? macro = ReferenceEquals(before, macros) ? null : macros!.Definition;
                flat.Add(new(statement, macros, definition, macro, depth));
                return macros;
            case StatementKind.Let let when !IsActive(let.Attributes):
            case StatementKind.Semi semi when !IsActive(semi.Expression.Attributes):
            case StatementKind.Tail tail when !IsActive(tail.Expression.Attributes):
            case StatementKind.Empty:
                return macros;
            default:
                flat.Add(new(statement, macros, null, null, depth));
                return macros;
        }
    }

    private MacroScope? FlattenMacro(Statement statement, StatementKind.Macro call, bool isLast, List<Flat> flat, BlockItems items, MacroScope? macros, int depth)
    {
        // A macro without semicolon at a block's end is its value, so it is an expression.
        if (isLast && !call.HasSemicolon && call.Invocation.Tokens.Open != Lexing.TokenKind.OpenBrace)
        {
            var value = new Expression(Crate.Parse.NextNode(), new ExpressionKind.Macro(call.Invocation), statement.Span);
            flat.Add(new(statement with { Kind = new StatementKind.Tail(value) }, macros, null, null, depth));
            return macros;
        }

        var site = new CallSite(items.Module ?? Scope.Module(), macros, depth);
        EquatableArray<Statement> expanded = Session.Expander.ExpandStatements(call.Invocation, site, Crate, call.HasSemicolon);
        for (int i = 0; i < expanded.Count; i++)
        {
            macros = Flatten(expanded[i], isLast && i == expanded.Count - 1, flat, items, macros, depth + 1);
        }

        return macros;
    }

    private (EquatableArray<Stmt> Statements, Expr? Value) LowerStatements(List<Flat> statements)
    {
        var lowered = new List<Stmt>(statements.Count);
        Expr? value = null;
        for (int i = 0; i < statements.Count; i++)
        {
            Flat flat = statements[i];
            (Macros, _expansionDepth) = (flat.Macros, flat.Depth);
            if (flat.Macro is { } macro)
            {
                Scope = new Scope.Macro(Scope, macro);
            }
            else if (flat.Item is { } item)
            {
                Session.Data[item].Outer = Scope;
                lowered.Add(new(NewId(), new StmtKind.OfItem(item), flat.Statement.Span));
            }
            else if (flat.Statement.Kind is StatementKind.Tail tail && i == statements.Count - 1)
            {
                value = LowerExpression(tail.Expression);
            }
            else
            {
                LowerStatement(flat.Statement, lowered);
            }
        }

        return ([.. lowered], value);
    }

    private void LowerStatement(Statement statement, List<Stmt> into)
    {
        HirId id = NewId();
        switch (statement.Kind)
        {
            case StatementKind.Let let:
                into.Add(new(id, LowerLet(let), statement.Span));
                break;
            case StatementKind.Semi semi:
                into.Add(new(id, new StmtKind.Semi(LowerExpression(semi.Expression)), statement.Span));
                break;
            case StatementKind.Tail tail:
                into.Add(new(id, new StmtKind.OfExpr(LowerExpression(tail.Expression)), statement.Span));
                break;
        }
    }

    private StmtKind.Let LowerLet(StatementKind.Let let)
    {
        Ty? type = let.Type is { } written ? With(new ImplTrait.Forbidden("the type of variable bindings"), () => LowerType(written)) : null;
        Expr? value = let.Value is { } initial ? LowerExpression(initial) : null;
        Block? otherwise = let.Else is { } block ? LowerBlock(block) : null;
        var names = new PatternNames("let binding");
        Pat pattern = LowerPattern(let.Pattern, names);
        Bind(names);
        return new(pattern, type, value, otherwise, Desugaring.None);
    }

    /// <summary>The items of one block: a module of its own, made when the first item is met.</summary>
    private sealed class BlockItems(BodyLowering lowering)
    {
        private DefCollector? _collector;

        /// <summary>The block's names; null while it has no items.</summary>
        public Module? Module { get; private set; }

        /// <summary>Gives an item its definition; null for what has none to show, such as a macro or a <c>cfg</c>-ed out item.</summary>
        public DefId? Collect(Syntax.Item item, int depth, ref MacroScope? macros)
        {
            if (Module is null)
            {
                Module = new(ModuleKind.Block, lowering.Owner, lowering.Scope.Module(), lowering.Crate);
                _collector = new(lowering.Session, lowering.Crate, lowering.Crate.Configuration, lowering.Crate.Files);
                lowering.Scope = new Scope.OfBlock(lowering.Scope, Module);
                lowering.Session.HirMap.Enter(Module);
            }

            int before = Module.Definitions.Count;
            _collector!.Collect(item, new(Module, lowering.Owner, CallPlace.Items, depth, lowering.Owner), ref macros);
            return item.Kind is not (Syntax.ItemKind.MacroDefinition or Syntax.ItemKind.Macro) && Module.Definitions.Count > before ? Module.Definitions[before] : null;
        }

        /// <summary>Decides the block's imports, and expands the derives and macros of its items.</summary>
        public void Finish()
        {
            if (Module is not null)
            {
                new BlockResolver(lowering.Session, lowering.Crate, _collector!).Run(Module);
            }
        }
    }
}
