using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Printing;

/// <summary>
/// Types, regions and constants as a MIR text has them: Rust's syntax, with definitions by name and with the numbers that Rust leaves out.
/// A parameter is <c>T/#0</c>, a bound variable <c>T^0:1</c> (binder, place in it), a region variable <c>'?3</c>.
/// </summary>
internal sealed class TypeText(NameTable names)
{
    /// <summary>Any generic argument.</summary>
    public string Of(GenericArg arg) => arg switch
    {
        Ty type => Of(type),
        Region region => Of(region),
        Const constant => Of(constant),
        _ => "",
    };

    /// <summary>A type.</summary>
    public string Of(Ty type) => type switch
    {
        Ty.Bool => "bool",
        Ty.Char => "char",
        Ty.Int integer => TyPrinter.NameOf(integer.Kind),
        Ty.Float number => TyPrinter.NameOf(number.Kind),
        Ty.Str => "str",
        Ty.Never => "!",
        Ty.Adt adt => names[adt.Definition.Id] + Args(adt.Args),
        Ty.Foreign foreign => $"foreign {names[foreign.Definition]}",
        Ty.Array array => $"[{Of(array.Element)}; {Length(array.Length)}]",
        Ty.Slice slice => $"[{Of(slice.Element)}]",
        Ty.RawPtr pointer => (pointer.Mutability == Mutability.Mut ? "*mut " : "*const ") + Of(pointer.Pointee),
        Ty.Ref reference => Borrow(reference.Region, reference.Mutability == Mutability.Mut ? "mut " : "") + Of(reference.Referent),
        Ty.FnDef function => $"fn {names[function.Definition]}{Turbofish(function.Args)}",
        Ty.FnPtr pointer => Signature(pointer.Signature),
        Ty.Dynamic dynamic => Dynamic(dynamic),
        Ty.Closure closure => $"closure {names[closure.Definition]}{Args(closure.Args)}",
        Ty.Tuple tuple => $"({string.Join(", ", tuple.Parts.Select(Of))}{(tuple.Parts.Count == 1 ? ",)" : ")")}",
        Ty.Alias alias => $"{NameOf(alias.Kind)} {names[alias.Definition]}{Args(alias.Args)}",
        Ty.Param parameter => Invariant($"{parameter.Name}/#{parameter.Index}"),
        Ty.Bound bound => Invariant($"{bound.Variable.Name ?? "_"}^{bound.Binder}:{bound.Variable.Index}"),
        Ty.Placeholder placeholder => Invariant($"{placeholder.Variable.Name ?? "_"}!{placeholder.Universe}:{placeholder.Variable.Index}"),
        Ty.Infer infer => Invariant($"?{NameOf(infer.Kind)} {infer.Vid}"),
        Ty.Error => "{error}",
        _ => "{error}",
    };

    /// <summary>A region.</summary>
    public string Of(Region region) => region switch
    {
        Region.Static => "'static",
        Region.EarlyParam parameter => Invariant($"{parameter.Name}/#{parameter.Index}"),
        Region.Bound bound => Invariant($"{bound.Variable.Name ?? "'"}^{bound.Binder}:{bound.Variable.Index}"),
        Region.LateParam parameter => Invariant($"{parameter.Variable.Name ?? "'"}@{names[parameter.Scope]}:{parameter.Variable.Index}"),
        Region.Var variable => Invariant($"'?{variable.Vid.Index}"),
        Region.Placeholder placeholder => Invariant($"{placeholder.Variable.Name ?? "'"}!{placeholder.Universe}:{placeholder.Variable.Index}"),
        Region.Erased => "'_",
        Region.Error => "'{error}",
        _ => "'{error}",
    };

    /// <summary>A constant as a generic argument.</summary>
    public string Of(Const constant) => constant switch
    {
        Const.Value value => $"const {ConstantText.Scalar(this, value.Type, value.Bits)}",
        Const.Param parameter => Invariant($"const {parameter.Name}/#{parameter.Index}"),
        Const.Infer infer => Invariant($"const ?{infer.Vid}"),
        Const.Unevaluated unevaluated => $"const eval {names[unevaluated.Definition]}{Turbofish(unevaluated.Args)}",
        Const.Bound bound => Invariant($"const {bound.Variable.Name ?? "_"}^{bound.Binder}:{bound.Variable.Index}"),
        Const.Error => "const {error}",
        _ => "const {error}",
    };

    /// <summary>The count of an array or repetition.</summary>
    public string Length(Const length) => length is Const.Value { Type: Ty.Int { Kind: IntKind.Usize } } value
        ? value.Bits.ToString(CultureInfo.InvariantCulture)
        : Of(length);

    /// <summary>Arguments after a type's name.</summary>
    public string Args(EquatableArray<GenericArg> args) => args.IsEmpty ? "" : $"<{string.Join(", ", args.Select(Of))}>";

    /// <summary>Arguments after a value's name.</summary>
    public string Turbofish(EquatableArray<GenericArg> args) => args.IsEmpty ? "" : "::" + Args(args);

    /// <summary><c>&amp;'r </c> and what follows, without a region that was erased.</summary>
    public string Borrow(Region region, string how) => region is Region.Erased ? $"&{how}" : $"&{Of(region)} {how}";

    /// <summary>A function pointer's type.</summary>
    public string Signature(Binder<FnSig> signature) => $"{Binder(signature.Variables)}{Qualifiers(signature.Value)}fn({Parameters(signature.Value)}){Result(signature.Value.Output)}";

    /// <summary><c>unsafe extern "C" </c></summary>
    public static string Qualifiers(FnSig signature) => (signature.IsUnsafe ? "unsafe " : "") + signature.Abi switch
    {
        Abi.Rust => "",
        Abi.C => "extern \"C\" ",
        Abi.RustCall => "extern \"rust-call\" ",
        Abi.Intrinsic => "extern \"intrinsic\" ",
    };

    /// <summary>What follows the declared parameters.</summary>
    public static string Rest(FnSig signature) => signature.Variadic switch
    {
        Variadic.None => "",
        Variadic.Ellipsis => signature.Inputs.IsEmpty ? "..." : ", ...",
        Variadic.Unprototyped => "?",
    };

    /// <summary>The result's type after an arrow; nothing for the unit type.</summary>
    public string Result(Ty output) => output is Ty.Tuple { Parts.IsEmpty: true } ? "" : $" -> {Of(output)}";

    private string Parameters(FnSig signature) => string.Join(", ", signature.Inputs.Select(Of)) + Rest(signature);

    private static string Binder(EquatableArray<BoundVariableKind> variables) => variables.IsEmpty ? "" : $"for<{string.Join(", ", variables.Select(variable => variable switch
    {
        BoundVariableKind.OfRegion(var name) => name ?? "'_",
        BoundVariableKind.OfType(var name) => $"type {name ?? "_"}",
        BoundVariableKind.OfConst(var name) => $"const {name ?? "_"}",
    }))}> ";

    private string Dynamic(Ty.Dynamic dynamic)
    {
        IEnumerable<string> parts = dynamic.Predicates.Value.Select(predicate => predicate switch
        {
            ExistentialPredicate.Trait(var trait, var args) => names[trait] + Args(args),
            ExistentialPredicate.Projection(var item, var args, var term) => $"type {names[item]}{Args(args)} = {Of(term)}",
            ExistentialPredicate.AutoTrait(var trait) => $"auto {names[trait]}",
        });
        return $"dyn {Binder(dynamic.Predicates.Variables)}({string.Join(", ", parts)}) + {Of(dynamic.Region)}";
    }

    private static string NameOf(AliasKind kind) => kind switch
    {
        AliasKind.Projection => "projection",
        AliasKind.Opaque => "opaque",
        AliasKind.Free => "alias",
    };

    private static string NameOf(InferKind kind) => kind switch
    {
        InferKind.General => "any",
        InferKind.Integer => "int",
        InferKind.Float => "float",
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
