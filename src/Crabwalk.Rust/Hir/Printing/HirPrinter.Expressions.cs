using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir;

/// <content>Expressions, blocks and patterns; blocks take several lines.</content>
public sealed partial class HirPrinter
{
    private string Text(Expr expression) => expression.Kind switch
    {
        ExprKind.Literal literal => Text(literal.Value),
        ExprKind.Path path => Text(path.Name),
        ExprKind.Array array => $"[{List(array.Elements)}]",
        ExprKind.Repeat repeat => $"[{Text(repeat.Element)}; {Text(repeat.Count)}]",
        ExprKind.Tuple { Elements: [var only] } => $"({Text(only)},)",
        ExprKind.Tuple tuple => $"({List(tuple.Elements)})",
        ExprKind.Call call => $"{Operand(call.Function)}({List(call.Arguments)})",
        ExprKind.MethodCall call => $"{Operand(call.Receiver)}.{Text(call.Method)}({List(call.Arguments)})",
        ExprKind.Binary binary => $"{Operand(binary.Left)} {binary.Operator.Spelling()} {Operand(binary.Right)}",
        ExprKind.Unary unary => Spelling(unary.Operator) + Operand(unary.Operand),
        ExprKind.Cast cast => $"{Operand(cast.Operand)} as {Text(cast.Type)}",
        ExprKind.DropTemporaries inner => Text(inner.Operand),
        ExprKind.Let let => $"let {Text(let.Pattern)} = {Text(let.Value)}",
        ExprKind.If branch => $"if {Text(branch.Condition)} {Text(branch.Then)}{(branch.Else is { } other ? " else " + Text(other) : "")}",
        ExprKind.Loop loop => $"{Label(loop.Label)}loop {Text(loop.Body)}",
        ExprKind.Match match => Arms(match),
        ExprKind.Closure closure => $"{(closure.IsMove ? "move " : "")}|{string.Join(", ", closure.Body.Params.Zip(closure.Declaration.Inputs, (parameter, type) => Text(parameter.Pattern) + ": " + Text(type)))}|{(closure.Declaration.Output is { } output ? " -> " + Text(output) : "")} {Text(closure.Body.Value)}",
        ExprKind.OfBlock block => Label(block.Label) + Text(block.Block),
        ExprKind.ConstBlock block => "const " + Text(block.Body.Value),
        ExprKind.Assign assign => $"{Text(assign.Place)} = {Text(assign.Value)}",
        ExprKind.AssignOp assign => $"{Text(assign.Place)} {assign.Operator.Spelling()}= {Text(assign.Value)}",
        ExprKind.Field field => $"{Operand(field.Operand)}.{Name(field.Name)}",
        ExprKind.Index index => $"{Operand(index.Operand)}[{Text(index.At)}]",
        ExprKind.AddressOf borrow => (borrow.IsRaw ? borrow.Mutability == Mutability.Mut ? "&raw mut " : "&raw const " : borrow.Mutability == Mutability.Mut ? "&mut " : "&") + Operand(borrow.Operand),
        ExprKind.Break jump => "break" + (jump.Label is { } label ? " " + Name(label) : "") + (jump.Value is { } value ? " " + Text(value) : ""),
        ExprKind.Continue jump => "continue" + (jump.Label is { } label ? " " + Name(label) : ""),
        ExprKind.Return jump => "return" + (jump.Value is { } value ? " " + Text(value) : ""),
        ExprKind.Struct data => $"{Text(data.Name)} {{ {string.Join(", ", data.Fields.Select(field => $"{Name(field.Name)}: {Text(field.Value)}"))}{(data.Base is { } rest ? ", .." + Text(rest) : "")} }}",
        _ => "{error}",
    };

    private string Operand(Expr expression) => expression.Kind is ExprKind.Binary or ExprKind.Cast or ExprKind.Assign or ExprKind.AssignOp or ExprKind.Closure or ExprKind.Unary or ExprKind.AddressOf
        ? $"({Text(expression)})" : Text(expression);

    private string List(EquatableArray<Expr> expressions) => string.Join(", ", expressions.Select(Text));

    private string Label(Ident? label) => label is { } name ? Name(name) + ": " : "";

    private string Text(Block block)
    {
        string head = block.IsUnsafe ? "unsafe " : "";
        if (block.Statements.IsEmpty)
        {
            return block.Value is { } only ? $"{head}{{ {Text(only)} }}" : head + "{}";
        }

        var text = new StringBuilder(head).Append("{\n");
        _indent++;
        foreach (Stmt statement in block.Statements)
        {
            text.Append(' ', _indent * 4).Append(Text(statement)).Append('\n');
        }

        if (block.Value is { } value)
        {
            text.Append(' ', _indent * 4).Append(Text(value)).Append('\n');
        }

        _indent--;
        return text.Append(' ', _indent * 4).Append('}').ToString();
    }

