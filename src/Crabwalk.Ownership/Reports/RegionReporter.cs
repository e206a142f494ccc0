using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;
using Crabwalk.Ownership.Regions;

namespace Crabwalk.Ownership.Reports;

/// <summary>Lifetimes that are asked for more than the signature promises: E0309, E0310, E0521, E0621 and the message without a code.</summary>
internal sealed class RegionReporter
{
    private readonly BodyAnalysis _analysis;
    private readonly TypeNames _types;
    private readonly PlaceNames _places;
    private readonly RegionNames _names;

    private RegionReporter(BodyAnalysis analysis)
    {
        _analysis = analysis;
        _types = new(analysis.Program, analysis.Context);
        _places = new(analysis);
        _names = new(analysis, _types);
    }

    private RegionInference Regions => _analysis.Regions;

    private UniversalRegions Universal => _analysis.Regions.Universal;

    private DefId Definition => _analysis.Body.Definition;

    /// <summary>The messages about a body's lifetimes.</summary>
    public static IEnumerable<DiagnosticDraft> Report(BodyAnalysis analysis)
    {
        var reporter = new RegionReporter(analysis);
        foreach (TypeTestError error in analysis.Regions.TypeErrors)
        {
            yield return reporter.TypeTooShort(error);
        }

        foreach (RegionError error in analysis.Regions.Errors)
        {
            if (analysis.Regions.Blame(error.Longer, error.Shorter) is { } blamed)
            {
                yield return analysis.Regions.DefinitionOf(error.Longer).Origin is RegionOrigin.Placeholder || !reporter.Universal.IsUniversal(error.Shorter)
                    ? HigherRanked(blamed)
                    : reporter.Report(error, blamed);
            }
        }
    }

    private static DiagnosticDraft HigherRanked(OutlivesConstraint blamed) =>
        new DiagnosticDraft("", "implementation is not general enough", blamed.Span).Label(blamed.Span, "implementation is not general enough");

    private DiagnosticDraft Report(RegionError error, OutlivesConstraint blamed)
    {
        if (NamedAndAnonymous(error, blamed) is { } explicitNeeded)
        {
            return explicitNeeded;
        }

        bool isReturn = blamed.Category is ConstraintCategory.Return;
        bool isEscape = Universal.IsLocal(error.Longer) && !Universal.IsLocal(error.Shorter) && !isReturn;
        if (Universal.IsLocal(error.Longer) && !Universal.IsLocal(error.Shorter) && isReturn && Universal.Closure is not null && IsEnvironment(error.Longer))
        {
            return CaptureEscapes(error, blamed);
        }

        return isEscape && Escape(error, blamed) is { } escape ? escape : General(error, blamed);
    }

    private string Describe()
    {
        if (Universal.Closure is not null)
        {
            return "closure";
        }

        DefId? parent = _analysis.Program.Definitions[Definition].Parent;
        bool isAssociated = parent is { } p && _analysis.Program.Definitions[p].Kind is DefKind.Impl or DefKind.Trait;
        return _analysis.Context.FunctionOf(Definition).HasSelf ? "method" : isAssociated ? "associated function" : "function";
    }

    /// <summary>E0621: a parameter's type leaves out the lifetime that is needed.</summary>
    private DiagnosticDraft? NamedAndAnonymous(RegionError error, OutlivesConstraint blamed)
    {
        if (Universal.Closure is not null || _names.HasName(error.Longer) || !_names.HasName(error.Shorter) || error.Shorter == Universal.Static || _names.ParameterWith(error.Longer) is not { } parameter
            || _analysis.Context.Source.BindingOf(Definition, parameter) is not { Form: BindingForm.Parameter, Type: TypeSyntax.Reference { Lifetime: null } type }
            || RegionWalk.VariablesIn(Universal.Signature.Output).Contains(error.Longer)
            || Universal.Signature.Inputs[parameter.Index - 1] is not Ty.Ref { Region: Region.Var own } || own.Vid != error.Longer
            || _analysis.Context.Source.HeadOf(Definition) is { IsTraitMethod: true })
        {
            return null;
        }

        string name = NameOf(error.Shorter);
        string what = _places.Of(parameter) is { } variable ? $"the type of `{variable}`" : "parameter type";
        var draft = new DiagnosticDraft("E0621", $"explicit lifetime required in {what}", blamed.Span);
        draft.Label(blamed.Span, $"lifetime `{name}` required");
        draft.Suggest($"add explicit lifetime `{name}` to {what}", new Edit(type.All with { Start = type.All.Start + 1, End = type.All.Start + 1 }, $"{name} "));
        return draft.Then(type.All, "this type leaves out its lifetime").Then(blamed.Span, $"lifetime `{name}` is required here");
    }

