using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving.Reporting;

/// <summary>Says step by step why something had to hold, from the failed predicate up to what the user wrote (rustc's <c>note_obligation_cause_code</c>).</summary>
internal sealed class CauseNotes(TypeContext context, IInference inference)
{
    /// <summary>Functions of the library that only the compiler calls: <c>for</c>, <c>?</c> and format strings are made of them.</summary>
    private static readonly string[] Desugared = ["into_iter", "next", "branch", "from_residual", "from_output", "new_display", "new_debug", "new_lower_hex", "new_upper_hex", "new_binary", "new_octal", "new_lower_exp", "new_upper_exp", "new_pointer"];

    private readonly List<SubDiagnostic> _notes = [];

    /// <summary>The notes for a cause.</summary>
    public static IReadOnlyList<SubDiagnostic> Of(TypeContext context, IInference inference, CauseCode code, PredicateKind predicate)
    {
        var notes = new CauseNotes(context, inference);
        notes.Add(code, predicate, isLeaf: true);
        return notes._notes;
    }

    private void Add(CauseCode code, PredicateKind predicate, bool isLeaf)
    {
        switch (code)
        {
            case CauseCode.WhereClause clause:
                AddBound(clause, predicate);
                break;
            case CauseCode.ImplDerived derived:
                AddImpl(derived, isLeaf);
                break;
            case CauseCode.BuiltinDerived(var wanted, var parent):
                AddPart(wanted, parent);
                break;
            case CauseCode.FunctionArgument(_, _, var parent):
                Add(parent, predicate, isLeaf);
                break;
            case CauseCode.VariableType:
                AddNote("all local variables must have a statically known size");
                break;
            case CauseCode.SizedReturnType:
                AddNote("the return type of a function must have a statically known size");
                break;
            case CauseCode.SizedField field:
                AddField(field);
                break;
            case CauseCode.RepeatElement:
                AddNote("the `Copy` trait is required because this value will be copied for each element of the array");
                break;
            case CauseCode.UnsizeCoercion(var from, var to):
                AddNote($"required for the cast from `{TypeNames.Of(context, from)}` to `{TypeNames.Of(context, to)}`");
                break;
            case CauseCode.WellFormed(var item) when context.Definitions[item].Kind is DefKind.Static or DefKind.Constant && predicate is PredicateKind.Trait(var reference) && reference.Trait == context.Hir.LangItem("sized"):
                AddNote("statics and constants must have a statically known size");
                break;
        }
    }

    private void AddNote(string text, params ReadOnlySpan<Label> labels) => _notes.Add(new(Severity.Note, text, [.. labels]));

    private void AddBound(CauseCode.WhereClause clause, PredicateKind predicate)
    {
        Definition item = context.Definitions[clause.Item];
        if (item.IsLibrary && Desugared.Contains(item.Name))
        {
            return;
        }

        string name = NameOf(clause.Item);
        bool isImplicit = predicate is PredicateKind.Trait(var reference) && reference.Trait == context.Hir.LangItem("sized") && IsParameter(clause);
        string text = isImplicit ? $"required by an implicit `Sized` bound in `{name}`" : $"required by a bound in `{name}`";
        if (item.IsLibrary)
        {
            AddNote(text);
            return;
        }

        string label = isImplicit ? $"required by the implicit `Sized` requirement on this type parameter in `{name}`" : $"required by this bound in `{name}`";
        if (IsOnOneLine(item.Span, clause.BoundSpan))
        {
            AddNote(text, new Label(clause.BoundSpan, label));
        }
        else
        {
            AddNote(text, new Label(clause.BoundSpan, label), new Label(item.Span, $"required by a bound in this {KindOf(item.Kind)}"));
        }
    }

    private bool IsParameter(CauseCode.WhereClause clause) =>
        context.AllParams(clause.Item).Any(parameter => context.Definitions[parameter.Definition].Span == clause.BoundSpan);

