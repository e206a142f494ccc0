using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving.Reporting;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Checking;

/// <content>Errors that need more than one look: methods, fields, arguments, operators, patterns and casts.</content>
internal sealed partial class FnChecker
{
    // Methods and paths.

    private Ty ReportMethod(Hir.Expr expression, Hir.ExprKind.MethodCall call, Ty receiver, ProbeResult result)
    {
        string name = _context.Symbols[call.Method.Ident.Name];
        Span span = call.Method.Ident.Span;
        switch (result)
        {
            case ProbeResult.Unknown { Type: Ty.Error }:
                return ErrorExpression();
            case ProbeResult.Unknown unknown:
                return Resolve(unknown.Type, call.Receiver.Span);
            case ProbeResult.Ambiguous ambiguous:
                return ReportAs(MethodErrors.Ambiguous(_context, span, ambiguous.Candidates, name));
            case ProbeResult.Private hidden:
                return ReportAs(MethodErrors.Private(span, name, Map.ItemOf(hidden.Item.Definition).HeadSpan, isMethod: true));
            case ProbeResult.None none:
                return ReportNoMethod(call, receiver, name, none);
            default:
                return ErrorExpression();
        }
    }

    private Ty ReportNoMethod(Hir.ExprKind.MethodCall call, Ty receiver, string name, ProbeResult.None none)
    {
        receiver = _inference.Resolve(receiver);
        if (receiver.Has(TyFlags.HasError))
        {
            return ErrorExpression();
        }

        if (receiver is Ty.Infer number && NumbersHave(number, call.Method.Ident.Name))
        {
            string suggested = number.Kind == InferKind.Float ? "f32" : "i32";
            Span? literal = call.Receiver.Kind is Hir.ExprKind.Literal ? call.Receiver.Span : null;
            Span? binding = call.Receiver.Kind is Hir.ExprKind.Path { Name: Hir.QPath.Resolved { Path.Res: Hir.Res.Local { Binding: var variable } } }
                && _variableSpans.TryGetValue(variable, out Span declared) ? declared : null;
            return ReportAs(InferenceErrors.AmbiguousNumber(call.Method.Ident.Span, NameOf(receiver), name, suggested, literal, binding));
        }

        receiver = (Ty)receiver.EraseRegions(Types);
        Diagnostic error = MethodErrors.NotFound(call.Method.Ident.Span, "method", name, KindOfType(receiver), NameOf(receiver));
        if (none.Unsatisfied.Count > 0)
        {
            error = MethodErrors.Unsatisfied(_context, call.Method.Ident.Span, name, KindOfType(receiver), NameOf(receiver), none.Unsatisfied);
        }
        else if (none.Statics.Count > 0)
        {
            error = WithFunctionSyntax(MethodErrors.WithStatics(error, _context, none.Statics), call, receiver, name);
        }
        else
        {
            error = WithFieldOrSimilar(error, call, receiver, name);
        }

        return ReportAs(WithDefinition(error, receiver, name));
    }

