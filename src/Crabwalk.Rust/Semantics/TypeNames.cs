using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics;

/// <summary>Types in the words of rustc's messages: paths trimmed, regions shown only where they have a name, unknown parts as <c>_</c>.</summary>
public sealed class TypeNames(ITypeContext context)
{
    private readonly StringBuilder _text = new();

    /// <summary>How many binders with names of our own making are open: their regions are called <c>'a</c>, <c>'b</c> ...</summary>
    private readonly List<IReadOnlyList<string>> _binders = [];

    /// <summary>The name of a type, region or constant.</summary>
    public static string Of(ITypeContext context, GenericArg arg)
    {
        var names = new TypeNames(context);
        names.Append(arg);
        return names._text.ToString();
    }

    /// <summary><c>Trait&lt;Args&gt;</c>, without the self type.</summary>
    public static string Of(ITypeContext context, TraitRef reference)
    {
        var names = new TypeNames(context);
        names._text.Append(context.Hir.PathOf(reference.Trait));
        names.AppendArgs(reference.Args, skip: 1);
        return names._text.ToString();
    }

    /// <summary>A signature as a function pointer is written.</summary>
    public static string Of(ITypeContext context, Binder<FnSig> signature)
    {
        var names = new TypeNames(context);
        names.AppendSignature(signature);
        return names._text.ToString();
    }

    private void Append(GenericArg arg)
    {
        switch (arg)
        {
            case Ty type:
                AppendType(type);
                break;
            case Region region:
                _text.Append(NameOf(region) ?? "'_");
                break;
            case Const constant:
                AppendConst(constant);
                break;
        }
    }

    private void AppendType(Ty type)
    {
        switch (type)
        {
            case Ty.Adt adt:
                _text.Append(context.Hir.PathOf(adt.Definition.Id));
                AppendArgs(WithoutDefaults(adt.Definition.Id, adt.Args), skip: 0);
                break;
            case Ty.Array array:
                _text.Append('[');
                AppendType(array.Element);
                _text.Append("; ");
                AppendConst(array.Length);
                _text.Append(']');
                break;
            case Ty.Slice slice:
                _text.Append('[');
                AppendType(slice.Element);
                _text.Append(']');
                break;
            case Ty.RawPtr pointer:
                _text.Append(pointer.Mutability == Mutability.Mut ? "*mut " : "*const ");
                AppendReferent(pointer.Pointee);
                break;
            case Ty.Ref reference:
                AppendReference(reference);
                break;
            case Ty.Tuple tuple:
                AppendList('(', tuple.Parts, tuple.Parts.Count == 1 ? ",)" : ")");
                break;
            case Ty.FnPtr pointer:
                AppendSignature(pointer.Signature);
                break;
            case Ty.Dynamic dynamic:
                AppendDynamic(dynamic);
                break;
            case Ty.Alias alias:
                AppendAlias(alias);
                break;
            default:
                AppendItem(type);
                break;
        }
    }

    private void AppendItem(Ty type)
    {
        switch (type)
        {
            case Ty.FnDef function:
                AppendSignature(context.SignatureOf(function.Definition).Substitute(context.Types, function.Args));
                _text.Append(" {").Append(PathWithArgs(function)).Append('}');
                break;
            case Ty.Closure closure:
                AppendClosure(closure);
                break;
            case Ty.Foreign foreign:
                _text.Append(context.Hir.PathOf(foreign.Definition));
                break;
            default:
                _text.Append(type.ToString());
                break;
        }
    }

