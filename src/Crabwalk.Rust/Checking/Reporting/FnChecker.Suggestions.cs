using System.Globalization;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Checking;

/// <content>Changes that would make a value fit what is expected.</content>
internal sealed partial class FnChecker
{
    private Diagnostic WithSuggestions(Diagnostic error, Hir.Expr expression, Ty expected, Ty found)
    {
        expected = _inference.Resolve(expected);
        found = _inference.Resolve(found);
        if (!expression.Span.Expansion.IsNone)
        {
            return error;
        }

        if (expected is Ty.Ref reference && found is not Ty.Ref && CanCoerce(Types.Ref(Types.Static, found, reference.Mutability), expected))
        {
            bool isMutable = reference.Mutability == Mutability.Mut;
            return error.WithFix(isMutable ? "consider mutably borrowing here" : "consider borrowing here", new Edit(expression.Span.AtStart, isMutable ? "&mut " : "&"));
        }

        if (WrapperOf(found) is (var wrapper, var failure, Ty inner) && CanCoerce(inner, expected))
        {
            string name = NameOf((Ty)found.EraseRegions(Types));
            return error.WithFix($"consider using `{wrapper}::expect` to unwrap the `{name}` value, panicking if the value is {failure}", WithCall(expression, ".expect(\"REASON\")"));
        }

        if (expected is Ty.Char && expression.Kind is Hir.ExprKind.Literal { Value: Hir.Lit.Str } && _context.Sources.TextOf(expression.Span) is ['"', .. var letter, '"'] && letter.EnumerateRunes().Count() == 1)
        {
            return error.WithFix("if you meant to write a `char` literal, use single quotes", new Edit(expression.Span, $"'{letter}'"));
        }

        if (IsNumeric(expected) && IsNumeric(found))
        {
            return WithNumericConversion(error, expression, expected, found);
        }

        if (found is Ty.Ref { Referent: var referent } && IsCopy(referent) && CanCoerce(referent, expected))
        {
            return expression.Kind is Hir.ExprKind.AddressOf address
                ? error.WithFix("consider removing the borrow", new Edit(expression.Span with { End = address.Operand.Span.Start }, ""))
                : error.WithFix("consider dereferencing the borrow", new Edit(expression.Span.AtStart, "*"));
        }

        return expected is Ty.Adt adt ? WithWrapping(error, expression, adt, found) : error;
    }

    /// <summary>An <c>Option</c> or <c>Result</c>, what its failure is called, and the type of what it holds.</summary>
    private (string Name, string Failure, Ty Inner)? WrapperOf(Ty type) => type switch
    {
        Ty.Adt { Definition.Id: var id, Args: [Ty inner, ..] } when id == Map.DiagnosticItem("Result") => ("Result", "a `Result::Err`", inner),
        Ty.Adt { Definition.Id: var id, Args: [Ty inner, ..] } when id == (Map.DiagnosticItem("Option") ?? Map.LangItem("Option")) => ("Option", "an `Option::None`", inner),
        _ => null,
    };

    private static bool IsNumeric(Ty type) => type is Ty.Int or Ty.Float or Ty.Infer { Kind: not InferKind.General };

    private Diagnostic WithNumericConversion(Diagnostic error, Hir.Expr expression, Ty expected, Ty found)
    {
        string target = NameOf(expected);
        switch (expression.Kind)
        {
            case Hir.ExprKind.Literal { Value: Hir.Lit.Int { Suffix: { } suffix } } when expected is Ty.Int:
                return WithSuffix(error, expression, NameOf(suffix), target);
            case Hir.ExprKind.Literal { Value: Hir.Lit.Float { Suffix: { } suffix } } when expected is Ty.Float:
                return WithSuffix(error, expression, NameOf(suffix), target);
            case Hir.ExprKind.Literal { Value: Hir.Lit.Int { Suffix: null } } when expected is Ty.Float:
                return error.WithFix("use a float literal", new Edit(expression.Span.AtEnd, ".0"));
            case Hir.ExprKind.Literal:
                return error;
        }

        if (expected is not Ty.Int to || found is not Ty.Int from)
        {
            return WithFloatConversion(error, expression, expected, found);
        }

        string source = NameOf(found);
        string article = ArticleOf(source);
        if (IsLossless(from, to))
        {
            return error.WithFix($"you can convert {article} `{source}` to {ArticleOf(target)} `{target}`", WithCall(expression, ".into()"));
        }

        return error.WithFix($"you can convert {article} `{source}` to {ArticleOf(target)} `{target}` and panic if the converted value doesn't fit", WithCall(expression, ".try_into().unwrap()"));
    }