    /// <summary>Has any type that the literal could have this method?</summary>
    private bool NumbersHave(Ty.Infer number, Symbol name)
    {
        Ty sample = number.Kind == InferKind.Float ? Types.F64 : Types.I32;
        foreach (DefId impl in _context.InherentImplsFor(sample))
        {
            foreach (AssocItem item in _context.AssociatedItemsOf(impl))
            {
                if (item.Name == name)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The type's definition, for types of the user's own crate.</summary>
    private Diagnostic WithDefinition(Diagnostic error, Ty type, string name)
    {
        Definition? definition = type is Ty.Adt adt ? _context.Definitions[adt.Definition.Id] : null;
        return definition is { IsLibrary: false }
            ? error.WithLabel(Map.ItemOf(((Ty.Adt)type).Definition.Id).HeadSpan, $"method `{name}` not found for this {KindName(((Ty.Adt)type).Definition.Kind)}")
            : error;
    }

    private Diagnostic WithFieldOrSimilar(Diagnostic error, Hir.ExprKind.MethodCall call, Ty receiver, string name)
    {
        if (receiver is Ty.Adt { Definition.Kind: AdtKind.Struct } adt && VariantsOf(adt.Definition.Id) is [{ } variant]
            && IndexOfField(variant, call.Method.Ident.Name) >= 0)
        {
            return error with { Primary = error.Primary! with { Text = "field, not a method" } };
        }

        string? similar = SimilarNames.Best(name, MethodNamesOf(receiver));
        return similar is null
            ? error
            : (error with { Primary = error.Primary! with { Text = "" } }).WithFix($"there is a method `{similar}` with a similar name", new Edit(call.Method.Ident.Span, similar));
    }

    private Diagnostic WithFunctionSyntax(Diagnostic error, Hir.ExprKind.MethodCall call, Ty receiver, string name)
    {
        Span whole = call.Receiver.Span.To(call.Span);
        string arguments = string.Join(", ", call.Arguments.Select(argument => _context.Sources.TextOf(argument.Span)));
        return call.Receiver.Span.Expansion.IsNone
            ? error.WithFix("use associated function syntax instead", new Edit(whole, $"{NameOf(receiver)}::{name}({arguments})"))
            : error;
    }

    private IEnumerable<string> MethodNamesOf(Ty receiver)
    {
        while (receiver is Ty.Ref reference)
        {
            receiver = reference.Referent;
        }

        foreach (DefId impl in _context.InherentImplsFor(receiver))
        {
            foreach (AssocItem item in _context.AssociatedItemsOf(impl))
            {
                if (item.HasSelf && Map.IsAccessible(item.Definition, _owner))
                {
                    yield return _context.Symbols[item.Name];
                }
            }
        }
    }

    /// <summary>What messages call a type that a method is missing from.</summary>
    private static string KindOfType(Ty type) => type switch
    {
        Ty.Adt adt => KindName(adt.Definition.Kind),
        Ty.Ref => "reference",
        Ty.Tuple { Parts.IsEmpty: true } => "unit type",
        Ty.Tuple => "tuple",
        Ty.Array => "array",
        Ty.Slice => "slice",
        Ty.RawPtr => "raw pointer",
        Ty.FnDef => "fn item",
        Ty.FnPtr => "fn pointer",
        Ty.Closure => "closure",
        Ty.Dynamic => "trait object",
        Ty.Param => "type parameter",
        Ty.Alias { Kind: AliasKind.Opaque } => "opaque type",
        Ty.Alias => "associated type",
        _ => "type",
    };

    private void ReportPath(Hir.QPath.TypeRelative path, Ty self, ProbeResult result)
    {
        string name = _context.Symbols[path.Segment.Ident.Name];
        Span span = path.Segment.Ident.Span;
        self = _inference.Resolve(self);
        switch (result)
        {
            case ProbeResult.Unknown:
                Resolve(self, path.Type.Span);
                _results.IsTainted = true;
                break;
            case ProbeResult.Ambiguous ambiguous:
                Report(MethodErrors.Ambiguous(_context, span, ambiguous.Candidates, name));
                break;
            case ProbeResult.Private hidden:
                Report(MethodErrors.Private(span, name, Map.ItemOf(hidden.Item.Definition).HeadSpan, isMethod: hidden.Item.HasSelf));
                break;
            case ProbeResult.None none:
                ReportNoAssociated(path, self, name, none);
                break;
        }
    }

    private void ReportNoAssociated(Hir.QPath.TypeRelative path, Ty self, string name, ProbeResult.None none)
    {
        Span span = path.Segment.Ident.Span;
        bool isEnum = self is Ty.Adt { Definition.Kind: AdtKind.Enum } && char.IsUpper(name[0]);
        string what = isEnum ? "variant or associated item"
            : self is Ty.Adt { Definition.Kind: AdtKind.Enum } ? "variant or associated item" : "function or associated item";
        if (none.Unsatisfied.Count > 0)
        {
            Report(MethodErrors.Unsatisfied(_context, span, name, KindOfType(self), NameOf(self), none.Unsatisfied, what));
            return;
        }

        Diagnostic error = MethodErrors.NotFound(span, what, name, KindOfType(self), NameOf(self));
        if (self is Ty.Adt { Definition.Kind: AdtKind.Enum } adt)
        {
            string? similar = SimilarNames.Best(name, VariantsOf(adt.Definition.Id).Select(variant => _context.Symbols[variant.Name.Name]));
            error = similar is null ? error : error.WithFix("there is a variant with a similar name", new Edit(span, similar));
        }

        if (self is Ty.Adt { Definition.Id: var id } type && !_context.Definitions[id].IsLibrary)
        {
            error = error.WithLabel(Map.ItemOf(id).HeadSpan, $"{what} `{name}` not found for this {KindName(type.Definition.Kind)}");
        }

        Report(error);
    }

    /// <summary>Braces after a name that the enum does not have.</summary>
    private void ReportNoVariant(Hir.QPath.TypeRelative path, Ty.Adt type)
    {
        string name = _context.Symbols[path.Segment.Ident.Name];
        Diagnostic error = CheckErrors.At("E0599", path.Segment.Ident.Span, $"no variant named `{name}` found for enum `{NameOf(type)}`");
        if (SimilarNames.Best(name, VariantsOf(type.Definition.Id).Select(variant => _context.Symbols[variant.Name.Name])) is { } similar)
        {
            error = error.WithFix("there is a variant with a similar name", new Edit(path.Segment.Ident.Span, similar));
        }

        if (!_context.Definitions[type.Definition.Id].IsLibrary)
        {
            error = error.WithLabel(Map.ItemOf(type.Definition.Id).HeadSpan, $"variant `{name}` not found here");
        }

        Report(error);
    }

    // Fields.

    private Ty ReportNoField(Hir.Expr expression, Hir.ExprKind.Field field, Ty type, (DefId Adt, Hir.Field Field)? hidden)
    {
        type = _inference.Resolve(type);
        if (type.Has(TyFlags.HasError))
        {
            return ErrorExpression();
        }

        string name = _context.Symbols[field.Name.Name];
        Span span = field.Name.Span;
        if (hidden is { } found)
        {
            return ReportAs(FieldErrors.Private(span, name, KindName(_context.AdtOf(found.Adt).Kind), Map.PathOf(found.Adt)));
        }

        if (HasMethod(type, field.Name.Name, expression.Id, span))
        {
            return ReportAs(FieldErrors.IsMethod(span, name, NameOf(type)).WithFix("use parentheses to call the method", new Edit(expression.Span.AtEnd, "()")));
        }

        if (type is Ty.Int or Ty.Float or Ty.Bool or Ty.Char or Ty.Infer { Kind: not InferKind.General })
        {
            return ReportAs(FieldErrors.OnPrimitive(span, NameOf(type)));
        }

        return ReportAs(WithFieldNames(FieldErrors.Unknown(span, name, NameOf(type)), type, name, span));
    }

    private bool HasMethod(Ty type, Symbol name, Hir.HirId scope, Span span) =>
        _inference.Probe(() => new MethodProbe(this, name, span, scope, isPath: false).Probe(type) is ProbeResult.Found);

    private Diagnostic WithFieldNames(Diagnostic error, Ty type, string name, Span span)
    {
        while (type is Ty.Ref reference)
        {
            type = reference.Referent;
        }

        if (type is not Ty.Adt { Definition.Kind: AdtKind.Struct } adt || VariantsOf(adt.Definition.Id) is not [{ } variant])
        {
            return error;
        }

        var names = variant.Fields.Where(one => Map.IsAccessible(one.Definition, _owner)).Select(one => _context.Symbols[one.Name.Name]).ToList();
        if (SimilarNames.Best(name, names) is { } similar)
        {
            return error.WithFix("a field with a similar name exists", new Edit(span, similar));
        }

        return names.Count == 0 ? error : error.WithNote(names.Count == 1 ? $"available field is: `{names[0]}`" : $"available fields are: {string.Join(", ", names.Select(one => $"`{one}`"))}");
    }

    // Struct expressions.

    private void ReportMissingFields(Hir.ExprKind.Struct literal, StructPath path, Dictionary<Symbol, Span> given)
    {
        var missing = new List<string>();
        foreach (Hir.Field field in path.Variant.Fields)
        {
            if (!given.ContainsKey(field.Name.Name))
            {
                missing.Add(_context.Symbols[field.Name.Name]);
            }
        }

        Report(StructErrors.Missing(literal.Name.Span, missing, NameOf(path.Type)));
    }

    private void ReportUnknownField(Hir.ExprField field, StructPath path, Dictionary<Symbol, Span> given)
    {
        string name = _context.Symbols[field.Name.Name];
        var others = path.Variant.Fields.Where(one => !given.ContainsKey(one.Name.Name)).Select(one => _context.Symbols[one.Name.Name]).ToList();
        bool isEnum = path.Type.Definition.Kind == AdtKind.Enum;
        string type = isEnum ? $"{NameOf(path.Type)}::{_context.Symbols[path.Variant.Name.Name]}" : NameOf(path.Type);
        Diagnostic error = isEnum
            ? CheckErrors.At("E0559", field.Name.Span, $"variant `{type}` has no field named `{name}`")
            : CheckErrors.At("E0560", field.Name.Span, $"{KindName(path.Type.Definition.Kind)} `{type}` has no field named `{name}`");
        if (SimilarNames.Best(name, others) is { } similar)
        {
            error = (error with { Primary = error.Primary! with { Text = "unknown field" } }).WithFix("a field with a similar name exists", new Edit(field.Name.Span, similar));
        }
        else
        {
            error = error with { Primary = error.Primary! with { Text = $"`{type}` does not have this field" } };
            error = others.Count == 0 ? error.WithNote("all struct fields are already assigned") : error.WithNote($"available fields are: {string.Join(", ", others.Select(one => $"`{one}`"))}");
        }

        Report(error);
    }

    // Patterns.

    private void ReportPatternFields(Hir.Pat pattern, Hir.PatKind.Struct type, StructPath path, Dictionary<Symbol, Span> used, List<Hir.PatField> unknown)
    {
        string kind = path.Type.Definition.Kind == AdtKind.Enum ? "variant" : KindName(path.Type.Definition.Kind);
        string name = path.Type.Definition.Kind == AdtKind.Enum
            ? $"{Map.PathOf(path.Type.Definition.Id)}::{_context.Symbols[path.Variant.Name.Name]}"
            : Map.PathOf(path.Type.Definition.Id);
        var missing = path.Variant.Fields.Where(field => !used.ContainsKey(field.Name.Name)).Select(field => _context.Symbols[field.Name.Name]).ToList();
        foreach (Hir.PatField field in unknown)
        {
            string written = _context.Symbols[field.Name.Name];
            Diagnostic error = CheckErrors.At("E0026", field.Name.Span, $"{kind} `{name}` does not have a field named `{written}`", $"{kind} `{name}` does not have this field");
            string? similar = missing is [var only] ? only : SimilarNames.Best(written, missing.Where(one => one.Length > 1));
            Report(similar is not null ? error.WithFix("a field with a similar name exists", new Edit(field.Name.Span, similar)) : error);
        }

        if (unknown.Count == 0 && !type.HasRest && missing.Count > 0 && path.Type.Definition.Kind != AdtKind.Union)
        {
            string list = StructErrors.Listed(missing);
            Report(WithMissingFields(
                CheckErrors.At("E0027", pattern.Span, $"pattern does not mention field{(missing.Count == 1 ? "" : "s")} {list}", $"missing field{(missing.Count == 1 ? "" : "s")} {list}"),
                type,
                missing));
        }
    }

    /// <summary>The three ways to mend a pattern that leaves fields out.</summary>
    private static Diagnostic WithMissingFields(Diagnostic error, Hir.PatKind.Struct type, List<string> missing)
    {
        if (type.Fields.IsEmpty)
        {
            return error;
        }

        Span end = type.Fields[^1].Span.AtEnd;
        string these = missing.Count == 1 ? "this missing field" : "these missing fields";
        return error
            .WithFix($"include the missing field{(missing.Count == 1 ? "" : "s")} in the pattern", new Edit(end, $", {string.Join(", ", missing)}"))
            .WithFix($"if you don't care about {these}, you can explicitly ignore {(missing.Count == 1 ? "it" : "them")}", new Edit(end, $", {string.Join(", ", missing.Select(field => field + ": _"))}"))
            .WithFix("or always ignore missing fields here", new Edit(end, ", .."));
    }

    private void ReportNotATupleStruct(Hir.PatKind.TupleStruct type, Meaning meaning)
    {
        if (meaning.Res is Hir.Res.Error)
        {
            _results.IsTainted = true;
            return;
        }

        string what = meaning.Res is Hir.Res.Def { Id: var id } ? $"{PathErrors.KindOf(_context, id)} `{Map.PathOf(id)}`" : "this";
        Report(PatternErrors.ExpectedTupleStruct(type.Name.Span, what));
    }

    private void ReportPatternArity(Hir.Pat pattern, Hir.PatKind.TupleStruct type, DefId adt, int index, EquatableArray<FieldDef> fields, bool agrees)
    {
        string kind = _context.AdtOf(adt).Kind == AdtKind.Enum ? "variant" : "struct";
        string patterns = type.Elements.Count == 1 ? "1 field" : $"{type.Elements.Count} fields";
        string expected = fields.Count == 1 ? "1 field" : $"{fields.Count} fields";
        Hir.Variant variant = VariantsOf(adt)[index];
        Span span = type.Elements.IsEmpty ? pattern.Span : type.Elements[0].Span.To(type.Elements[^1].Span);
        Diagnostic error = CheckErrors.At("E0023", span, $"this pattern has {patterns}, but the corresponding tuple {kind} has {expected}", $"expected {expected}, found {type.Elements.Count}");
        for (int i = 0; i < variant.Fields.Count; i++)
        {
            error = error.WithLabel(variant.Fields[i].Span, i == variant.Fields.Count - 1 ? $"tuple {kind} has {expected}" : "");
        }

        if (agrees && !type.Elements.IsEmpty && type.Elements.Count < fields.Count && type.Rest is null)
        {
            int missing = fields.Count - type.Elements.Count;
            string holes = string.Concat(Enumerable.Repeat(", _", missing));
            error = error.WithFix("use `_` to explicitly ignore each field", new Edit(type.Elements[^1].Span.AtEnd, holes));
            error = missing == 1 ? error : error.WithFix("use `..` to ignore the rest of the fields", new Edit(type.Elements[^1].Span.AtEnd, ", .."));
        }

        Report(error);
    }

    private void ReportNotASlice(Hir.Pat pattern, Ty type) => Report(PatternErrors.NotASlice(pattern.Span, NameOf(type)));

    // Operators.

    private Ty ReportOperator(Hir.Expr expression, Hir.Expr left, Hir.Expr right, Ty leftType, Ty rightType, BinaryOperator operation, bool isAssign)
    {
        leftType = _inference.Resolve(leftType);
        rightType = _inference.Resolve(rightType);
        if (leftType.Has(TyFlags.HasError) || rightType.Has(TyFlags.HasError))
        {
            return ErrorExpression();
        }

        leftType = (Ty)leftType.EraseRegions(Types);
        Diagnostic error = OperatorErrors.Binary(_context, expression, left, right, leftType, (Ty)rightType.EraseRegions(Types), operation, isAssign);
        return ReportAs(WithBound(error, leftType, OperatorTrait.Of(operation, isAssign)));
    }

    /// <summary>A type parameter needs the operator's trait as a bound.</summary>
    private Diagnostic WithBound(Diagnostic error, Ty left, OperatorTrait trait)
    {
        if (left is not Ty.Param || _context is not TypeContext context || Map.LangItem(trait.LangItem) is not { } definition)
        {
            return error;
        }

        return BoundSuggestions.Restrict(context, _owner, new(definition, [left]), trait.HasOutput ? $"<Output = {NameOf(left)}>" : "") is { } fix
            ? error with { Fixes = [.. error.Fixes, fix] }
            : error;
    }

    private Ty ReportUnaryOperator(Hir.Expr expression, Hir.ExprKind.Unary unary, Ty operand) =>
        ReportAs(OperatorErrors.Unary(expression.Span, unary.Operator, NameOf(operand)));

    // Calls.

    private Ty ReportNotCallable(Hir.Expr expression, Hir.ExprKind.Call call, Ty function)
    {
        CheckLostArguments(call.Arguments);
        function = _inference.Resolve(function);
        if (function.Has(TyFlags.HasError))
        {
            return ErrorExpression();
        }

        if (function is Ty.Infer { Kind: InferKind.General })
        {
            return Resolve(function, call.Function.Span);
        }

        string what = call.Function.Kind is Hir.ExprKind.Path { Name: Hir.QPath.Resolved { Path.Res: Hir.Res.Def { Id: var id } } } && _context.Definitions[id].Kind == DefKind.Constructor
            ? UnitConstructorText(id)
            : $"`{NameOf(function)}`";
        Diagnostic error = CallErrors.NotCallable(call.Function.Span, expression.Span, what);
        if (call.Function.Kind is Hir.ExprKind.Path { Name: Hir.QPath.Resolved { Path.Res: Hir.Res.Local { Binding: var binding } } }
            && _variableSpans.TryGetValue(binding, out Span declared))
        {
            error = error.WithLabel(declared, $"`{_variableNames[binding]}` has type `{NameOf(function)}`");
        }

        return ReportAs(error);
    }

    private string UnitConstructorText(DefId constructor)
    {
        (DefId adt, int index) = VariantOfConstructor(constructor);
        bool isEnum = _context.AdtOf(adt).Kind == AdtKind.Enum;
        return isEnum
            ? $"enum variant `{Map.PathOf(adt)}::{_context.Symbols[VariantsOf(adt)[index].Name.Name]}`"
            : $"struct `{Map.PathOf(adt)}`";
    }

    private void ReportArguments(Hir.Expr call, Callable callable, EquatableArray<Hir.Expr> arguments, EquatableArray<Ty> formal, Ty[] types, bool fits)
    {
        _results.IsTainted = true;
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = types[i] is null ? Types.Error : _inference.Resolve(types[i]);
            if (types[i].Has(TyFlags.HasError) && fits)
            {
                return;
            }
        }

        var report = new ArgumentReport(this, call, callable, arguments, [.. formal.Select(_inference.Resolve)], types);
        Report(fits ? report.Mismatches() : report.WrongCount());
    }

    // Casts.

    private void ReportCast(PendingCast cast, Ty from, Ty to, string code)
    {
        string source = NameOf(from);
        string target = NameOf(to);
        Span span = cast.Expression.Span;
        Report(code switch
        {
            "E0054" => CastErrors.ToBool(span, source) with
            {
                Fixes = from is Ty.Int or Ty.Infer { Kind: InferKind.Integer } ? [new("compare with zero instead", [new(span with { Start = cast.Operand.Span.End }, " != 0")]) { Style = FixStyle.Lines }] : [],
            },
            "E0604" => CastErrors.ToChar(span, source),
            "E0605" => CastErrors.NonPrimitive(span, source, target),
            "E0607" => CastErrors.ThinToFat(span, source, target),
            _ => CastErrors.Invalid(span, source, target),
        });
    }

    private void ReportUnsizedCast(PendingCast cast, Ty from, Ty to) =>
        Report(CastErrors.ToUnsized(cast.Expression.Span, NameOf((Ty)from.EraseRegions(Types)), NameOf(to), cast.Operand.Span, cast.TypeSpan, from is Ty.Ref));

    // Lints.

    /// <summary>Code after something that never ends (lint <c>unreachable_code</c>), once each.</summary>
    private void WarnIfUnreachable(Span span, string what)
    {
        if (_divergence.Kind != DivergenceKind.Always)
        {
            return;
        }

        // What a macro of the library made stands for its call.
        span = _context.Sources[span.Source].Kind == SourceKind.Library ? _context.Sources.Outermost(span) : span;
        Span cause = _divergence.Cause;
        _divergence = _divergence with { Kind = DivergenceKind.WarnedAlways };
        Warn(new Diagnostic(Severity.Warning, "unreachable_code", $"unreachable {what}", new(span, $"unreachable {what}"))
        {
            Labels = [new(cause, "any code following this expression is unreachable")],
        });
    }
}