    private string PathWithArgs(Ty.FnDef function)
    {
        var names = new TypeNames(context);
        DefId? container = context.AssociatedItem(function.Definition)?.Container;
        Definition definition = context.Definitions[function.Definition];
        Generics generics = context.GenericsOf(function.Definition);
        switch (container is { } c ? context.Definitions[c].Kind : DefKind.Unit)
        {
            case DefKind.Impl when context.TypeOf(container!.Value) is Ty.Adt self:
                names._text.Append(context.Hir.PathOf(self.Definition.Id));
                names.AppendArgs(self.Args.Substitute(context.Types, function.Args), skip: 0, turbofish: true);
                names._text.Append("::").Append(definition.Name);
                break;
            case DefKind.Impl:
                names._text.Append('<');
                names.AppendType(context.TypeOf(container!.Value).Substitute(context.Types, function.Args));
                names._text.Append(">::").Append(definition.Name);
                break;
            case DefKind.Trait:
                names._text.Append('<');
                names.Append(function.Args[0]);
                names._text.Append(" as ").Append(context.Hir.PathOf(container!.Value)).Append(">::").Append(definition.Name);
                break;
            default:
                names._text.Append(context.Hir.PathOf(function.Definition));
                break;
        }

        names.AppendArgs(function.Args, skip: Math.Min(generics.ParentCount, function.Args.Count), turbofish: true);
        return names._text.ToString();
    }

    private void AppendClosure(Ty.Closure closure)
    {
        Span span = context.Definitions[closure.Definition].Span;
        SourceText source = context.Sources[span.Source];
        LinePosition start = source.PositionOf(span.Start);
        LinePosition end = source.PositionOf(span.End);
        _text.Append(CultureInfo.InvariantCulture, $"{{closure@{source.Path}:{start.Line + 1}:{start.Column + 1}: {end.Line + 1}:{end.Column + 1}}}");
    }

    private void AppendReference(Ty.Ref reference)
    {
        _text.Append('&');
        if (NameOf(reference.Region) is { } name)
        {
            _text.Append(name).Append(' ');
        }

        _text.Append(reference.Mutability == Mutability.Mut ? "mut " : "");
        AppendReferent(reference.Referent);
    }

    /// <summary><c>&amp;(dyn A + B)</c> needs its parentheses.</summary>
    private void AppendReferent(Ty type)
    {
        int start = _text.Length;
        AppendType(type);
        if (type is Ty.Dynamic or Ty.Alias { Kind: AliasKind.Opaque } && _text.ToString(start, _text.Length - start).Contains(" + ", StringComparison.Ordinal))
        {
            _text.Insert(start, '(').Append(')');
        }
    }

    private void AppendList<T>(char open, EquatableArray<T> parts, string close)
        where T : GenericArg
    {
        _text.Append(open);
        for (int i = 0; i < parts.Count; i++)
        {
            _text.Append(i > 0 ? ", " : "");
            Append(parts[i]);
        }

        _text.Append(close);
    }

    /// <summary>Arguments at the end that are their parameter's default are left out.</summary>
    private EquatableArray<GenericArg> WithoutDefaults(DefId definition, EquatableArray<GenericArg> args)
    {
        EquatableArray<GenericParamDef> parameters = context.GenericsOf(definition).Params;
        int count = args.Count;
        while (count > 0 && count == Math.Min(count, parameters.Count) && parameters[count - 1] is { HasDefault: true, Kind: GenericParamKind.Type } parameter
            && ReferenceEquals(context.TypeOf(parameter.Definition).Substitute(context.Types, args), args[count - 1]))
        {
            count--;
        }

        return count == args.Count ? args : args[..count];
    }

    private void AppendArgs(EquatableArray<GenericArg> args, int skip, bool turbofish = false)
    {
        bool showsRegions = false;
        for (int i = skip; i < args.Count; i++)
        {
            showsRegions |= args[i] is Region region && NameOf(region) is not null;
        }

        string separator = turbofish ? "::<" : "<";
        for (int i = skip; i < args.Count; i++)
        {
            if (args[i] is not Region || showsRegions)
            {
                _text.Append(separator);
                Append(args[i]);
                separator = ", ";
            }
        }

        _text.Append(separator == ", " ? ">" : "");
    }

