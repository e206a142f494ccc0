using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics.Lowering;

/// <summary>Generic arguments: counted, defaulted, inferred where a body may leave them out.</summary>
public sealed partial class TypeLowering
{
    /// <summary>
    /// The arguments of a definition: those of what is around it (<paramref name="outer"/>), <paramref name="self"/> for a trait,
    /// then its own as written at <paramref name="segment"/>.
    /// </summary>
    public EquatableArray<GenericArg> LowerArgs(DefId definition, EquatableArray<GenericArg> outer, Ty? self, Hir.PathSegment segment)
    {
        Generics generics = _context.GenericsOf(definition);
        var args = new List<GenericArg>(generics.Count);
        args.AddRange(outer.Span[..Math.Min(outer.Count, generics.ParentCount)]);
        var written = new WrittenArgs(segment.Args);
        bool isComplete = CheckCounts(definition, generics, written, segment);
        foreach (GenericParamDef parameter in generics.Params)
        {
            args.Add(parameter.Kind switch
            {
                _ when self is not null && parameter.Index == 0 && generics.HasSelf && generics.Parent is null => self,
                GenericParamKind.Lifetime => LowerLifetimeArg(written, segment),
                GenericParamKind.Type => LowerTypeArg(definition, parameter, written, segment, args, isComplete),
                _ => LowerConstArg(parameter, written, segment, args, isComplete),
            });
        }

        return args.ToEquatableArray();
    }

    /// <inheritdoc/>
    public EquatableArray<GenericArg> ArgsOf(DefId definition, EquatableArray<GenericArg> known, Hir.PathSegment? segment, Span span)
    {
        Hir.PathSegment written = segment ?? new(default, new(default, span), new Hir.Res.Error(), null);
        Generics generics = _context.GenericsOf(definition);
        if (generics is { HasSelf: true, Parent: null } && known is [Ty self])
        {
            return LowerArgs(definition, [], self, written);
        }

        return LowerArgs(definition, known, self: null, written);
    }

    /// <inheritdoc/>
    public Const Lower(Hir.ConstArg constant, Ty type) => constant switch
    {
        Hir.ConstArg.OfPath(_, var path, _) => LowerConstPath(path, type),
        Hir.ConstArg.Anonymous(_, var definition, _) => LowerAnonymous(definition, type),
        Hir.ConstArg.Infer(_, var span) => _scope.ConstFor(span),
        _ => Types.ErrorConst(),
    };

    private Region LowerLifetimeArg(WrittenArgs written, Hir.PathSegment segment) =>
        written.NextLifetime() is { } lifetime ? Lower(lifetime) : _scope.RegionFor(segment.Ident.Span);

    private Ty LowerTypeArg(DefId definition, GenericParamDef parameter, WrittenArgs written, Hir.PathSegment segment, List<GenericArg> before, bool isComplete)
    {
        if (!parameter.IsSynthetic && written.NextOther() is { } arg)
        {
            return arg switch
            {
                Hir.GenericArg.OfType(var type) => Lower(type, ObjectDefaultOf(definition, parameter, before)),
                _ => ReportWrongKind(arg.Span, "constant", "type"),
            };
        }

        if (_scope.Infers && (segment.Args is null || parameter.IsSynthetic))
        {
            return _scope.TyFor(segment.Ident.Span);
        }

        return parameter.HasDefault && isComplete
            ? _context.TypeOf(parameter.Definition).Substitute(Types, Padded(before))
            : _scope.Infers && isComplete ? _scope.TyFor(segment.Ident.Span) : Types.Error;
    }

    private GenericArg LowerConstArg(GenericParamDef parameter, WrittenArgs written, Hir.PathSegment segment, List<GenericArg> before, bool isComplete)
    {
        Ty expected = _context.TypeOf(parameter.Definition);
        if (written.NextOther() is { } arg)
        {
            return arg switch
            {
                Hir.GenericArg.OfConst(var constant) => Lower(constant, expected),
                Hir.GenericArg.OfType { Type.Kind: Hir.TyKind.Infer } => _scope.ConstFor(arg.Span),
                Hir.GenericArg.OfType { Type.Kind: Hir.TyKind.Path(var path) } => LowerConstPath(path, expected),
                _ => ReportWrongConst(arg.Span),
            };
        }

        if (_scope.Infers && segment.Args is null)
        {
            return _scope.ConstFor(segment.Ident.Span);
        }

        return parameter.HasDefault && isComplete && DefaultOf(parameter) is { } value
            ? value.SubstituteConst(Types, Padded(before))
            : Types.ErrorConst();
    }

    private Const? DefaultOf(GenericParamDef parameter)
    {
        DefId? owner = _context.Definitions[parameter.Definition].Parent;
        if (owner is not { } item || ItemHeads.GenericsOf(_context.Hir.ItemOf(item).Kind) is not { } generics)
        {
            return null;
        }

        foreach (Hir.GenericParam written in generics.Params)
        {
            if (written is Hir.GenericParam.OfConst { Default: { } value } constant && constant.Definition == parameter.Definition)
            {
                return new TypeLowering(_context, new ItemScope(_context, item)).Lower(value, _context.TypeOf(parameter.Definition));
            }
        }

        return null;
    }

    /// <summary>A default may only name parameters before it: what comes later is filled up so that substitution never fails.</summary>
    private EquatableArray<GenericArg> Padded(List<GenericArg> before) => before.Count == 0 ? [Types.Error] : before.ToEquatableArray();

