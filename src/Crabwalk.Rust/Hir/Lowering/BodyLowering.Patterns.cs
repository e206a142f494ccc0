using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

/// <content>Patterns (Reference: Patterns).</content>
internal sealed partial class BodyLowering
{
    private Pat LowerPattern(Pattern pattern, PatternNames names)
    {
        if (pattern.Kind is PatternKind.Parenthesized inner)
        {
            return LowerPattern(inner.Inner, names);
        }

        if (pattern.Kind is PatternKind.Macro call)
        {
            return Session.Expander.ExpandPattern(call.Invocation, Site(), Crate) is { } expanded ? Expanded(() => LowerPattern(expanded, names)) : new(NewId(), new PatKind.Error(), pattern.Span);
        }

        HirId id = NewId();
        return new(id, LowerPatternKind(pattern, id, names), pattern.Span);
    }

    private PatKind LowerPatternKind(Pattern pattern, HirId id, PatternNames names)
    {
        switch (pattern.Kind)
        {
            case PatternKind.Wild:
                return new PatKind.Wild();
            case PatternKind.Never:
                Unsupported(pattern.Span, "never patterns");
                return new PatKind.Error();
            case PatternKind.Rest:
                Sink.Error(ResolveMessages.RestOutsideList(pattern.Span));
                return new PatKind.Error();
            case PatternKind.Binding binding:
                return LowerBinding(binding, id, pattern.Span, names);
            case PatternKind.Struct data:
                QPath head = LowerPath(data.Self, data.Name, PathUse.Struct, data.Name.Span);
                EquatableArray<PatField> fields = LowerFields(data.Fields, names);
                return head is QPath.Resolved { Path.Res: Res.Error } ? new PatKind.Error() : new PatKind.Struct(head, fields, data.HasRest);
            case PatternKind.TupleStruct tuple:
                QPath constructor = LowerPath(tuple.Self, tuple.Name, PathUse.TupleStruct, tuple.Name.Span);
                EquatableArray<Pat> elements = LowerElements(tuple.Elements, names, out int? rest);
                return constructor is QPath.Resolved { Path.Res: Res.Error } ? new PatKind.Error() : new PatKind.TupleStruct(constructor, elements, rest);
            case PatternKind.Path path:
                QPath name = LowerPath(path.Self, path.Name, PathUse.Pattern, pattern.Span);
                return name is QPath.Resolved { Path.Res: Res.Error } ? new PatKind.Error() : new PatKind.Path(name);
            case PatternKind.Or or:
                return LowerOr(or, names);
            case PatternKind.Tuple tuple:
                EquatableArray<Pat> parts = LowerElements(tuple.Elements, names, out int? skipped);
                return new PatKind.Tuple(parts, skipped);
            case PatternKind.Slice slice:
                return LowerSlice(slice, names);
            case PatternKind.Reference reference:
                return new PatKind.Reference(reference.IsMutable ? Mutability.Mut : Mutability.Not, LowerPattern(reference.Inner, names));
            case PatternKind.Literal literal:
                return new PatKind.Literal(LowerExpression(literal.Value));
            case PatternKind.Range range:
                return new PatKind.Range(range.Start is { } start ? LowerExpression(start) : null, range.End is { } end ? LowerExpression(end) : null, range.Limits);
            default:
                return new PatKind.Error();
        }
    }

    // A plain name is a constant or unit struct where one is in scope, else a new variable.
    private PatKind LowerBinding(PatternKind.Binding binding, HirId id, Span span, PatternNames names)
    {
        Ident name = binding.Name;
        bool mayBePath = binding is { IsByRef: false, IsMutable: false, Inner: null };
        Found found = Search(name, Namespace.Value);
        if ((found.Res ?? found.Binding?.Res) is Res.Def def)
        {
            DefKind kind = Definitions[def.Id].Kind;
            bool isUnit = kind == DefKind.Constructor && IsUnit(def.Id);
            if (mayBePath && (isUnit || kind is DefKind.Constant or DefKind.ConstParameter))
            {
                if (found.Binding is { } used)
                {
                    ImportResolver.Use(used);
                }

                return new PatKind.Path(new QPath.Resolved(null, new(def, [new(NewId(), name, def, null)], span)));
            }

            if (kind is DefKind.Constructor or DefKind.Static || (isUnit && !mayBePath))
            {
                Sink.Error(Messages.BindingShadows(name, def.Id, names.Binding));
                return new PatKind.Error();
            }
        }

        HirId? variable = names.Add(name, id);
        if (variable is null)
        {
            Sink.Error(names.IsParameterList ? Messages.ParameterBoundTwice(name) : Messages.BoundTwice(name));
        }

        var mode = new BindingMode(binding.IsByRef ? binding.IsRefMutable ? Mutability.Mut : Mutability.Not : null, binding.IsMutable);
        return new PatKind.Binding(mode, variable ?? id, name, binding.Inner is { } inner ? LowerPattern(inner, names) : null);
    }