    private void AppendSignature(Binder<FnSig> signature)
    {
        OpenBinder(signature.Variables);
        FnSig inner = signature.Value;
        _text.Append(inner.IsUnsafe ? "unsafe " : "");
        _text.Append(inner.Abi == Abi.C ? "extern \"C\" " : inner.Abi == Abi.RustCall ? "extern \"rust-call\" " : "");
        _text.Append("fn");
        AppendList('(', inner.Inputs, inner.Variadic == Variadic.None ? ")" : inner.Inputs.IsEmpty ? "...)" : ", ...)");
        if (inner.Output is not Ty.Tuple { Parts.IsEmpty: true })
        {
            _text.Append(" -> ");
            AppendType(inner.Output);
        }

        _binders.RemoveAt(_binders.Count - 1);
    }

    private void OpenBinder(EquatableArray<BoundVariableKind> variables)
    {
        var names = new List<string>();
        char next = 'a';
        foreach (BoundVariableKind variable in variables)
        {
            names.Add(variable.Name is { } name && name != "'_" ? name : $"'{next++}");
        }

        _binders.Add(names);
        _text.Append(names.Count == 0 ? "" : $"for<{string.Join(", ", names)}> ");
    }

    private void AppendDynamic(Ty.Dynamic dynamic)
    {
        _text.Append("dyn ");
        OpenBinder(dynamic.Predicates.Variables);
        bool first = true;
        foreach (ExistentialPredicate predicate in dynamic.Predicates.Value)
        {
            switch (predicate)
            {
                case ExistentialPredicate.Trait trait:
                    AppendPrincipal(trait, dynamic.Predicates.Value);
                    first = false;
                    break;
                case ExistentialPredicate.AutoTrait auto:
                    _text.Append(first ? "" : " + ").Append(context.Hir.PathOf(auto.Definition));
                    first = false;
                    break;
            }
        }

        _binders.RemoveAt(_binders.Count - 1);
        if (NameOf(dynamic.Region) is { } region)
        {
            _text.Append(" + ").Append(region);
        }
    }

    private void AppendPrincipal(ExistentialPredicate.Trait trait, EquatableArray<ExistentialPredicate> predicates)
    {
        Ty? output = null;
        var equalities = new List<ExistentialPredicate.Projection>();
        foreach (ExistentialPredicate predicate in predicates)
        {
            if (predicate is ExistentialPredicate.Projection projection)
            {
                equalities.Add(projection);
                output = projection.Term as Ty;
            }
        }

        _text.Append(context.Hir.PathOf(trait.Definition));
        if (IsFnTrait(trait.Definition) && trait.Args is [Ty.Tuple inputs] && equalities.Count <= 1)
        {
            AppendList('(', inputs.Parts, ")");
            if (output is not null and not Ty.Tuple { Parts.IsEmpty: true })
            {
                _text.Append(" -> ");
                AppendType(output);
            }

            return;
        }

        AppendArgs(trait.Args, skip: 0);
        foreach (ExistentialPredicate.Projection projection in equalities)
        {
            bool isOpen = _text[^1] == '>';
            _text.Length -= isOpen ? 1 : 0;
            _text.Append(isOpen ? ", " : "<").Append(context.Definitions[projection.Definition].Name).Append(" = ");
            Append(projection.Term);
            _text.Append('>');
        }
    }

    private bool IsFnTrait(DefId trait) =>
        context.Hir.LangItem("fn") == trait || context.Hir.LangItem("fn_mut") == trait || context.Hir.LangItem("fn_once") == trait;

