using Crabwalk.C.Tree;
using Crabwalk.C.Types;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>C04xx: expressions (6.5).</summary>
internal static partial class CErrors
{
    public static Diagnostic Undeclared(Span span, string name, string? closest, string? header)
    {
        Diagnostic diagnostic = Make("C0400", span, $"use of undeclared identifier `{name}`");
        return header is not null ? diagnostic.WithHelp($"`{name}` is defined in `<{header}>`: include it")
            : closest is not null ? diagnostic.WithChange($"did you mean `{closest}`?", span, closest)
            : diagnostic;
    }

    public static Diagnostic TypeWhereExpression(Span span, string name) => Make("C0401", span, $"expected an expression, found the type `{name}`");

    public static Diagnostic InvalidOperands(Span span, string op, Span left, CType leftType, Span right, CType rightType) =>
        Make("C0402", span, $"invalid operands to `{op}`: {leftType.InWords()} and {rightType.InWords()}")
            .WithLabel(left, $"`{leftType}`").WithLabel(right, $"`{rightType}`");

    public static Diagnostic UnaryOperand(Span span, string op, CType type) => Make("C0403", span, $"invalid operand to `{op}`: {type.InWords()}");

    public static Diagnostic NotAssignable(Span span, string op, CType type) => type is CType.Function
        ? Make("C0404", span, $"the operand of `{op}` is a function, which cannot be changed")
        : Make("C0404", span, $"the operand of `{op}` is a value, not a variable or another place that can be changed");

    public static Diagnostic AssignToArray(Span span, CType type) =>
        Make("C0405", span, $"an array, `{type}`, cannot be assigned as a whole").WithHelp("copy its elements, with `memcpy` or `strcpy` for text");

    public static Diagnostic AssignToConst(Span span, string text, CType type, Variable? variable)
    {
        string what = type.IsConst() ? $"`{text}` is read-only: its type is `{type}`" : $"`{text}` has a read-only member: its type is `{type}`";
        return Make("C0406", span, what).WithNote(variable?.Span, $"`{variable?.Name}` is declared here");
    }

    public static Diagnostic IncompleteType(Span span, CType type, Span? declaration) =>
        Make("C0407", span, $"incomplete type {type.InWords()} where its size or its members are needed").WithNote(declaration, $"`{type}` is only declared, never defined");

    public static Diagnostic IncompatibleTypes(Span span, CType to, CType from, string where, SubDiagnostic[] notes) =>
        Make("C0408", span, $"incompatible types {where}: expected {to.InWords()}, found {from.InWords()}") with { Children = Children(notes) };

    public static Diagnostic VoidValue(Span span) => Make("C0409", span, "the value of a `void` expression is used").WithHelp("the function returns nothing");

    public static Diagnostic AddressOfValue(Span span, CType type) => Make("C0410", span, $"cannot take the address of a value of type `{type}`");

    public static Diagnostic AddressOfBitField(Span span, string name) => Make("C0411", span, $"cannot take the address of the bit-field `{name}`");

    public static Diagnostic AddressOfRegister(Span span, string name) => Make("C0412", span, $"cannot take the address of `{name}`, which is declared `register`");

    public static Diagnostic DereferenceOfNonPointer(Span span, CType type) => Make("C0413", span, $"cannot dereference {type.InWords()}, which is not a pointer");

    public static Diagnostic SubscriptOfNonArray(Span span, CType type) => Make("C0414", span, $"cannot index `{type}`, which is neither array nor pointer");

    public static Diagnostic SubscriptIndex(Span span, CType type) => Make("C0415", span, $"array index has type `{type}`, and needs an integer type");

    public static Diagnostic SubscriptElement(Span span, CType type) => Make("C0416", span, $"cannot index a pointer to `{type}`: its size is not known");

    public static Diagnostic PointerStep(Span span, CType type) => Make("C0417", span, $"arithmetic on a pointer to the incomplete type `{type}`");

    public static Diagnostic MemberOfNonRecord(Span span, Span name, CType type, string member, bool isArrow) =>
        Make("C0418", name, isArrow
            ? $"`->{member}` on {type.InWords()}, which is not a pointer to a structure or union"
            : $"`.{member}` on {type.InWords()}, which is not a structure or union").WithLabel(span, $"`{type}`");

