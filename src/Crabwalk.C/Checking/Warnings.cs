using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Crabwalk.C.Checking;

/// <summary>The names of all warnings of the parser and checker, as gcc 12 names and groups them.</summary>
public static class Warnings
{
    internal const string Address = "-Waddress";
    internal const string ArrayBounds = "-Warray-bounds";
    internal const string Attributes = "-Wattributes";
    internal const string BoolCompare = "-Wbool-compare";
    internal const string BuiltinDeclarationMismatch = "-Wbuiltin-declaration-mismatch";
    internal const string CharSubscripts = "-Wchar-subscripts";
    internal const string DiscardedQualifiers = "-Wdiscarded-qualifiers";
    internal const string DivisionByZero = "-Wdiv-by-zero";
    internal const string DuplicateDeclarationSpecifier = "-Wduplicate-decl-specifier";
    internal const string EmptyBody = "-Wempty-body";
    internal const string EnumCompare = "-Wenum-compare";
    internal const string Format = "-Wformat";
    internal const string FormatExtraArguments = "-Wformat-extra-args";
    internal const string FormatSecurity = "-Wformat-security";
    internal const string FormatZeroLength = "-Wformat-zero-length";
    internal const string ImplicitFallthrough = "-Wimplicit-fallthrough";
    internal const string ImplicitFunctionDeclaration = "-Wimplicit-function-declaration";
    internal const string ImplicitInt = "-Wimplicit-int";
    internal const string IncompatiblePointerTypes = "-Wincompatible-pointer-types";
    internal const string IntConversion = "-Wint-conversion";
    internal const string IntToPointerCast = "-Wint-to-pointer-cast";
    internal const string LogicalNotParentheses = "-Wlogical-not-parentheses";
    internal const string Main = "-Wmain";
    internal const string MaybeUninitialized = "-Wmaybe-uninitialized";
    internal const string MissingBraces = "-Wmissing-braces";
    internal const string MissingDeclarations = "-Wmissing-declarations";
    internal const string MissingFieldInitializers = "-Wmissing-field-initializers";
    internal const string MissingPrototypes = "-Wmissing-prototypes";
    internal const string MultiCharacter = "-Wmultichar";
    internal const string Overflow = "-Woverflow";
    internal const string OverrideInit = "-Woverride-init";
    internal const string DanglingElse = "-Wdangling-else";
    internal const string Parentheses = "-Wparentheses";
    internal const string Pedantic = "-Wpedantic";
    internal const string PointerArithmetic = "-Wpointer-arith";
    internal const string PointerSign = "-Wpointer-sign";
    internal const string PointerToIntCast = "-Wpointer-to-int-cast";
    internal const string ReturnLocalAddress = "-Wreturn-local-addr";
    internal const string ReturnMismatch = "-Wreturn-type";
    internal const string SequencePoint = "-Wsequence-point";
    internal const string Shadow = "-Wshadow";
    internal const string ShiftCountNegative = "-Wshift-count-negative";
    internal const string ShiftCountOverflow = "-Wshift-count-overflow";
    internal const string SignCompare = "-Wsign-compare";
    internal const string SizeofArrayArgument = "-Wsizeof-array-argument";
    internal const string Switch = "-Wswitch";
    internal const string SwitchUnreachable = "-Wswitch-unreachable";
    internal const string TautologicalCompare = "-Wtautological-compare";
    internal const string Trigraphs = "-Wtrigraphs";
    internal const string TypeLimits = "-Wtype-limits";
    internal const string Uninitialized = "-Wuninitialized";
    internal const string UnusedButSetParameter = "-Wunused-but-set-parameter";
    internal const string UnusedButSetVariable = "-Wunused-but-set-variable";
    internal const string UnusedFunction = "-Wunused-function";
    internal const string UnusedLabel = "-Wunused-label";
    internal const string UnusedLocalTypedefs = "-Wunused-local-typedefs";
    internal const string UnusedParameter = "-Wunused-parameter";
    internal const string UnusedValue = "-Wunused-value";
    internal const string UnusedVariable = "-Wunused-variable";
    internal const string VariableLengthArray = "-Wvla";

    // Given by the lexer and the preprocessor.
    private const string BuiltinMacroRedefined = "-Wbuiltin-macro-redefined";
    private const string Comment = "-Wcomment";
    private const string EndifLabels = "-Wendif-labels";
    private const string ExpansionToDefined = "-Wexpansion-to-defined";
    private const string HashWarning = "-Wcpp";
    private const string Undefined = "-Wundef";
    private const string UnknownPragmas = "-Wunknown-pragmas";

    /// <summary>What gcc gives without a name, such as "control reaches here never"; always on.</summary>
    internal const string Unnamed = "";