    private string Text(Stmt statement) => statement.Kind switch
    {
        StmtKind.Let let => $"let {Text(let.Pattern)}{(let.Type is { } type ? ": " + Text(type) : "")}{(let.Value is { } value ? " = " + Text(value) : "")}{(let.Else is { } other ? " else " + Text(other) : "")};",
        StmtKind.OfItem item => PrintNested(item.Definition),
        StmtKind.OfExpr expression => Text(expression.Expression),
        StmtKind.Semi expression => Text(expression.Expression) + ";",
        _ => "",
    };

    private string PrintNested(Mir.Definitions.DefId item)
    {
        var inner = new HirPrinter(_map, _definitions, _symbols) { _indent = _indent };
        inner.Item(item);
        return inner._text.ToString().Trim();
    }

    private string Arms(ExprKind.Match match)
    {
        var text = new StringBuilder($"match {Text(match.Scrutinee)} {{\n");
        _indent++;
        foreach (Arm arm in match.Arms)
        {
            text.Append(' ', _indent * 4).Append(Text(arm.Pattern)).Append(arm.Guard is { } guard ? " if " + Text(guard) : "").Append(" => ").Append(Text(arm.Body)).Append(",\n");
        }

        _indent--;
        return text.Append(' ', _indent * 4).Append('}').ToString();
    }

    private string Text(Pat pattern) => pattern.Kind switch
    {
        PatKind.Wild => "_",
        PatKind.Never => "!",
        PatKind.Binding binding => $"{(binding.Mode.ByRef is { } by ? by == Mutability.Mut ? "ref mut " : "ref " : "")}{(binding.Mode.IsMutable ? "mut " : "")}{Name(binding.Name)}#{Variable(binding.Variable)}{(binding.Inner is { } inner ? " @ " + Text(inner) : "")}",
        PatKind.Struct data => $"{Text(data.Name)} {{ {string.Join(", ", data.Fields.Select(field => $"{Name(field.Name)}: {Text(field.Pattern)}"))}{(data.HasRest ? ", .." : "")} }}",
        PatKind.TupleStruct tuple => $"{Text(tuple.Name)}({Elements(tuple.Elements, tuple.Rest)})",
        PatKind.Or or => string.Join(" | ", or.Alternatives.Select(Text)),
        PatKind.Path path => Text(path.Name),
        PatKind.Tuple tuple => $"({Elements(tuple.Elements, tuple.Rest)}{(tuple is { Elements.Count: 1, Rest: null } ? "," : "")})",
        PatKind.Reference reference => (reference.Mutability == Mutability.Mut ? "&mut " : "&") + Text(reference.Inner),
        PatKind.Literal literal => Text(literal.Value),
        PatKind.Range range => $"{(range.Start is { } start ? Text(start) : "")}{(range.Limits == RangeLimits.Closed ? "..=" : "..")}{(range.End is { } end ? Text(end) : "")}",
        PatKind.Slice slice => $"[{string.Join(", ", slice.Before.Select(Text).Concat(slice.Middle is { } middle ? [middle.Kind is PatKind.Wild ? ".." : Text(middle)] : []).Concat(slice.After.Select(Text)))}]",
        _ => "{error}",
    };

    private string Elements(EquatableArray<Pat> elements, int? rest)
    {
        List<string> texts = [.. elements.Select(Text)];
        if (rest is { } at)
        {
            texts.Insert(at, "..");
        }

        return string.Join(", ", texts);
    }

    private static string Text(Lit literal) => literal switch
    {
        Lit.Int number => Number(number.Value) + number.Suffix,
        Lit.Float number => number.Text + number.Suffix,
        Lit.Bool truth => truth.Value ? "true" : "false",
        Lit.Char character => $"'{Escaped(character.Value.ToString())}'",
        Lit.Byte number => $"b'\\x{number.Value:x2}'",
        Lit.Str text => $"\"{Escaped(Encoding.UTF8.GetString(text.Utf8.Span))}\"",
        Lit.ByteStr bytes => $"b\"{Escaped(Encoding.Latin1.GetString(bytes.Bytes.Span))}\"",
        Lit.CStr bytes => $"c\"{Escaped(Encoding.UTF8.GetString(bytes.Bytes.Span[..^1]))}\"",
        _ => "{error}",
    };

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);

    private static string Spelling(UnaryOperator op) => op switch
    {
        UnaryOperator.Dereference => "*",
        UnaryOperator.Not => "!",
        _ => "-",
    };
}