    private string NameOf(RegionVid region) => _names.NameOf(region, new("", "", default));

    private bool IsEnvironment(RegionVid region) => Universal.Signature.Inputs is [Ty.Ref { Region: Region.Var own }, ..] && own.Vid == region;

    private static DiagnosticDraft CaptureEscapes(RegionError error, OutlivesConstraint blamed)
    {
        _ = error;
        var draft = new DiagnosticDraft("", "captured variable cannot escape `FnMut` closure body", blamed.Span);
        draft.Label(blamed.Span, "returns a reference to a captured variable which escapes the closure body");
        draft.Note("`FnMut` closures only have access to their captured variables while they are executing...");
        draft.Note("...therefore, they cannot allow references to captured variables to escape");
        return draft.Then(blamed.Span, "a reference to a captured variable leaves the closure here");
    }

    /// <summary>E0521: a reference that is valid only inside goes where it must last longer.</summary>
    private DiagnosticDraft? Escape(RegionError error, OutlivesConstraint blamed)
    {
        LocalId? inside = ArgumentWith(error.Longer);
        Capture? outside = CaptureWith(error.Shorter);
        bool isAssignment = blamed.Category is ConstraintCategory.Assignment && Universal.Closure is null;
        if ((inside is null && outside is null) || isAssignment)
        {
            return null;
        }

        string from = Describe();
        var draft = new DiagnosticDraft("E0521", $"borrowed data escapes outside of {from}", blamed.Span);
        if (outside is not null)
        {
            draft.Label(DeclarationOf(outside) ?? outside.Use, $"`{outside.Variable}` declared here, outside of the {from} body");
        }

        if (inside is { } local && _places.Of(local) is { } name)
        {
            Span declared = _analysis.Body.Locals[local].Source.Span;
            draft.Label(declared, $"`{name}` is a reference that is only valid in the {from} body").Then(declared, $"`{name}` is only valid in the {from} body");
            draft.Label(blamed.Span, $"`{name}` escapes the {from} body here").Then(blamed.Span, $"`{name}` escapes the {from} body here");
        }
        else
        {
            draft.Label(blamed.Span, $"a temporary borrow escapes the {from} body here").Then(blamed.Span, $"a borrow escapes the {from} body here");
        }

        if (Universal.Closure is null)
        {
            string longer = _names.NameOf(error.Longer, draft);
            string shorter = _names.NameOf(error.Shorter, draft);
            draft.Label(blamed.Span, $"{RegionWords.Describe(blamed.Category)}requires that `{longer}` must outlive `{shorter}`");
        }

        AddInvariance(draft, blamed);
        return draft;
    }

    private LocalId? ArgumentWith(RegionVid region) =>
        _names.ParameterWith(region) is { } parameter && !(Universal.Closure is not null && parameter.Index == 1) ? parameter : null;

    private Capture? CaptureWith(RegionVid region)
    {
        if (Universal.Closure is not { Args: [.., Ty.Tuple captures] } || _analysis.Context.ClosureOf(Definition) is not { } closure)
        {
            return null;
        }

        for (int i = 0; i < Math.Min(captures.Parts.Count, closure.Captures.Count); i++)
        {
            if (RegionWalk.VariablesIn(captures.Parts[i]).Contains(region))
            {
                return closure.Captures[i];
            }
        }

        return null;
    }

    private Span? DeclarationOf(Capture capture) =>
        _analysis.Context.ClosureOf(Definition) is { } closure && _analysis.Context.BodyOf(closure.Parent) is { } parent
            ? parent.Variables.Where(variable => variable.Name == capture.Variable && variable.Place.IsLocal).Select(variable => (Span?)BindingSpans.WithMut(_analysis.Program.Sources, parent.Locals[variable.Place.Local].Source.Span)).LastOrDefault()
            : null;

