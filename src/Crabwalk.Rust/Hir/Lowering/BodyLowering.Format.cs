using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

/// <content>
/// <c>format_args!</c> over the library's <c>#[lang]</c> items. With <c>Arguments</c> = <c>format_arguments</c>, <c>Argument</c> = <c>format_argument</c>,
/// <c>Placeholder</c> = <c>format_placeholder</c>, <c>Alignment</c> = <c>format_alignment</c>, <c>Count</c> = <c>format_count</c>:
/// <code>
/// Arguments::from_str("words alone")
/// Arguments::new(&amp;["x = ", "\n"], &amp;[Argument::new_display(&amp;x)])
/// Arguments::new_formatted(&amp;["x = ", "\n"], &amp;[Argument::new_display(&amp;x)], &amp;[placeholder])
/// </code>
/// Pieces and placeholders alternate, beginning with a piece (an empty one where two placeholders meet). The third form is taken when a
/// placeholder has a spec of its own or takes an argument again; it has one entry for each:
/// <code>
/// Placeholder::new(argument_index, ' ', Alignment::Unknown, flags, Count::Is(precision), Count::Param(argument_index) or Count::Implied)
/// </code>
/// (precision before width). Where an argument is used twice or out of order, the arguments are evaluated first, in order:
/// <code>
/// Arguments::new_formatted(&amp;[..], &amp;match (&amp;a, &amp;b) { args => [Argument::new_debug(args.1), Argument::from_usize(args.0)] }, &amp;[..])
/// </code>
/// </content>
internal sealed partial class BodyLowering
{
    private readonly record struct FormatUse(int Argument, FormatTrait? Trait);

    private Expr LowerFormat(FormatArguments format, Span span)
    {
        HirId id = NewId();
        var pieces = new List<string>();
        var placeholders = new List<FormatPiece.Placeholder>();
        Split(format, pieces, placeholders);
        if (placeholders.Count == 0)
        {
            return new(id, AssociatedCall("format_arguments", "from_str", [Words(pieces.Count == 0 ? "" : pieces[0], span)], span), span) { Source = Desugaring.FormatArgs };
        }

        var uses = new List<FormatUse>();
        List<Expr>? specs = LowerSpecs(placeholders, uses, span);
        Expr strings = Slice([.. pieces.Select(piece => Words(piece, span))], span);
        Expr arguments = LowerFormatArguments(format, uses, span);
        ExprKind call = specs is null
            ? AssociatedCall("format_arguments", "new", [strings, arguments], span)
            : AssociatedCall("format_arguments", "new_formatted", [strings, arguments, Slice([.. specs], span)], span);
        return new(id, call, span) { Source = Desugaring.FormatArgs };
    }

    private Expr Words(string text, Span span) => Make(new ExprKind.Literal(new Lit.Str([.. Encoding.UTF8.GetBytes(text)])), span, Desugaring.FormatArgs);

    private static void Split(FormatArguments format, List<string> pieces, List<FormatPiece.Placeholder> placeholders)
    {
        bool isTextNext = true;
        foreach (FormatPiece piece in format.Pieces)
        {
            if (piece is FormatPiece.Text text)
            {
                pieces.Add(text.Value);
                isTextNext = false;
            }
            else if (piece is FormatPiece.Placeholder placeholder)
            {
                if (isTextNext)
                {
                    pieces.Add("");
                }

                placeholders.Add(placeholder);
                isTextNext = true;
            }
        }
    }

    // The uses of arguments in the order of the placeholders, and the specs when any is needed.
    private List<Expr>? LowerSpecs(List<FormatPiece.Placeholder> placeholders, List<FormatUse> uses, Span span)
    {
        bool needsSpecs = false;
        foreach (FormatPiece.Placeholder placeholder in placeholders)
        {
            var use = new FormatUse(placeholder.Argument, placeholder.Trait);
            needsSpecs |= placeholder.Spec != FormatSpec.Default || uses.Contains(use);
            AddUse(uses, use);
        }

        if (!needsSpecs)
        {
            return null;
        }

        var specs = new List<Expr>(placeholders.Count);
        foreach (FormatPiece.Placeholder placeholder in placeholders)
        {
            specs.Add(LowerSpec(placeholder, uses, span));
        }

        return specs;
    }

    private static int AddUse(List<FormatUse> uses, FormatUse use)
    {
        int known = uses.IndexOf(use);
        if (known < 0)
        {
            known = uses.Count;
            uses.Add(use);
        }

        return known;
    }

    private Expr LowerSpec(FormatPiece.Placeholder placeholder, List<FormatUse> uses, Span span)
    {
        FormatSpec spec = placeholder.Spec;
        Expr position = Integer(AddUse(uses, new(placeholder.Argument, placeholder.Trait)), IntKind.Usize, span);
        Expr fill = Make(new ExprKind.Literal(new Lit.Char(spec.Fill ?? new(' '))), span, Desugaring.FormatArgs);
        Expr alignment = Make(AssociatedPath("format_alignment", spec.Alignment.ToString(), span), span, Desugaring.FormatArgs);
        Expr flags = Integer((int)spec.Flags, IntKind.U32, span);
        Expr precision = LowerCount(spec.Precision, uses, span);
        Expr width = LowerCount(spec.Width, uses, span);
        return Make(AssociatedCall("format_placeholder", "new", [position, fill, alignment, flags, precision, width], span), span, Desugaring.FormatArgs);
    }

