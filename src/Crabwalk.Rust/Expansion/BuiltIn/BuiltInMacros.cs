using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

/// <summary>One call of a macro that the compiler carries out itself. Files are in <c>BuiltInMacros.Files.cs</c>, formats in <see cref="FormatExpander"/>.</summary>
internal sealed partial class BuiltInMacros
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "assert", "cfg", "column", "compile_error", "concat", "concat_bytes", "concat_idents", "const_format_args", "env", "file", "format_args", "format_args_nl", "include", "include_bytes",
        "include_str", "line", "module_path", "option_env", "stringify", "trace_macros", "log_syntax", "unreachable_2021", "panic_2021", "offset_of", "addr_of", "addr_of_mut",
        "Clone", "Copy", "Debug", "Default", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd",
    };

    private readonly RustSession _session;
    private readonly CrateData _crate;
    private readonly MacroCall _call;
    private readonly CallSite _site;
    private string _name = "";

    /// <summary>A call.</summary>
    public BuiltInMacros(RustSession session, CrateData crate, MacroCall call, CallSite site) => (_session, _crate, _call, _site) = (session, crate, call, site);

    private SymbolTable Symbols => _session.Symbols;

    /// <summary>Is there a built-in macro or derive of this name?</summary>
    public static bool IsKnown(string name) => Known.Contains(name);

    /// <summary>True for <c>include!</c> and <c>compile_error!</c>, which may give items.</summary>
    public bool IsItemMacro(MacroDefinition macro) => Symbols[macro.Name.Name] is "include";

    /// <summary>Expands where items stand.</summary>
    public EquatableArray<Item> ExpandItems(MacroDefinition macro, CallPlace place)
    {
        _name = Symbols[macro.Name.Name];
        switch (_name)
        {
            case "include":
                return Include() is { } parser ? parser.ParseItemsFragment(place == CallPlace.TraitItems, place == CallPlace.ImplItems, place == CallPlace.ForeignItems) : [];
            case "compile_error":
                CompileError();
                return [];
            default:
                Report(ParseErrors.At(_call.Span, $"non-item macro in item position: {_name}"));
                return [];
        }
    }

    /// <summary>Expands where statements stand.</summary>
    public EquatableArray<Statement> ExpandStatements(MacroDefinition macro)
    {
        _name = Symbols[macro.Name.Name];
        return Include() is { } parser ? parser.ParseStatementsFragment() : [];
    }

    /// <summary>Expands where an expression stands; null when something was reported.</summary>
    public Expression? ExpandExpression(MacroDefinition macro)
    {
        _name = Symbols[macro.Name.Name];
        switch (_name)
        {
            case "format_args" or "const_format_args":
                return new FormatExpander(_session, _crate, _call, _site).Expand(hasNewline: false);
            case "format_args_nl":
                return new FormatExpander(_session, _crate, _call, _site).Expand(hasNewline: true);
            case "assert":
                return Assert();
            case "cfg":
                return Truth(_crate.Configuration.Evaluate(_call.Tokens, _call.Span));
            case "line":
                return NoArguments() ? Number(_session.Sources.PositionOf(Outermost).Line + 1, "u32") : null;
            case "column":
                return NoArguments() ? Number(ColumnOf(Outermost), "u32") : null;
            case "file":
                return NoArguments() ? Text(_session.Sources[Outermost.Source].Path) : null;
            case "module_path":
                return NoArguments() ? Text(ModulePath()) : null;
            case "stringify":
                return Text(TokenText.Of(_call.Tokens.Trees, _session));
            case "concat":
                return Concat();
            case "concat_bytes":
                return ConcatBytes();
            case "compile_error":
                CompileError();
                return null;
            case "env":
                return Environment();
            case "option_env":
                return OptionEnvironment();
            case "include_str" or "include_bytes":
                return IncludeText();
            case "include":
                return Include()?.ParseExpressionFragment();
            default:
                Report(new(Severity.Error, "CW0001", $"not supported by Crabwalk yet: the macro `{_name}!`", new(_call.Span)));
                return null;
        }
    }

    private Span Outermost => _session.Sources.Outermost(_call.Span);

    private Reported Report(Diagnostic error) => _session.Sink.Error(error);

    private Expression Make(ExpressionKind kind) => new(_crate.Parse.NextNode(), kind, _call.Span);

    private Expression Literal(TokenKind kind, string spelling, string suffix = "") =>
        Make(new ExpressionKind.Literal(new(kind, _call.Span, Symbols.Intern(spelling)) { Suffix = Symbols.Intern(suffix) }));

    private Expression Text(string value) => Literal(TokenKind.String, Quote.Escaped(value));

    private Expression Number(int value, string suffix) => Literal(TokenKind.Integer, value.ToString(CultureInfo.InvariantCulture), suffix);

    private Expression Truth(bool value) =>
        Make(new ExpressionKind.Literal(Keywords.NameToken(Symbols.Intern(value ? "true" : "false"), _call.Span, Symbols)));

    private bool NoArguments()
    {
        if (!_call.Tokens.Trees.IsEmpty)
        {
            Report(ParseErrors.At(_call.Span, $"{_name}! takes no arguments"));
        }

        return true;
    }

    private int ColumnOf(Span span)
    {
        SourceText source = _session.Sources[span.Source];
        LinePosition position = source.PositionOf(span.Start);
        return source.Slice(span.Start - position.Column, span.Start).EnumerateRunes().Count() + 1;
    }

    private string ModulePath()
    {
        var names = new List<string>();
        for (Module? at = _site.Module.Nearest; at is not null; at = at.Parent?.Nearest)
        {
            names.Add(at.Parent is null ? _crate.Options.Name : _session.Definitions[at.Definition].Name);
        }

        names.Reverse();
        return string.Join("::", names);
    }

    private Parser Arguments() => new(TokenTrees.Flatten(_call.Tokens.Trees, _call.Tokens.Brackets.Close), _crate.Parse);

    // Arguments of macros like `concat!` may themselves be macro calls that give literals.
    private Expression Expanded(Expression argument, int depth = 0)
    {
        while (argument.Kind is ExpressionKind.Macro or ExpressionKind.Parenthesized && depth++ < 64)
        {
            if (argument.Kind is ExpressionKind.Parenthesized inner)
            {
                argument = inner.Inner;
            }
            else if (_session.Expander.ExpandExpression(((ExpressionKind.Macro)argument.Kind).Invocation, _site with { Depth = _site.Depth + 1 }, _crate) is { } expanded)
            {
                argument = expanded;
            }
            else
            {
                return argument with { Kind = new ExpressionKind.Error(_session.Sink.LastError!) };
            }
        }

        return argument;
    }

    private List<Expression>? CommaSeparated()
    {
        Parser parser = Arguments();
        var arguments = new List<Expression>();
        while (!parser.IsAtEnd && !parser.IsStopped)
        {
            arguments.Add(parser.ParseExpressionFragment());
            if (!parser.SkipComma() && !parser.IsAtEnd && !parser.IsStopped)
            {
                Report(ParseErrors.At(parser.Next.Span, $"expected `,`, found {ParseErrors.Describe(parser.Next, _crate.Edition, Symbols)}", "expected `,`"));
                return null;
            }
        }

        return parser.IsStopped ? null : arguments;
    }

    private string? SingleText(string what)
    {
        if (CommaSeparated() is not { } arguments)
        {
            return null;
        }

        if (arguments.Count == 0)
        {
            Report(ParseErrors.At(_call.Span, what));
            return null;
        }

        Expression argument = Expanded(arguments[0]);
        if (argument.Kind is ExpressionKind.Literal literal && LiteralText.StringOf(literal.Token, Symbols) is { } text)
        {
            return text;
        }

        if (argument.Kind is not ExpressionKind.Error)
        {
            Report(ParseErrors.At(arguments[0].Span, "argument must be a string literal"));
        }

        return null;
    }

    private void CompileError()
    {
        if (SingleText($"{_name}! takes 1 argument") is { } message)
        {
            Report(ParseErrors.At(_call.Span, message));
        }
    }

    private Expression? Concat()
    {
        if (CommaSeparated() is not { } arguments)
        {
            return null;
        }

        var text = new StringBuilder();
        bool isFine = true;
        foreach (Expression argument in arguments)
        {
            Expression value = Expanded(argument);
            isFine &= Append(text, value, argument.Span);
        }

        return isFine ? Text(text.ToString()) : null;
    }

    private bool Append(StringBuilder text, Expression value, Span span)
    {
        switch (value.Kind)
        {
            case ExpressionKind.Unary { Operator: UnaryOperator.Negate, Operand: { Kind: ExpressionKind.Literal { Token.Kind: TokenKind.Integer or TokenKind.Float } } operand }:
                text.Append('-');
                return Append(text, operand, span);
            case ExpressionKind.Literal { Token: { Kind: TokenKind.String or TokenKind.RawString } token }:
                text.Append(LiteralText.StringOf(token, Symbols));
                return true;
            case ExpressionKind.Literal { Token: { Kind: TokenKind.Char } token }:
                text.Append(LiteralText.CharOf(token, Symbols));
                return true;
            case ExpressionKind.Literal { Token: { Kind: TokenKind.Integer } token }:
                text.Append(LiteralText.IntegerOf(token, Symbols)?.ToString(CultureInfo.InvariantCulture) ?? "0");
                return true;
            case ExpressionKind.Literal { Token: { Kind: TokenKind.Float or TokenKind.Identifier } token }:
                text.Append(Symbols[token.Text].Replace("_", "", StringComparison.Ordinal));
                return true;
            case ExpressionKind.Literal { Token: { Kind: TokenKind.Byte or TokenKind.ByteString or TokenKind.RawByteString } }:
                Report(ParseErrors.At(span, "cannot concatenate a byte string literal"));
                return false;
            case ExpressionKind.Error:
                return false;
            default:
                Report(ParseErrors.At(span, "expected a literal").WithNote("only literals (like `\"foo\"`, `-42` and `3.14`) can be passed to `concat!()`"));
                return false;
        }
    }

    private Expression? ConcatBytes()
    {
        if (CommaSeparated() is not { } arguments)
        {
            return null;
        }

        var text = new StringBuilder("b\"");
        foreach (Expression argument in arguments)
        {
            if (Expanded(argument).Kind is not ExpressionKind.Literal { Token: { Kind: TokenKind.ByteString or TokenKind.RawByteString or TokenKind.Byte } token })
            {
                Report(ParseErrors.At(argument.Span, "expected a byte literal").WithNote("only byte literals (like `b\"foo\"`, `b's'` and `[3, 4, 5]`) can be passed to `concat_bytes!()`"));
                return null;
            }

            byte[] bytes = token.Kind == TokenKind.Byte ? [(byte)LiteralText.CharOf(token, Symbols).Value] : LiteralText.BytesOf(token, Symbols);
            foreach (byte value in bytes)
            {
                text.Append("\\x").Append(value.ToString("x2", CultureInfo.InvariantCulture));
            }
        }

        return Literal(TokenKind.ByteString, text.Append('"').ToString());
    }

    private Expression? Environment()
    {
        if (CommaSeparated() is not [var first, ..] arguments || Expanded(first).Kind is not ExpressionKind.Literal { Token: var token } || LiteralText.StringOf(token, Symbols) is not { } name)
        {
            Report(ParseErrors.At(_call.Span, "`env!()` takes 1 or 2 arguments"));
            return null;
        }

        if (_crate.Options.Environment.TryGetValue(name, out string? value))
        {
            return Text(value);
        }

        string? message = arguments.Count > 1 && Expanded(arguments[1]).Kind is ExpressionKind.Literal literal ? LiteralText.StringOf(literal.Token, Symbols) : null;
        Report(message is not null ? ParseErrors.At(_call.Span, message)
            : ParseErrors.At(_call.Span, $"environment variable `{name}` not defined at compile time").WithHelp($"use `std::env::var(\"{name}\")` to read the variable at run time"));
        return null;
    }

    private Expression? OptionEnvironment()
    {
        if (SingleText("option_env! takes 1 argument") is not { } name)
        {
            return null;
        }

        return _crate.Options.Environment.TryGetValue(name, out string? value)
            ? Generate("$crate::option::Option::Some(#value)", ("value", [new TokenTree.Leaf(((ExpressionKind.Literal)Text(value).Kind).Token)]))
            : Generate("$crate::option::Option::None::<&'static str>");
    }

    // `if !cond { panic }`, as rustc does; the condition's text is the message.
    private Expression? Assert()
    {
        Parser parser = Arguments();
        if (parser.IsAtEnd)
        {
            Report(ParseErrors.At(_call.Span, "macro requires a boolean expression as an argument", "boolean expression required"));
            return null;
        }

        int start = parser.Position;
        Token[] tokens = TokenTrees.Flatten(_call.Tokens.Trees, _call.Tokens.Brackets.Close);
        Expression condition = parser.ParseExpressionFragment();
        int end = parser.Position;
        if (parser.IsStopped || (!parser.IsAtEnd && !parser.SkipComma()))
        {
            if (!parser.IsStopped)
            {
                Report(ParseErrors.At(parser.Next.Span, $"expected `,`, found {ParseErrors.Describe(parser.Next, _crate.Edition, Symbols)}", "expected `,`"));
            }

            return null;
        }

        EquatableArray<TokenTree> conditionTrees = TokenTrees.Build(tokens.AsSpan(start, end - start));
        TokenTree group = new TokenTree.Group(TokenKind.OpenInvisible, new(condition.Span, condition.Span), conditionTrees) { Fragment = Fragment.Expression };
        if (parser.IsAtEnd)
        {
            string text = "assertion failed: " + TokenText.OfExpression(condition.Span, conditionTrees, _session);
            return Generate("if !#condition { $crate::panicking::panic(#message) }", ("condition", [group]), ("message", [new TokenTree.Leaf(((ExpressionKind.Literal)Text(text).Kind).Token)]));
        }

        EquatableArray<TokenTree> rest = TokenTrees.Build(tokens.AsSpan(parser.Position));
        return Generate("if !#condition { $crate::panicking::panic_fmt($crate::format_args!(#rest)) }", ("condition", [group]), ("rest", rest));
    }

    private Expression Generate(string template, params ReadOnlySpan<(string Name, IEnumerable<TokenTree> Trees)> parts)
    {
        ExpansionId expansion = _session.Sources.Add(new Foundation.Text.Expansion(_name + "!", _call.Span, _call.Span));
        SyntaxContext context = _session.Hygiene.Mark(SyntaxContext.Root, expansion, null, _crate.Core);
        List<TokenTree> trees = new Quote(_session, expansion, context, _call.Span).Trees(template, parts);
        return new Parser(TokenTrees.Flatten([.. trees], _call.Span), _crate.Parse).ParseExpressionFragment();
    }
}