    private DiagnosticDraft General(RegionError error, OutlivesConstraint blamed)
    {
        var draft = new DiagnosticDraft("", "lifetime may not live long enough", blamed.Span);
        string longer = _names.NameOf(error.Longer, draft);
        string shorter = _names.NameOf(error.Shorter, draft);
        string words = blamed.Category is ConstraintCategory.Return && Universal.IsLocal(error.Shorter)
            ? $"{Describe()} was supposed to return data with lifetime `{shorter}` but it is returning data with lifetime `{longer}`"
            : $"{RegionWords.Describe(blamed.Category)}requires that `{longer}` must outlive `{shorter}`";
        draft.Label(blamed.Span, words).Then(blamed.Span, words);
        AddInvariance(draft, blamed);
        if (_names.HasName(error.Longer) && _names.HasName(error.Shorter))
        {
            draft.Child(new(Severity.Help, error.Shorter == Universal.Static
                ? $"consider replacing `{longer}` with `'static`"
                : $"consider adding the following bound: `{longer}: {shorter}`"));
        }
        else if (!_names.HasName(error.Longer) && !_names.HasName(error.Shorter))
        {
            SuggestLifetimeParameter(draft, error);
        }

        return draft;
    }

    private void AddInvariance(DiagnosticDraft draft, OutlivesConstraint blamed)
    {
        if (blamed.Invariance is not { } invariance || WordsOf(invariance) is not var (what, why))
        {
            return;
        }

        draft.Note($"requirement occurs because of {what}");
        draft.Note(why);
        draft.Help("see <https://doc.rust-lang.org/nomicon/subtyping.html> for more information about variance");
    }

    private (string What, string Why)? WordsOf(Invariance invariance)
    {
        Ty type = (Ty)invariance.Type.EraseRegions(_analysis.Program.Types);
        switch (type)
        {
            case Ty.Ref reference:
                return ($"a mutable reference to `{_types.Of(reference.Referent)}`", "mutable references are invariant over their type parameter");
            case Ty.RawPtr pointer:
                return ($"a mutable pointer to `{_types.Of(pointer.Pointee)}`", "mutable pointers are invariant over their type parameter");
            case Ty.Adt adt:
                IReadOnlyList<GenericParameter> generics = _analysis.Context.GenericsOf(adt.Definition.Id);
                if (invariance.Argument >= generics.Count)
                {
                    return null;
                }

                string kind = adt.Definition.Kind switch { AdtKind.Struct => "struct", AdtKind.Enum => "enum", AdtKind.Union => "union" };
                string argument = adt.Args[invariance.Argument] is Ty inner ? _types.Of(inner) : "'_";
                string parameters = string.Join(", ", generics.Select(generic => generic.Name));
                return ($"the type `{_types.Of(adt)}`, which makes the generic argument `{argument}` invariant",
                    $"the {kind} `{adt.Definition.Name}<{parameters}>` is invariant over the parameter `{generics[invariance.Argument].Name}`");
            default:
                return null;
        }
    }

    // Both references get the same new name, wherever they are written.
    private void SuggestLifetimeParameter(DiagnosticDraft draft, RegionError error)
    {
        if (_analysis.Context.Source.HeadOf(Definition) is not { } head || Universal.Closure is not null)
        {
            return;
        }

        string name = FreeName(head);
        List<Edit> edits = [new((head.Generics is { } generics ? generics with { Start = generics.Start + 1, End = generics.Start + 1 } : head.Name.AtEnd), head.Generics is null ? $"<{name}>" : $"{name}, ")];
        FnSig signature = Universal.Signature;
        for (int i = 0; i < signature.Inputs.Count; i++)
        {
            TypeSyntax? type = i < head.Parameters.Count ? head.Parameters[i].Type : null;
            BindingFacts? self = _analysis.Context.Source.BindingOf(Definition, new(i + 1));
            bool isSelf = self?.Form is BindingForm.SelfReference or BindingForm.SelfMutableReference;
            if (type is not null && !isSelf)
            {
                edits.AddRange(Places(signature.Inputs[i], type, error).Select(span => AfterAmpersand(span, name)));
            }
        }

        if (head.Result is { } result)
        {
            edits.AddRange(Places(signature.Output, result, error).Select(span => AfterAmpersand(span, name)));
        }

        string update = Describe() == "function" ? "" : " and update trait if needed";
        draft.Suggest($"consider introducing a named lifetime parameter{update}", [.. edits]);
    }