    private Diagnostic WithFloatConversion(Diagnostic error, Hir.Expr expression, Ty expected, Ty found)
    {
        string source = NameOf(found);
        string target = NameOf(expected);
        if (expected is Ty.Float { Kind: FloatKind.F64 } && found is Ty.Float { Kind: FloatKind.F32 })
        {
            return error.WithFix($"you can convert {ArticleOf(source)} `{source}` to {ArticleOf(target)} `{target}`", WithCall(expression, ".into()"));
        }

        return error;
    }

    private bool IsLossless(Ty.Int from, Ty.Int to)
    {
        int fromBits = _context.Target.SizeOf(from.Kind) * 8;
        int toBits = _context.Target.SizeOf(to.Kind) * 8;
        bool isPlain = from.Kind is not (IntKind.Usize or IntKind.Isize) && to.Kind is not (IntKind.Usize or IntKind.Isize);
        return (isPlain && fromBits < toBits && (from.IsSigned == to.IsSigned || (!from.IsSigned && to.IsSigned)))
            || (to.Kind == IntKind.Usize && from.Kind is IntKind.U8 or IntKind.U16)
            || (to.Kind == IntKind.Isize && from.Kind is IntKind.U8 or IntKind.I8 or IntKind.I16);
    }

    private static string ArticleOf(string type) => type is ['i', ..] ? "an" : "a";

    /// <summary>The call after the expression, in parentheses when it binds more weakly.</summary>
    private static Edit[] WithCall(Hir.Expr expression, string call)
    {
        bool needsParentheses = expression.Kind is Hir.ExprKind.Binary or Hir.ExprKind.Unary or Hir.ExprKind.Cast or Hir.ExprKind.AddressOf or Hir.ExprKind.Closure
            or Hir.ExprKind.Assign or Hir.ExprKind.AssignOp;
        return needsParentheses
            ? [new(expression.Span.AtStart, "("), new(expression.Span.AtEnd, ")" + call)]
            : [new(expression.Span.AtEnd, call)];
    }

    private Diagnostic WithSuffix(Diagnostic error, Hir.Expr literal, string suffix, string wanted)
    {
        string text = _context.Sources.TextOf(literal.Span);
        if (!text.EndsWith(suffix, StringComparison.Ordinal))
        {
            return error;
        }

        Span span = literal.Span with { Start = literal.Span.End - suffix.Length };
        return error.WithFix(string.Create(CultureInfo.InvariantCulture, $"change the type of the numeric literal from `{suffix}` to `{wanted}`"), new Edit(span, wanted));
    }

    private Diagnostic WithWrapping(Diagnostic error, Hir.Expr expression, Ty.Adt expected, Ty found)
    {
        if (Map.LangItem("Option") == expected.Definition.Id && expected.Args is [Ty some] && CanCoerce(found, some))
        {
            return error.WithFix("try wrapping the expression in `Some`", new Edit(expression.Span.AtStart, "Some("), new Edit(expression.Span.AtEnd, ")"));
        }

        if (Map.DiagnosticItem("Result") == expected.Definition.Id && expected.Args is [Ty ok, Ty failure])
        {
            string? wrapper = CanCoerce(found, ok) ? "Ok" : CanCoerce(found, failure) ? "Err" : null;
            if (wrapper is not null)
            {
                return error.WithFix($"try wrapping the expression in `{wrapper}`", new Edit(expression.Span.AtStart, wrapper + "("), new Edit(expression.Span.AtEnd, ")"));
            }
        }

        if (IsBox(expected) && CanCoerce(found, (Ty)expected.Args[0]))
        {
            return error
                .WithNote("for more on the distinction between the stack and the heap, read https://doc.rust-lang.org/book/ch15-01-box.html, https://doc.rust-lang.org/rust-by-example/std/box.html, and https://doc.rust-lang.org/std/boxed/index.html")
                .WithFix("store this in the heap by calling `Box::new`", new Edit(expression.Span.AtStart, "Box::new("), new Edit(expression.Span.AtEnd, ")"));
        }

        if (Map.LangItem("String") == expected.Definition.Id && StripReferences(found) is Ty.Str)
        {
            return error.WithFix("try using a conversion method", WithCall(expression, ".to_string()"));
        }

        return error;
    }

    private static Ty StripReferences(Ty type)
    {
        while (type is Ty.Ref reference)
        {
            type = reference.Referent;
        }

        return type;
    }
}
