using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Diagnostics;

namespace Crabwalk.C.Checking;

/// <summary>Where a value is converted as if by assignment; the words of a message depend on it.</summary>
internal abstract record AssignmentPlace
{
    private AssignmentPlace()
    {
    }

    public sealed record Assignment : AssignmentPlace;

    public sealed record Initialization : AssignmentPlace;

    /// <summary>The argument of a call, counted from 1.</summary>
    public sealed record Argument(int Number, string Function, Function? Declared) : AssignmentPlace;

    public sealed record Return(Function Function) : AssignmentPlace;
}

/// <summary>Simple assignment's constraints (6.5.16.1), which initialisers, arguments and returns share.</summary>
internal sealed class AssignmentChecks(CheckContext context, Conversions conversions)
{
    /// <summary>The value converted to the type, after telling the user what is wrong with that.</summary>
    public Expression Convert(Expression expression, CType target, AssignmentPlace place)
    {
        Expression value = Conversions.Value(expression);
        CType type = target.Unqualified;
        if (value.Type.IsError() || type.IsError())
        {
            return value;
        }

        if (value.Type.IsVoid())
        {
            return context.Fail(value.OuterSpan, CErrors.VoidValue(value.OuterSpan));
        }

        return (type, value.Type) switch
        {
            ({ } to, { } from) when to.IsArithmetic() && from.IsArithmetic() => Arithmetic(value, type),
            (CType.Integer { Kind: IntegerKind.Bool }, CType.Pointer) => conversions.To(value, type),
            (CType.Pointer pointer, CType.Pointer from) => Pointers(value, pointer, from, place),
            (CType.Pointer, { } from) when from.IsInteger() => IntegerToPointer(value, type, place),
            ({ } to, CType.Pointer) when to.IsInteger() => PointerToInteger(value, type, place),
            (CType.Record, CType.Record) when context.Types.AreCompatibleUnqualified(type, value.Type) => conversions.To(value, type),
            _ => context.Fail(value.OuterSpan, CErrors.IncompatibleTypes(value.OuterSpan, type, value.Type, Describe(place), NotesOf(place, type, value.Type))),
        };
    }

    private Expression Arithmetic(Expression value, CType type)
    {
        if (value.Constant is ConstantValue.Integer { Bits: var bits } && CTypes.KindOf(type) is { } to && CTypes.KindOf(value.Type) is { } from
            && to != IntegerKind.Bool && !FitsEitherSign(bits, from, to))
        {
            long result = context.Fold.Wrap(bits, to);
            context.Report.Warn(Warnings.Overflow, value.OuterSpan,
                $"conversion from {value.Type.InWords()} to {type.InWords()} changes the value from {Folding.Widen(bits, from)} to {Folding.Widen(result, to)}");
        }

        return conversions.To(value, type);
    }

    /// <summary>gcc keeps silent when the bits survive and only the sign is read differently: <c>unsigned char c = -1</c>.</summary>
    private bool FitsEitherSign(long bits, IntegerKind from, IntegerKind to) =>
        context.Fold.Fits(bits, from, to.ToUnsigned()) || context.Fold.Fits(bits, from, to.ToSigned());

    private Expression IntegerToPointer(Expression value, CType type, AssignmentPlace place)
    {
        if (!Conversions.IsNullPointerConstant(value))
        {
            context.Report.Warn(Warnings.IntConversion, value.OuterSpan,
                $"{Subject(place, type, value.Type)} makes a pointer from an integer without a cast", "", NotesOf(place, type, value.Type));
        }

        return conversions.To(value, type);
    }

    private Expression PointerToInteger(Expression value, CType type, AssignmentPlace place)
    {
        context.Report.Warn(Warnings.IntConversion, value.OuterSpan,
            $"{Subject(place, type, value.Type)} makes an integer from a pointer without a cast", "", NotesOf(place, type, value.Type));
        return conversions.To(value, type);
    }

    private Expression Pointers(Expression value, CType.Pointer to, CType.Pointer from, AssignmentPlace place)
    {
        if (!Conversions.IsNullPointerConstant(value))
        {
            CheckPointers(value, to, from, place);
        }

        return conversions.To(value, to);
    }