    private Expr LowerCount(FormatCount? count, List<FormatUse> uses, Span span) => count switch
    {
        null => Make(AssociatedPath("format_count", "Implied", span), span, Desugaring.FormatArgs),
        { IsArgument: true } argument => Make(AssociatedCall("format_count", "Param", [Integer(AddUse(uses, new(argument.Value, null)), IntKind.Usize, span)], span), span, Desugaring.FormatArgs),
        var number => Make(AssociatedCall("format_count", "Is", [Integer(number.Value, IntKind.Usize, span)], span), span, Desugaring.FormatArgs),
    };

    private Expr LowerFormatArguments(FormatArguments format, List<FormatUse> uses, Span span)
    {
        bool isPlain = uses.Count == format.Arguments.Count && uses.Select((use, index) => use.Argument == index).All(isInOrder => isInOrder);
        if (isPlain)
        {
            var plain = new List<Expr>(uses.Count);
            foreach (FormatUse use in uses)
            {
                Expression value = format.Arguments[use.Argument].Value;
                Expr lowered = LowerExpression(value);
                plain.Add(LowerUse(use, Make(new ExprKind.AddressOf(false, Mutability.Not, lowered), value.Span, Desugaring.FormatArgs), value.Span));
            }

            return Slice([.. plain], span);
        }

        HirId matchId = NewId();
        var borrowed = new List<Expr>(format.Arguments.Count);
        foreach (FormatArgument argument in format.Arguments)
        {
            borrowed.Add(Make(new ExprKind.AddressOf(false, Mutability.Not, LowerExpression(argument.Value)), argument.Value.Span, Desugaring.FormatArgs));
        }

        Expr tuple = Make(new ExprKind.Tuple([.. borrowed]), span, Desugaring.FormatArgs);
        HirId variable = NewId();
        var name = new Ident(Symbols.Intern("args"), span);
        var pattern = new Pat(variable, new PatKind.Binding(new(null, false), variable, name, null), span);
        var used = new List<Expr>(uses.Count);
        foreach (FormatUse use in uses)
        {
            Span valueSpan = format.Arguments[use.Argument].Value.Span;
            Expr field = Make(new ExprKind.Field(VariableUse(name, variable, valueSpan), new(Symbols.Intern(use.Argument.ToString(CultureInfo.InvariantCulture)), valueSpan)), valueSpan, Desugaring.FormatArgs);
            used.Add(LowerUse(use, field, valueSpan));
        }

        Expr array = Make(new ExprKind.Array([.. used]), span, Desugaring.FormatArgs);
        var match = new Expr(matchId, new ExprKind.Match(tuple, [new(NewId(), pattern, null, array, span)]), span) { Source = Desugaring.FormatArgs };
        return Make(new ExprKind.AddressOf(false, Mutability.Not, match), span, Desugaring.FormatArgs);
    }

    private Expr LowerUse(FormatUse use, Expr borrowed, Span span)
    {
        string maker = use.Trait switch
        {
            null => "from_usize",
            FormatTrait.Display => "new_display",
            FormatTrait.Debug => "new_debug",
            FormatTrait.Octal => "new_octal",
            FormatTrait.LowerHex => "new_lower_hex",
            FormatTrait.UpperHex => "new_upper_hex",
            FormatTrait.Pointer => "new_pointer",
            FormatTrait.Binary => "new_binary",
            FormatTrait.LowerExp => "new_lower_exp",
            _ => "new_upper_exp",
        };
        return Make(AssociatedCall("format_argument", maker, [borrowed], span), span, Desugaring.FormatArgs);
    }

    private Expr Integer(int value, IntKind kind, Span span) => Make(new ExprKind.Literal(new Lit.Int((UInt128)value, Session.Types.Int(kind))), span, Desugaring.FormatArgs);

    private Expr Slice(EquatableArray<Expr> elements, Span span) =>
        Make(new ExprKind.AddressOf(false, Mutability.Not, Make(new ExprKind.Array(elements), span, Desugaring.FormatArgs)), span, Desugaring.FormatArgs);

    // `Type::name` of a language item.
    private ExprKind AssociatedPath(string item, string name, Span span)
    {
        if (LangPath(item, span) is not { } type)
        {
            return new ExprKind.Error();
        }

        var segment = new PathSegment(NewId(), new(Symbols.Intern(name), span), new Res.Error(), null);
        return new ExprKind.Path(new QPath.TypeRelative(new(NewId(), new TyKind.Path(type), span), segment, span));
    }

    private ExprKind AssociatedCall(string item, string name, EquatableArray<Expr> arguments, Span span) =>
        AssociatedPath(item, name, span) is ExprKind.Path path ? new ExprKind.Call(Make(path, span, Desugaring.FormatArgs), arguments) : new ExprKind.Error();
}
