using Crabwalk.C.Types;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Checking;

/// <summary>C03xx: declarations and types (6.7).</summary>
internal static partial class CErrors
{
    public static Diagnostic Redefinition(Span span, string name, Span earlier) =>
        Make("C0300", span, $"redefinition of `{name}`").WithNote(earlier, $"previous definition of `{name}` here");

    public static Diagnostic ConflictingTypes(Span span, string name, CType type, CType known, Span earlier) =>
        Make("C0301", span, $"conflicting types for `{name}`: `{type}` here, `{known}` before").WithNote(earlier, $"previous declaration of `{name}` here");

    public static Diagnostic ConflictingFunctionTypes(Span span, string name, CType type, CType known, Span earlier, bool wasImplicit) =>
        Make("C0302", span, $"conflicting types for function `{name}`: `{type}` here, `{known}` before")
            .WithNote(earlier, wasImplicit ? $"implicit declaration of `{name}` by this call" : $"previous declaration of `{name}` here")
            .WithHelp(wasImplicit ? "declare the function before its first call" : null);

    public static Diagnostic DifferentKind(Span span, string name, Span earlier) =>
        Make("C0303", span, $"`{name}` is declared again as a different kind of thing").WithNote(earlier, $"previous declaration of `{name}` here");

    public static Diagnostic RedeclaredLocal(Span span, string name, Span earlier) =>
        Make("C0304", span, $"`{name}` is declared twice in one block").WithNote(earlier, $"previous declaration of `{name}` here");

    public static Diagnostic TypedefRedefinition(Span span, string name, CType type, CType known, Span earlier) =>
        Make("C0305", span, $"typedef `{name}` is redefined as `{type}`, and was `{known}`").WithNote(earlier, $"previous definition of `{name}` here");

    public static Diagnostic LinkageMismatch(Span span, string name, bool isStaticNow, Span earlier) =>
        Make("C0306", span, isStaticNow ? $"`{name}` is `static` here and was not before" : $"`{name}` was `static` before and is not here")
            .WithNote(earlier, $"previous declaration of `{name}` here");

    public static Diagnostic ExternInitialized(Span span, string name) => Make("C0307", span, $"`{name}` is `extern` in a block and has an initializer");

    public static Diagnostic IncompleteVariable(Span span, string name, CType type) => type is CType.Array
        ? Make("C0308", span, $"the size of the array `{name}` is missing").WithHelp("give a size or an initializer")
        : Make("C0308", span, type.IsVoid() ? $"variable `{name}` has type `void`" : $"variable `{name}` has incomplete type `{type}`");

    public static Diagnostic IncompleteParameter(Span span, string name, CType type) =>
        Make("C0309", span, $"parameter{Named(name)} has incomplete type `{type}`");

    public static Diagnostic IncompleteResult(Span span, CType type) => Make("C0310", span, $"function returns the incomplete type `{type}`");

    public static Diagnostic FunctionResult(Span span, string name, CType type) =>
        Make("C0311", span, $"{Function(name)} returns {(type is CType.Array ? "an array" : "a function")}, `{type}`").WithHelp("return a pointer instead");

    public static Diagnostic ArrayElement(Span span, string name, CType type)
    {
        string what = type is CType.Function ? "functions" : type.IsVoid() ? "`void`" : $"the incomplete type `{type}`";
        return Make("C0312", span, $"{(name.Length == 0 ? "array" : $"`{name}` is an array")} of {what}");
    }

    public static Diagnostic ArraySizeNotInteger(Span span, CType type) => Make("C0313", span, $"the size of an array has type `{type}`, and needs an integer type");

    public static Diagnostic NegativeArraySize(Span span, long size) => Make("C0314", span, $"the size of an array is negative: {size}");

    public static Diagnostic ArrayTooLarge(Span span) => Make("C0315", span, "the array is too large to exist");

    public static Diagnostic VariableArrayAtFileScope(Span span) =>
        Make("C0316", span, "the size of an array outside of functions is not a constant").WithHelp("a `const` variable is no constant in C; use `enum` or `#define`");

    public static Diagnostic VariableLengthStorage(Span span, string name) => Make("C0317", span, $"variable-length array `{name}` cannot be `static` or `extern`");

    public static Diagnostic VariableLengthInitialized(Span span, string name) => Make("C0318", span, $"variable-length array `{name}` cannot have an initializer");

    public static Diagnostic InitializedNonObject(Span span, string what, string name) => Make("C0319", span, $"{what} `{name}` has an initializer, like a variable");

    public static Diagnostic FunctionStorage(Span span, string name) => Make("C0320", span, $"invalid storage class for function `{name}`");

    public static Diagnostic StorageAtFileScope(Span span, string name) => Make("C0321", span, $"`{name}` is declared outside of functions with `auto` or `register`");