    private bool IsUnit(DefId constructor) => ConstructorForms.Of(constructor, Session) == VariantForm.Unit;

    private EquatableArray<PatField> LowerFields(EquatableArray<FieldPattern> fields, PatternNames names)
    {
        var lowered = new List<PatField>(fields.Count);
        foreach (FieldPattern field in fields)
        {
            if (IsActive(field.Attributes))
            {
                HirId id = NewId();
                lowered.Add(new(id, field.Name, LowerPattern(field.Pattern, names), field.IsShorthand, field.Span));
            }
        }

        return [.. lowered];
    }

    private EquatableArray<Pat> LowerElements(EquatableArray<Pattern> elements, PatternNames names, out int? rest)
    {
        rest = null;
        var lowered = new List<Pat>(elements.Count);
        foreach (Pattern element in elements)
        {
            if (element.Kind is not PatternKind.Rest)
            {
                lowered.Add(LowerPattern(element, names));
            }
            else if (rest is null)
            {
                rest = lowered.Count;
            }
            else
            {
                Sink.Error(ResolveMessages.RestTwice(element.Span, "tuple"));
            }
        }

        return [.. lowered];
    }

    private PatKind.Slice LowerSlice(PatternKind.Slice slice, PatternNames names)
    {
        var before = new List<Pat>();
        var after = new List<Pat>();
        Pat? middle = null;
        foreach (Pattern element in slice.Elements)
        {
            if (!IsRest(element))
            {
                (middle is null ? before : after).Add(LowerPattern(element, names));
            }
            else if (middle is null)
            {
                middle = LowerRest(element, names);
            }
            else
            {
                Sink.Error(ResolveMessages.RestTwice(element.Span, "slice"));
            }
        }

        return new([.. before], middle, [.. after]);
    }

    private static bool IsRest(Pattern pattern) => pattern.Kind is PatternKind.Rest or PatternKind.Binding { Inner.Kind: PatternKind.Rest };

    private Pat LowerRest(Pattern element, PatternNames names)
    {
        if (element.Kind is not PatternKind.Binding binding)
        {
            return new(NewId(), new PatKind.Wild(), element.Span);
        }

        HirId id = NewId();
        return new(id, LowerBinding(binding with { Inner = binding.Inner! with { Kind = new PatternKind.Wild() } }, id, element.Span, names), element.Span);
    }

    // E0408: all alternatives bind the same names.
    private PatKind.Or LowerOr(PatternKind.Or or, PatternNames names)
    {
        var alternatives = new List<Pat>(or.Alternatives.Count);
        var bound = new List<HashSet<(Symbol Name, SyntaxContext Context)>>(or.Alternatives.Count);
        foreach (Pattern alternative in or.Alternatives)
        {
            names.EnterAlternative();
            alternatives.Add(LowerPattern(alternative, names));
            bound.Add(names.LeaveAlternative());
        }

        var all = new HashSet<(Symbol Name, SyntaxContext Context)>();
        foreach (HashSet<(Symbol Name, SyntaxContext Context)> set in bound)
        {
            all.UnionWith(set);
        }

        foreach ((Symbol Name, SyntaxContext Context) key in all)
        {
            if (bound.Exists(set => !set.Contains(key)))
            {
                Sink.Error(Messages.NotBoundInAll(key.Name, or, alternatives, bound.ConvertAll(set => set.Contains(key))));
            }
        }

        names.Join(all);
        return new([.. alternatives]);
    }
}