    private bool IsOnOneLine(Span a, Span b) => a.Source == b.Source
        && context.Sources[a.Source].PositionOf(a.Start).Line == context.Sources[b.Source].PositionOf(b.Start).Line;

    private string NameOf(DefId item) => context.AssociatedItem(item) is { } associated && context.Definitions[item].IsLibrary
        ? context.Symbols[associated.Name]
        : context.Hir.PathOf(item);

    private static string KindOf(DefKind kind) => kind switch
    {
        DefKind.Function => "function",
        DefKind.AssociatedFunction => "associated function",
        DefKind.Struct => "struct",
        DefKind.Enum => "enum",
        DefKind.Union => "union",
        DefKind.Trait => "trait",
        DefKind.AssociatedType => "associated type",
        _ => "item",
    };

    /// <summary>A row of impls of one trait is told by its two ends.</summary>
    private void AddImpl(CauseCode.ImplDerived derived, bool isLeaf)
    {
        AddRequiredFor(derived, isLeaf);
        int hidden = 0;
        CauseCode parent = derived.Parent;
        CauseCode.ImplDerived last = derived;
        while (parent is CauseCode.ImplDerived next && next.Wanted.Trait == derived.Wanted.Trait)
        {
            hidden++;
            last = next;
            parent = next.Parent;
        }

        if (hidden > 0)
        {
            AddNote($"{hidden} redundant requirement{(hidden == 1 ? "" : "s")} hidden");
            AddNote(RequiredFor(last.Wanted));
        }

        Add(parent, new PredicateKind.Trait(last.Wanted), isLeaf: false);
    }

    private string RequiredFor(TraitRef unresolved)
    {
        TraitRef wanted = unresolved with { Args = inference.Resolve(unresolved.Args) };
        return $"required for `{TypeNames.Of(context, wanted.Self)}` to implement `{TypeNames.Of(context, wanted)}`";
    }

    private void AddRequiredFor(CauseCode.ImplDerived derived, bool isLeaf)
    {
        if (context.Definitions[derived.Impl].IsLibrary || context.Hir.ItemOf(derived.Impl).Kind is not Hir.ItemKind.Impl { OfTrait: { } trait } implementation)
        {
            AddNote(RequiredFor(derived.Wanted));
            return;
        }

        var labels = new List<Label> { new(trait.Path.Span), new(implementation.Self.Span) { IsPrimary = true } };
        if (isLeaf && derived.BoundSpan != default)
        {
            labels.Add(new(derived.BoundSpan, "unsatisfied trait bound introduced here"));
        }

        _notes.Add(new(Severity.Note, RequiredFor(derived.Wanted), labels.ToEquatableArray()));
    }

    private void AddPart(TraitRef wanted, CauseCode parent)
    {
        Ty self = inference.Resolve(wanted.Self);
        switch (self)
        {
            case Ty.Closure closure:
                AddNote("required because it's used within this closure", new Label(context.Definitions[closure.Definition].Span));
                break;
            case Ty.Adt adt when !context.Definitions[adt.Definition.Id].IsLibrary:
                AddNote($"required because it appears within the type `{TypeNames.Of(context, self)}`", new Label(context.Definitions[adt.Definition.Id].Span));
                break;
            default:
                AddNote($"required because it appears within the type `{TypeNames.Of(context, self)}`");
                break;
        }

        Add(parent, new PredicateKind.Trait(wanted), isLeaf: false);
    }

    private void AddField(CauseCode.SizedField field)
    {
        AddNote(context.Definitions[field.Adt].Kind switch
        {
            DefKind.Struct => "only the last field of a struct may have a dynamically sized type",
            DefKind.Union => "no field of a union may have a dynamically sized type",
            _ => "no field of an enum variant may have a dynamically sized type",
        });
        _notes.Add(new(Severity.Help, "change the field's type to have a statically known size"));
    }
}
