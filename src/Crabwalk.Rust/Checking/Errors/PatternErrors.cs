using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Checking;

/// <summary>E0023 to E0029, E0164, E0527 to E0533, E0730: patterns.</summary>
internal static class PatternErrors
{
    public static Diagnostic ModifierUnderDefault(Span span, Hir.BindingMode mode)
    {
        string message = mode.ByRef is null
            ? "binding cannot be both mutable and by-reference"
            : "cannot explicitly borrow within an implicitly-borrowing pattern";
        string label = mode.ByRef is null ? "" : "explicit `ref` binding modifier not allowed when implicitly borrowing";
        return CheckErrors.At("", span, message, label);
    }

    public static Diagnostic FieldBoundTwice(Span span, Span first, string name) =>
        CheckErrors.At("E0025", span, $"field `{name}` bound multiple times in the pattern", $"multiple uses of `{name}` in pattern")
            .WithLabel(first, $"first use of `{name}`");

    public static Diagnostic ExpectedUnit(Span span, ITypeContext context, DefId? found)
    {
        string what = found is { } id ? $"{PathErrors.KindOf(context, id)} `{context.Hir.PathOf(id)}`" : "this";
        return CheckErrors.At("E0533", span, $"expected unit struct, unit variant or constant, found {what}", "not a unit struct, unit variant or constant");
    }

    /// <summary>A const parameter, or a constant that depends on a parameter: a match could not be compiled once for all.</summary>
    public static Diagnostic ParameterInPattern(Span span, Span parameter) =>
        CheckErrors.At("E0158", span, "constant parameters cannot be referenced in patterns", "can't be used in patterns").WithLabel(parameter, "constant defined here");

    public static Diagnostic GenericConstant(Span span) =>
        CheckErrors.At("E0158", span, "constant pattern cannot depend on generic parameters", "`const` depends on a generic parameter");

    public static Diagnostic ExpectedTupleStruct(Span span, string what) =>
        CheckErrors.At("E0164", span, $"expected tuple struct or tuple variant, found {what}", "not a tuple struct or tuple variant");

    public static Diagnostic NoRangeEnds(Span pattern, (Span Span, string Type, bool IsBad)? start, (Span Span, string Type, bool IsBad)? end)
    {
        const string Message = "only `char` and numeric types are allowed in range patterns";
        Diagnostic error = (start, end) switch
        {
            ({ IsBad: true } s, { IsBad: true } e) => CheckErrors.At("E0029", pattern, Message)
                .WithLabel(s.Span, $"this is of type `{s.Type}` but it should be `char` or numeric")
                .WithLabel(e.Span, $"this is of type `{e.Type}` but it should be `char` or numeric"),
            ({ IsBad: true } s, _) => One(s, end),
            (_, { IsBad: true } e) => One(e, start),
            _ => CheckErrors.At("E0029", pattern, Message),
        };
        return error;

        static Diagnostic One((Span Span, string Type, bool IsBad) bad, (Span Span, string Type, bool IsBad)? good)
        {
            Diagnostic one = CheckErrors.At("E0029", bad.Span, Message, $"this is of type `{bad.Type}` but it should be `char` or numeric");
            return good is { } other ? one.WithLabel(other.Span, $"this is of type `{other.Type}`") : one;
        }
    }

    public static Diagnostic ArrayLength(Span span, int least, ulong length, bool hasRest)
    {
        string elements = least == 1 ? "element" : "elements";
        return hasRest
            ? CheckErrors.At("E0528", span, $"pattern requires at least {least} {elements} but array has {length}", $"pattern cannot match array of {length} element{(length == 1 ? "" : "s")}")
            : CheckErrors.At("E0527", span, $"pattern requires {least} {elements} but array has {length}", $"expected {length} element{(length == 1 ? "" : "s")}");
    }

    public static Diagnostic UnknownArrayLength(Span span) =>
        CheckErrors.At("E0730", span, "cannot pattern-match on an array without a fixed length");

    public static Diagnostic NotASlice(Span span, string type) =>
        CheckErrors.At("E0529", span, $"expected an array or slice, found `{type}`", $"pattern cannot match with input type `{type}`");
}