    public static Diagnostic ArrowOnRecord(Span span, Span name, CType type, string member) =>
        Make("C0419", name, $"`->{member}` on {type.InWords()}, which is not a pointer").WithLabel(span, $"`{type}`").WithHelp($"use `.{member}`");

    public static Diagnostic DotOnPointer(Span span, Span name, CType type, string member) =>
        Make("C0420", name, $"`.{member}` on {type.InWords()}, which is a pointer").WithLabel(span, $"`{type}`").WithHelp($"use `->{member}`");

    public static Diagnostic NoMember(Span span, CType type, string name, string? closest, Span? definition)
    {
        Diagnostic diagnostic = Make("C0421", span, $"`{type}` has no member `{name}`").WithNote(definition, $"`{type}` is defined here");
        return closest is null ? diagnostic : diagnostic.WithChange($"did you mean `{closest}`?", span, closest);
    }

    public static Diagnostic NotAFunction(Span span, string text, CType type) => Make("C0422", span, $"`{text}` is called, but is no function: its type is {type.InWords()}");

    public static Diagnostic TooFewArguments(Span span, string name, int expected, int found, bool isVariadic, Function? declared) =>
        Make("C0423", span, $"too few arguments to `{name}`: expected {(isVariadic ? "at least " : "")}{expected}, found {found}")
            .WithNote(NoteOf(declared), $"`{name}` is declared here");

    public static Diagnostic TooManyArguments(Span span, string name, int expected, int found, Function? declared) =>
        Make("C0424", span, $"too many arguments to `{name}`: expected {expected}, found {found}").WithNote(NoteOf(declared), $"`{name}` is declared here");

    public static Diagnostic InvalidCast(Span span, CType from, CType to) => Make("C0425", span, $"cannot cast {from.InWords()} to {to.InWords()}");

    public static Diagnostic ConditionNotScalar(Span span, CType type) =>
        Make("C0426", span, $"a condition has type `{type}`, and needs a number or a pointer");

    public static Diagnostic ConditionalTypes(Span span, Span left, CType leftType, Span right, CType rightType) =>
        Make("C0427", span, $"the results of `?:` do not go together: {leftType.InWords()} and {rightType.InWords()}")
            .WithLabel(left, $"`{leftType}`").WithLabel(right, $"`{rightType}`");

    public static Diagnostic NoGenericMatch(Span span, CType type) => Make("C0428", span, $"no association of `_Generic` matches the type {type.InWords()}");

    public static Diagnostic DuplicateGenericType(Span span, CType type, CType other, Span earlier) =>
        Make("C0429", span, $"`_Generic` has two associations for `{type}`").WithNote(earlier, $"`{other}` is compatible with it");

    public static Diagnostic DuplicateGenericDefault(Span span, Span earlier) =>
        Make("C0430", span, "`_Generic` has two `default` associations").WithNote(earlier, "the first is here");

    public static Diagnostic GenericIncomplete(Span span, CType type) => Make("C0431", span, $"`_Generic` association for the incomplete type `{type}`");

    public static Diagnostic SizeofBitField(Span span, string name) => Make("C0432", span, $"`sizeof` of the bit-field `{name}`");

    public static Diagnostic TypeofBitField(Span span, string name) => Make("C0433", span, $"`typeof` of the bit-field `{name}`");

    public static Diagnostic CompoundLiteralType(Span span, CType type) => Make("C0434", span, $"a compound literal cannot have the type `{type}`");

    public static Diagnostic OffsetofNonRecord(Span span, CType type) => Make("C0435", span, $"`offsetof` in `{type}`, which is not a structure or union");

    public static Diagnostic VaStartOutsideVariadic(Span span) => Make("C0436", span, "`va_start` in a function without `...`");

    public static Diagnostic NotAVaList(Span span, CType type) => Make("C0437", span, $"expected a `va_list`, found `{type}`");

    public static Diagnostic NotFloating(Span span, string name, CType type) => Make("C0438", span, $"`{name}` needs a floating argument, found `{type}`");

    public static Diagnostic OverflowOperands(Span span) => Make("C0439", span, "overflow builtins need two integers and a pointer to an integer");

    public static Diagnostic AtomicOperand(Span span, string name, CType type) => Make("C0440", span, $"`{name}` needs a pointer to a number or pointer, found `{type}`");

    private static Span? NoteOf(Function? function) => function is { IsImplicit: false } ? function.Span : null;
}
