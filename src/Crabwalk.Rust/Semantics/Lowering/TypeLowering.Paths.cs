using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics.Lowering;

/// <summary>Named types.</summary>
public sealed partial class TypeLowering
{
    /// <inheritdoc/>
    public Ty Lower(Hir.QPath path) => path switch
    {
        Hir.QPath.Resolved(var self, var resolved) => LowerResolved(self, resolved),
        Hir.QPath.TypeRelative(var type, var segment, var span) => LowerTypeRelative(type, segment, span),
        _ => Types.Error,
    };

    private Ty LowerResolved(Hir.Ty? self, Hir.Path path)
    {
        Hir.PathSegment last = path.Segments[^1];
        switch (path.Res)
        {
            case Hir.Res.Def(var definition):
                return LowerDefinition(definition, self, path);
            case Hir.Res.Primitive(var primitive):
                return ForbidArgs(last, $"builtin type `{primitive}`") ? Types.Error : primitive;
            case Hir.Res.SelfParam:
                return ForbidArgs(last, "self type") ? Types.Error : Types.Param(0, "Self");
            case Hir.Res.SelfAlias(var implementation):
                return ForbidArgs(last, "self type") ? Types.Error : _context.TypeOf(implementation);
            default:
                return Types.Error;
        }
    }

    private Ty LowerDefinition(DefId definition, Hir.Ty? self, Hir.Path path)
    {
        Hir.PathSegment last = path.Segments[^1];
        switch (_context.Definitions[definition].Kind)
        {
            case DefKind.Struct or DefKind.Enum or DefKind.Union:
                return Types.Adt(_context.AdtOf(definition), LowerArgs(definition, [], self: null, last));
            case DefKind.TypeAlias:
                return _context.TypeOf(definition).Substitute(Types, LowerArgs(definition, [], self: null, last));
            case DefKind.ForeignType:
                return Types.Foreign(definition);
            case DefKind.GenericParameter:
                return ForbidArgs(last, $"type parameter `{_context.Symbols[last.Ident.Name]}`") || FindParameter(definition) is not { } parameter
                    ? Types.Error
                    : Types.Param(parameter.Index, parameter.Name);
            case DefKind.AssociatedType:
                return LowerQualified(definition, self, path);
            case DefKind.Trait or DefKind.TraitAlias:
                return Report("E0782", "expected a type, found a trait", path.Span, "");
            default:
                return Types.Error;
        }
    }

    /// <summary><c>&lt;T as Trait&gt;::Name</c></summary>
    private Ty LowerQualified(DefId item, Hir.Ty? self, Hir.Path path)
    {
        if (self is null || path.Segments.Count < 2)
        {
            return ReportAmbiguousAssociatedType(path.Span, path.Segments[^1]);
        }

        Ty selfType = Lower(self);
        EquatableArray<GenericArg> traitArgs = LowerArgs(TraitOf(item), [], selfType, path.Segments[^2]);
        return Types.Alias(AliasKind.Projection, item, LowerArgs(item, traitArgs, self: null, path.Segments[^1]));
    }

    private Ty LowerTypeRelative(Hir.Ty type, Hir.PathSegment segment, Span span)
    {
        Hir.Res? res = type.Kind is Hir.TyKind.Path(Hir.QPath.Resolved(null, var path)) ? path.Res : null;
        List<(TraitRef Trait, AssocItem Item)>? found = res switch
        {
            Hir.Res.Def(var parameter) when _context.Definitions[parameter].Kind == DefKind.GenericParameter =>
                FindByBounds(parameter, segment, AssocKind.Type),
            Hir.Res.SelfParam(var trait) => FindByBounds(trait, segment, AssocKind.Type),
            Hir.Res.SelfAlias(var implementation) => FindInImpl(implementation, segment, AssocKind.Type),
            _ => null,
        };
        Ty self = found is { Count: > 0 } ? Types.Error : Lower(type);
        if (found is null)
        {
            return self is Ty.Error ? self : ReportAmbiguousAssociatedType(span, segment, self);
        }

        return found switch
        {
            [] => ReportMissing(segment, $"`{TypeNames.Of(_context, self)}`"),
            [var (trait, item)] => Types.Alias(AliasKind.Projection, item.Definition, LowerArgs(item.Definition, trait.Args, self: null, segment)),
            _ => ReportSeveral(found, segment, type),
        };
    }

    private bool ForbidArgs(Hir.PathSegment segment, string what)
    {
        if (segment.Args is not { Args.IsEmpty: false } args)
        {
            return false;
        }

        string kind = args.Args[0] switch
        {
            Hir.GenericArg.OfLifetime => "lifetime",
            Hir.GenericArg.OfType => "type",
            _ => "const",
        };
        _context.Report(new(Severity.Error, "E0109", $"{kind} arguments are not allowed on {what}", new(args.Args[0].Span, $"{kind} argument not allowed"))
        {
            Labels = [new(segment.Ident.Span, $"not allowed on {what}")],
        });
        return true;
    }

    private DefId TraitOf(DefId item) => _context.Definitions[item].Parent!.Value;

    private Ty ReportAmbiguousAssociatedType(Span span, Hir.PathSegment segment, Ty? self = null)
    {
        if (self is { } type && type.Has(TyFlags.HasError))
        {
            return Types.Error;
        }

        string name = _context.Symbols[segment.Ident.Name];
        string shown = self is null ? "Type" : TypeNames.Of(_context, self);
        _context.Report(new(Severity.Error, "E0223", "ambiguous associated type", new(span))
        {
            Fixes =
            [
                new($"if there were a trait named `Example` with associated type `{name}` implemented for `{shown}`, you could use the fully-qualified path",
                    [new(span, $"<{shown} as Example>::{name}")], Applicability.HasPlaceholders),
            ],
        });
        return Types.Error;
    }

    private Ty ReportMissing(Hir.PathSegment segment, string self)
    {
        string name = _context.Symbols[segment.Ident.Name];
        return Report("E0220", $"associated type `{name}` not found for {self}", segment.Ident.Span, $"associated type `{name}` not found");
    }

    private Ty ReportSeveral(List<(TraitRef Trait, AssocItem Item)> found, Hir.PathSegment segment, Hir.Ty type)
    {
        string name = _context.Symbols[segment.Ident.Name];
        string self = type.Kind is Hir.TyKind.Path(Hir.QPath.Resolved(_, var path)) ? _context.Symbols[path.Segments[^1].Ident.Name] : "Self";
        var labels = new List<Label>();
        foreach ((TraitRef trait, AssocItem item) in found)
        {
            labels.Add(new(_context.Definitions[item.Definition].Span, $"ambiguous `{name}` from `{TypeNames.Of(_context, trait)}`"));
        }

        Span span = type.Span.To(segment.Ident.Span);
        _context.Report(new(Severity.Error, "E0221", $"ambiguous associated type `{name}` in bounds of `{self}`", new(span, $"ambiguous associated type `{name}`"))
        {
            Labels = labels.ToEquatableArray(),
        });
        return Types.Error;
    }
}