    private Const LowerConstPath(Hir.QPath name, Ty expected)
    {
        if (name is Hir.QPath.Resolved(null, { Res: Hir.Res.Def(var definition) }))
        {
            return _context.Definitions[definition].Kind switch
            {
                DefKind.ConstParameter when FindParameter(definition) is { } parameter => Types.ConstParam(parameter.Index, parameter.Name),
                DefKind.Constant => _context.EvaluateConst(Types.Unevaluated(definition, []), expected),
                DefKind.AssociatedConstant => Types.Unevaluated(definition, _context.IdentityArgs(definition)),
                _ => Types.ErrorConst(),
            };
        }

        return name is Hir.QPath.TypeRelative(var type, var segment, _) ? LowerAssociatedConst(type, segment) : Types.ErrorConst();
    }

    private Const LowerAssociatedConst(Hir.Ty type, Hir.PathSegment segment)
    {
        Hir.Res? res = type.Kind is Hir.TyKind.Path(Hir.QPath.Resolved(null, var path)) ? path.Res : null;
        if (res is Hir.Res.SelfAlias(var implementation) && FindItem(implementation, segment.Ident.Name, AssocKind.Const) is { } own)
        {
            return Types.Unevaluated(own.Definition, _context.IdentityArgs(implementation));
        }

        List<(TraitRef Trait, AssocItem Item)>? found = res switch
        {
            Hir.Res.Def(var parameter) when _context.Definitions[parameter].Kind == DefKind.GenericParameter =>
                FindByBounds(parameter, segment, AssocKind.Const),
            Hir.Res.SelfParam(var trait) => FindByBounds(trait, segment, AssocKind.Const),
            Hir.Res.SelfAlias(var outer) => FindInImpl(outer, segment, AssocKind.Const),
            _ => FindInherentConst(Lower(type), segment.Ident.Name),
        };
        return found is [var (reference, item)] ? Types.Unevaluated(item.Definition, reference.Args) : Types.ErrorConst();
    }

    private List<(TraitRef Trait, AssocItem Item)>? FindInherentConst(Ty self, Symbol name)
    {
        foreach (DefId implementation in _context.InherentImplsFor(self))
        {
            if (FindItem(implementation, name, AssocKind.Const) is { } item && _context.GenericsOf(implementation).Count == 0)
            {
                return [(new(implementation, []), item)];
            }
        }

        return null;
    }

    private Const LowerAnonymous(DefId definition, Ty expected)
    {
        _context.ExpectAnonymousConst(definition, expected);
        return ConstLiterals.Of(_context.Hir.BodyOf(definition)?.Value, expected, Types, _context.Target)
            ?? (Const)Types.Unevaluated(definition, []);
    }

    /// <summary>The lifetime that <c>dyn Trait</c> gets as an argument for a parameter: that of its bound <c>T: 'a</c>, if it has one.</summary>
    private Region? ObjectDefaultOf(DefId definition, GenericParamDef parameter, List<GenericArg> before)
    {
        if (ItemHeads.GenericsOf(_context.Hir.ItemOf(definition).Kind) is not { } generics)
        {
            return null;
        }

        foreach (Hir.WherePredicate predicate in generics.Predicates)
        {
            if (predicate is not Hir.WherePredicate.OfType(_, var type, var bounds, _, _) || !Means(type, parameter.Definition))
            {
                continue;
            }

            foreach (Hir.GenericBound bound in bounds)
            {
                if (bound is Hir.GenericBound.Outlives(var lifetime) && RegionAmong(lifetime, definition, before) is { } region)
                {
                    return region;
                }
            }
        }

        return null;
    }

    private Region? RegionAmong(Hir.Lifetime lifetime, DefId definition, List<GenericArg> before)
    {
        if (lifetime.Res is Hir.LifetimeRes.Static)
        {
            return Types.Static;
        }

        return lifetime.Res is Hir.LifetimeRes.Param(var parameter) && FindIn(definition, parameter) is { } found && found.Index < before.Count
            ? before[found.Index] as Region
            : null;
    }

    private Ty ReportWrongKind(Span span, string given, string expected) =>
        Report("E0747", $"{given} provided when a {expected} was expected", span, "");

    private Const.Error ReportWrongConst(Span span)
    {
        ReportWrongKind(span, "type", "constant");
        return Types.ErrorConst();
    }

    /// <summary>Takes written arguments one after the other, lifetimes apart from the others.</summary>
    private sealed class WrittenArgs
    {
        private readonly List<Hir.Lifetime> _lifetimes = [];
        private readonly List<Hir.GenericArg> _others = [];
        private int _nextLifetime;
        private int _nextOther;

        public WrittenArgs(Hir.GenericArgs? args)
        {
            Written = args;
            if (args is null)
            {
                return;
            }

            foreach (Hir.GenericArg arg in args.Args)
            {
                if (arg is Hir.GenericArg.OfLifetime(var lifetime))
                {
                    _lifetimes.Add(lifetime);
                }
                else
                {
                    _others.Add(arg);
                }
            }
        }

        public Hir.GenericArgs? Written { get; }

        public List<Hir.Lifetime> Lifetimes => _lifetimes;

        public List<Hir.GenericArg> Others => _others;

        public Hir.Lifetime? NextLifetime() => _nextLifetime < _lifetimes.Count ? _lifetimes[_nextLifetime++] : null;

        public Hir.GenericArg? NextOther() => _nextOther < _others.Count ? _others[_nextOther++] : null;

        public void IgnoreLifetimes() => _nextLifetime = _lifetimes.Count;
    }
}