    private void CheckPointers(Expression value, CType.Pointer to, CType.Pointer from, AssignmentPlace place)
    {
        CType target = to.Target.Unqualified;
        CType source = from.Target.Unqualified;
        Qualifiers lost = QualifiersOf(from.Target) & ~QualifiersOf(to.Target) & ~(Qualifiers.Restrict | Qualifiers.Atomic);
        if (context.Types.AreCompatible(target, source) || target.IsVoid() || source.IsVoid())
        {
            WarnLostQualifiers(value, to, from, lost, place);
        }
        else if (DifferOnlyInSign(target, source))
        {
            context.Report.Warn(Warnings.PointerSign, value.OuterSpan,
                $"{Subject(place, to, from)}: the pointed-to types differ in signedness", "", NotesOf(place, to, from));
        }
        else if (!ArrayElementQualified(target, source))
        {
            context.Report.Warn(Warnings.IncompatiblePointerTypes, value.OuterSpan,
                $"{Subject(place, to, from)}: incompatible pointer types", "", NotesOf(place, to, from));
        }
    }

    private void WarnLostQualifiers(Expression value, CType.Pointer to, CType.Pointer from, Qualifiers lost, AssignmentPlace place)
    {
        if (lost != Qualifiers.None && from.Target is not CType.Function)
        {
            string which = lost == Qualifiers.Const ? "const" : lost == Qualifiers.Volatile ? "volatile" : "const volatile";
            context.Report.Warn(Warnings.DiscardedQualifiers, value.OuterSpan,
                $"{Subject(place, to, from)} discards the `{which}` qualifier of the pointed-to type", "", NotesOf(place, to, from));
        }
    }

    /// <summary>An array takes its qualifiers from its elements; <c>int (*)[3]</c> to <c>const int (*)[3]</c> is pedantry (gcc).</summary>
    private bool ArrayElementQualified(CType target, CType source) =>
        target is CType.Array a && source is CType.Array b
        && context.Types.AreCompatible(WithoutElementQualifiers(a), WithoutElementQualifiers(b));

    private CType WithoutElementQualifiers(CType type) =>
        type is CType.Array array ? context.Types.ArrayOf(WithoutElementQualifiers(array.Element), array.Bound) : type.Unqualified;

    private static Qualifiers QualifiersOf(CType type) => type.InnermostElement().Qualifiers;

    private static bool DifferOnlyInSign(CType left, CType right) =>
        left.IsInteger() && right.IsInteger() && CTypes.KindOf(left) is { } a && CTypes.KindOf(right) is { } b
        && a != IntegerKind.Bool && b != IntegerKind.Bool && a.ToUnsigned() == b.ToUnsigned();

    private static string Subject(AssignmentPlace place, CType to, CType from) => place switch
    {
        AssignmentPlace.Assignment => $"assignment to {to.InWords()} from {from.InWords()}",
        AssignmentPlace.Initialization => $"initialization of {to.InWords()} from {from.InWords()}",
        AssignmentPlace.Argument argument => $"passing {from.InWords()} for {to.InWords()} as argument {argument.Number} of `{argument.Function}`",
        AssignmentPlace.Return => $"returning {from.InWords()} from a function with result type {to.InWords()}",
    };

    private static string Describe(AssignmentPlace place) => place switch
    {
        AssignmentPlace.Assignment => "in this assignment",
        AssignmentPlace.Initialization => "in this initialization",
        AssignmentPlace.Argument argument => $"for argument {argument.Number} of `{argument.Function}`",
        AssignmentPlace.Return => "in this return",
    };

    private static SubDiagnostic[] NotesOf(AssignmentPlace place, CType to, CType from) => place switch
    {
        AssignmentPlace.Argument { Declared: { IsImplicit: false } function } =>
            [CheckReporter.Note(function.Span, $"`{function.Name}` is declared here: expected {to.InWords()}, found {from.InWords()}")],
        AssignmentPlace.Argument => [],
        AssignmentPlace.Return returned => [CheckReporter.Note(returned.Function.Span, $"`{returned.Function.Name}` is declared here")],
        AssignmentPlace.Assignment => [],
        AssignmentPlace.Initialization => [],
    };
}