    private static Edit AfterAmpersand(Span reference, string name) => new(reference with { Start = reference.Start + 1, End = reference.Start + 1 }, $"{name} ");

    private static IEnumerable<Span> Places(Ty type, TypeSyntax syntax, RegionError error)
    {
        foreach (RegionVid region in (RegionVid[])[error.Longer, error.Shorter])
        {
            if (TypeMatch.Find(type, syntax, region) is (var span, true))
            {
                yield return span;
            }
        }
    }

    private static string FreeName(FunctionHead head)
    {
        for (char letter = 'a'; letter <= 'z'; letter++)
        {
            if (!head.Lifetimes.Any(lifetime => lifetime.Name == $"'{letter}"))
            {
                return $"'{letter}";
            }
        }

        return "'lifetime";
    }

    /// <summary>E0310 for <c>'static</c>, E0309 for a named lifetime: a type parameter may hold shorter references.</summary>
    private DiagnosticDraft TypeTooShort(TypeTestError error)
    {
        RegionVid shorter = error.Shorter;
        RegionVid[] ends = [.. Regions.Solver.ValueOf(shorter).Ends.Members.Where(end => Universal.IsUniversal(end) && end != Universal.BodyRegion)];
        RegionVid end = Regions.HoldsEnd(shorter, Universal.Static) ? Universal.Static : ends.Length > 0 ? ends[0] : Universal.Static;
        string type = _types.Of(error.Test.Type);
        string kind = error.Test.Type is Ty.Alias ? "associated type" : "parameter type";
        Span span = error.Test.Locations.Span;
        bool isStatic = end == Universal.Static;
        var draft = new DiagnosticDraft(isStatic ? "E0310" : _names.HasName(end) ? "E0309" : "E0311", $"the {kind} `{type}` may not live long enough", span);
        string lifetime = isStatic ? "'static" : _names.NameOf(end, new("", "", default));
        if (isStatic)
        {
            draft.Label(span, $"the {kind} `{type}` must be valid for the static lifetime...");
        }
        else if (_analysis.Context.Source.HeadOf(Definition)?.Lifetimes.FirstOrDefault(declared => declared.Name == lifetime) is (not null, var declaration))
        {
            draft.Label(declaration, $"the {kind} `{type}` must be valid for the lifetime `{lifetime}` as defined here...");
        }

        draft.Label(span, $"...so that the type `{type}` will meet its required lifetime bounds").Then(span, $"`{type}` must outlive `{lifetime}` here");
        if (error.Test.Type is Ty.Param && _analysis.Context.Source.HeadOf(Definition)?.Generics is { } generics
            && FindParameter(generics, type) is { } parameter)
        {
            bool hasBounds = parameter.HasBounds;
            draft.Suggest("consider adding an explicit lifetime bound", new Edit(parameter.End, hasBounds ? $" + {lifetime}" : $": {lifetime}"));
        }

        return draft;
    }

    // The end of a parameter with its bounds in the list of generics.
    private (Span End, bool HasBounds)? FindParameter(Span generics, string name)
    {
        string text = _analysis.Program.Sources.TextOf(generics);
        int depth = 0;
        int start = 1;
        for (int i = 1; i < text.Length; i++)
        {
            bool isEnd = depth == 0 && text[i] is ',' or '>';
            depth += text[i] switch { '<' or '(' or '[' => 1, '>' or ')' or ']' => -1, _ => 0 };
            if (!isEnd)
            {
                continue;
            }

            string parameter = text[start..i].Trim();
            if (parameter == name || parameter.StartsWith($"{name}:", StringComparison.Ordinal))
            {
                int at = generics.Start + System.Text.Encoding.UTF8.GetByteCount(text[..i].TrimEnd());
                return (generics with { Start = at, End = at }, parameter.Contains(':', StringComparison.Ordinal));
            }

            start = i + 1;
        }

        return null;
    }
}