    private void AppendAlias(Ty.Alias alias)
    {
        Definition definition = context.Definitions[alias.Definition];
        switch (alias.Kind)
        {
            case AliasKind.Opaque:
                AppendOpaque(alias);
                break;
            case AliasKind.Projection when definition.Parent is { } trait && alias.Args.Count > 0:
                _text.Append('<');
                Append(alias.Args[0]);
                _text.Append(" as ").Append(context.Hir.PathOf(trait));
                int own = context.GenericsOf(trait).Count;
                AppendArgs(own <= alias.Args.Count ? alias.Args[..own] : alias.Args, skip: 1);
                _text.Append(">::").Append(definition.Name);
                AppendArgs(alias.Args, skip: Math.Min(own, alias.Args.Count));
                break;
            default:
                _text.Append(context.Hir.PathOf(alias.Definition));
                AppendArgs(alias.Args, skip: 0);
                break;
        }
    }

    private void AppendOpaque(Ty.Alias alias)
    {
        string separator = "impl ";
        var projections = new List<PredicateKind.Projection>();
        IReadOnlyList<(Predicate Predicate, Span Span)> bounds = context.ItemBoundsOf(alias.Definition);
        foreach ((Predicate predicate, _) in bounds)
        {
            if (predicate.Bound.Value is PredicateKind.Projection projection)
            {
                projections.Add(projection);
            }
        }

        foreach ((Predicate predicate, _) in bounds)
        {
            if (predicate.Bound.Value is PredicateKind.Trait { Reference: { } bound } && bound.Trait != context.Hir.LangItem("sized"))
            {
                _text.Append(separator);
                AppendBound(bound, projections, alias.Args);
                separator = " + ";
            }
        }

        _text.Append(separator == "impl " ? "impl Sized" : "");
    }

    private void AppendBound(TraitRef bound, List<PredicateKind.Projection> projections, EquatableArray<GenericArg> args)
    {
        EquatableArray<GenericArg> rest = bound.Args[1..].Substitute(context.Types, args);
        var predicates = new List<ExistentialPredicate>();
        foreach (PredicateKind.Projection projection in projections)
        {
            if (context.Definitions[projection.Item].Parent == bound.Trait || IsFnTrait(bound.Trait))
            {
                GenericArg term = projection.Term is Ty type ? type.Substitute(context.Types, args) : projection.Term;
                predicates.Add(new ExistentialPredicate.Projection(projection.Item, [], term));
            }
        }

        AppendPrincipal(new(bound.Trait, rest), predicates.ToEquatableArray());
    }

    private void AppendConst(Const constant) => _text.Append(constant switch
    {
        Const.Value { Type: Ty.Bool } value => value.Bits == 0 ? "false" : "true",
        Const.Value { Type: Ty.Char } value => $"'{(char)value.Bits}'",
        Const.Value { Type: Ty.Int { IsSigned: true } type } value => SignedText(value.Bits, type),
        Const.Value value => value.Bits.ToString(CultureInfo.InvariantCulture),
        Const.Param parameter => parameter.Name,
        Const.Infer or Const.Error => "_",
        Const.Unevaluated unevaluated when context.Definitions[unevaluated.Definition].Kind == DefKind.AnonymousConstant =>
            context.Sources.TextOf(context.Definitions[unevaluated.Definition].Span),
        Const.Unevaluated unevaluated => context.Hir.PathOf(unevaluated.Definition),
        _ => "_",
    });

    private string SignedText(UInt128 bits, Ty.Int type)
    {
        int width = context.Target.SizeOf(type.Kind) * 8;
        return unchecked((Int128)(bits << (128 - width)) >> (128 - width)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The name of a region that has one; messages leave the others out.</summary>
    private string? NameOf(Region region) => region switch
    {
        Region.Static => "'static",
        Region.EarlyParam { Name: not "'_" } parameter => parameter.Name,
        Region.LateParam { Variable.Name: { } name and not "'_" } => name,
        Region.Placeholder { Variable.Name: { } name and not "'_" } => name,
        Region.Bound bound when bound.Binder < _binders.Count && bound.Variable.Index < _binders[^(bound.Binder + 1)].Count =>
            _binders[^(bound.Binder + 1)][bound.Variable.Index],
        _ => null,
    };
}