    // 6.7.1p3
    public static Diagnostic ThreadLocalInBlock(Span span, string name) =>
        Make("C0349", span, $"`{name}` is `_Thread_local` inside a function, and neither `static` nor `extern`");

    // 6.8.5p3
    public static Diagnostic StorageInFor(Span span) => Make("C0350", span, "the head of a `for` can only declare variables of the loop");

    public static Diagnostic SeveralStorageClasses(Span span, string word, Span earlier) =>
        Make("C0322", span, $"`{word}` after another storage class").WithNote(earlier, "the other one is here");

    public static Diagnostic StorageInTypeName(Span span) => Make("C0323", span, "a storage class in a type name");

    public static Diagnostic StorageInMember(Span span) => Make("C0324", span, "a storage class in the declaration of a member");

    public static Diagnostic ParameterStorage(Span span) => Make("C0325", span, "a parameter can only have the storage class `register`");

    public static Diagnostic SeveralTypes(Span span) => Make("C0326", span, "two types in one declaration").WithHelp("is a `;` missing before it?");

    public static Diagnostic DuplicateTypeWord(Span span, string word) => Make("C0327", span, $"duplicate `{word}`");

    public static Diagnostic BadTypeWords(Span span, string words) => Make("C0328", span, $"{words} together are no type");

    public static Diagnostic InvalidRestrict(Span span, CType type) => Make("C0329", span, $"invalid use of `restrict` on `{type}`: it is for pointers to objects");

    public static Diagnostic InvalidAtomic(Span span, CType type) => Make("C0330", span, $"`_Atomic` cannot be applied to `{type}`");

    public static Diagnostic BadAlignment(Span span, long alignment) => Make("C0331", span, $"alignment {alignment} is not a power of two");

    public static Diagnostic AutoTypeWithoutInitializer(Span span) => Make("C0332", span, "`__auto_type` needs an initializer");

    public static Diagnostic EllipsisAlone(Span span) => Make("C0333", span, "`...` needs a named parameter before it");

    public static Diagnostic DuplicateParameter(Span span, string name, Span earlier) =>
        Make("C0334", span, $"parameter `{name}` is declared twice").WithNote(earlier, "it is declared here first");

    public static Diagnostic NotAParameter(Span span, string name) => Make("C0335", span, $"`{name}` is not in the list of parameters");

    public static Diagnostic WrongTag(Span span, string tag, string keyword, Span earlier) =>
        Make("C0336", span, $"`{keyword} {tag}` names a tag of a different kind").WithNote(earlier, $"`{tag}` is declared here");

    public static Diagnostic RecordRedefinition(Span span, CType type, Span earlier) =>
        Make("C0337", span, $"redefinition of `{type}`").WithNote(earlier, "previous definition here");

    public static Diagnostic RecordTooLarge(Span span, string keyword) => Make("C0338", span, $"the {keyword} is too large to exist");

    public static Diagnostic DuplicateMember(Span span, string name, Span earlier) =>
        Make("C0339", span, $"duplicate member `{name}`").WithNote(earlier, "it is declared here first");

    public static Diagnostic FunctionMember(Span span, string name) =>
        Make("C0340", span, $"member `{name}` is declared as a function").WithHelp($"a pointer to a function is written `(*{name})(...)`");

    public static Diagnostic VariableLengthMember(Span span, string name) => Make("C0341", span, $"member `{name}` has variable length");

    public static Diagnostic IncompleteMember(Span span, string name, CType type, bool isItself) =>
        Make("C0342", span, $"member{Named(name)} has incomplete type `{type}`")
            .WithHelp(isItself ? "a structure cannot hold itself; use a pointer to it" : null);

    public static Diagnostic FlexibleNotLast(Span span, string name) => Make("C0343", span, $"flexible array member `{name}` is not the last member");

    public static Diagnostic FlexibleAlone(Span span, string name, string keyword) => Make("C0344", span, keyword == "union"
        ? $"flexible array member `{name}` in a union"
        : $"flexible array member `{name}` in a structure without other members");

    public static Diagnostic BitFieldType(Span span, string name, CType type) => Make("C0345", span, $"bit-field{Named(name)} has type `{type}`, and needs an integer type");

    public static Diagnostic BitFieldWidth(Span span, string name, long width, CType type) => Make("C0346", span, width < 0
        ? $"the width of bit-field{Named(name)} is negative"
        : width == 0 ? $"the width of bit-field{Named(name)} is zero" : $"the width of bit-field{Named(name)} exceeds its type `{type}`");

    public static Diagnostic EnumeratorOverflow(Span span) => Make("C0347", span, "the value of the enumeration constant does not fit any integer type");

    public static Diagnostic StaticAssertFailed(Span span, Span condition, string? message) =>
        Make("C0348", span, message is null ? "static assertion failed" : $"static assertion failed: {message}").WithLabel(condition, "this is 0");

    private static string Function(string name) => name.Length == 0 ? "function" : $"function `{name}`";
}