    private static readonly FrozenDictionary<string, WarningGroup> Groups = new Dictionary<string, WarningGroup>(StringComparer.Ordinal)
    {
        [Unnamed] = WarningGroup.Default,
        [Address] = WarningGroup.All,
        [ArrayBounds] = WarningGroup.All,
        [Attributes] = WarningGroup.Default,
        [BoolCompare] = WarningGroup.All,
        [BuiltinDeclarationMismatch] = WarningGroup.Default,
        [CharSubscripts] = WarningGroup.All,
        [DiscardedQualifiers] = WarningGroup.Default,
        [DivisionByZero] = WarningGroup.Default,
        [DuplicateDeclarationSpecifier] = WarningGroup.All,
        [EmptyBody] = WarningGroup.Extra,
        [EnumCompare] = WarningGroup.All,
        [Format] = WarningGroup.All,
        [FormatExtraArguments] = WarningGroup.All,
        [FormatSecurity] = WarningGroup.Named,
        [FormatZeroLength] = WarningGroup.All,
        [ImplicitFallthrough] = WarningGroup.Extra,
        [ImplicitFunctionDeclaration] = WarningGroup.Default,
        [ImplicitInt] = WarningGroup.Default,
        [IncompatiblePointerTypes] = WarningGroup.Default,
        [IntConversion] = WarningGroup.Default,
        [IntToPointerCast] = WarningGroup.Default,
        [LogicalNotParentheses] = WarningGroup.All,
        [Main] = WarningGroup.All,
        [MaybeUninitialized] = WarningGroup.All | WarningGroup.Extra,
        [MissingBraces] = WarningGroup.All,
        [MissingDeclarations] = WarningGroup.Named,
        [MissingFieldInitializers] = WarningGroup.Extra,
        [MissingPrototypes] = WarningGroup.Named,
        [MultiCharacter] = WarningGroup.Default,
        [Overflow] = WarningGroup.Default,
        [OverrideInit] = WarningGroup.Extra,
        [DanglingElse] = WarningGroup.All,
        [Parentheses] = WarningGroup.All,
        [Pedantic] = WarningGroup.Pedantic,
        [PointerArithmetic] = WarningGroup.Pedantic,
        [PointerSign] = WarningGroup.All | WarningGroup.Pedantic,
        [PointerToIntCast] = WarningGroup.Default,
        [ReturnLocalAddress] = WarningGroup.Default,
        [ReturnMismatch] = WarningGroup.All,
        [SequencePoint] = WarningGroup.All,
        [Shadow] = WarningGroup.Named,
        [ShiftCountNegative] = WarningGroup.Default,
        [ShiftCountOverflow] = WarningGroup.Default,
        [SignCompare] = WarningGroup.Extra,
        [SizeofArrayArgument] = WarningGroup.Default,
        [Switch] = WarningGroup.All,
        [SwitchUnreachable] = WarningGroup.Default,
        [TautologicalCompare] = WarningGroup.All,
        [Trigraphs] = WarningGroup.All,
        [TypeLimits] = WarningGroup.Extra,
        [Uninitialized] = WarningGroup.All | WarningGroup.Extra,
        [UnusedButSetParameter] = WarningGroup.Extra,
        [UnusedButSetVariable] = WarningGroup.All,
        [UnusedFunction] = WarningGroup.All,
        [UnusedLabel] = WarningGroup.All,
        [UnusedLocalTypedefs] = WarningGroup.All,
        [UnusedParameter] = WarningGroup.Extra,
        [UnusedValue] = WarningGroup.All,
        [UnusedVariable] = WarningGroup.All,
        [VariableLengthArray] = WarningGroup.Named,
        [BuiltinMacroRedefined] = WarningGroup.Default,
        [Comment] = WarningGroup.All,
        [EndifLabels] = WarningGroup.Default,
        [ExpansionToDefined] = WarningGroup.Extra | WarningGroup.Pedantic,
        [HashWarning] = WarningGroup.Default,
        [Undefined] = WarningGroup.Named,
        [UnknownPragmas] = WarningGroup.All,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ImmutableArray<string>> Families = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal)
    {
        ["-Wunused"] = [UnusedButSetVariable, UnusedFunction, UnusedLabel, UnusedLocalTypedefs, UnusedValue, UnusedVariable],
        ["-Wcomments"] = [Comment],
        ["-Wimplicit"] = [ImplicitInt, ImplicitFunctionDeclaration],
        ["-Wformat"] = [Format, FormatExtraArguments, FormatZeroLength],
        ["-Wparentheses"] = [Parentheses, DanglingElse],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The warnings that come and go with a name of gcc's for several; empty for a name that stands for itself.</summary>
    internal static ImmutableArray<string> MembersOf(string name) => Families.GetValueOrDefault(name, []);

    /// <summary>By which option a warning comes on.</summary>
    public static WarningGroup GroupOf(string name) => Groups.GetValueOrDefault(name, WarningGroup.Unknown);
}
