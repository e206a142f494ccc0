using System.Globalization;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;
using Crabwalk.Ownership.Regions;

namespace Crabwalk.Ownership.Reports;

/// <summary>
/// Names regions in one body's messages: by the name the user gave, or a number with a label that tells where it comes from: "let's call
/// the lifetime of this reference `'1`". A region keeps its number from one message of a body to the next.
/// </summary>
internal sealed class RegionNames(BodyAnalysis analysis, TypeNames types)
{
    private readonly Dictionary<RegionVid, (string Name, Span? Span, string? Label)> _known = [];
    private int _count;

    /// <summary>The name of a universal region; the label that explains a made-up one is added to the message.</summary>
    public string NameOf(RegionVid region, DiagnosticDraft draft)
    {
        if (!_known.TryGetValue(region, out var known))
        {
            _known[region] = known = Find(region);
        }

        if (known.Span is { } span && known.Label is { } label)
        {
            draft.Label(span, label);
        }

        return known.Name;
    }

    /// <summary>True when the user gave the region its name.</summary>
    public bool HasName(RegionVid region) => NameGiven(region) is not null;

    /// <summary>The parameter whose type mentions the region, counted from 1; null for none.</summary>
    public LocalId? ParameterWith(RegionVid region)
    {
        FnSig signature = analysis.Regions.Universal.Signature;
        for (int i = 0; i < signature.Inputs.Count; i++)
        {
            if (RegionWalk.VariablesIn(signature.Inputs[i]).Contains(region))
            {
                return new(i + 1);
            }
        }

        return null;
    }

    private string? NameGiven(RegionVid region) => analysis.Regions.Universal.NameOf(region) switch
    {
        Region.Static => "'static",
        Region.EarlyParam { Name: not "'_" and var name } => name,
        Region.LateParam { Variable.Name: { } name } when name != "'_" => name,
        _ => null,
    };

    private (string Name, Span? Span, string? Label) Find(RegionVid region)
    {
        if (NameGiven(region) is { } name)
        {
            Span? declared = analysis.Context.Source.HeadOf(analysis.Body.Definition)?.Lifetimes
                .Where(lifetime => lifetime.Name == name).Select(lifetime => (Span?)lifetime.Span).FirstOrDefault();
            return (name, declared, declared is null ? null : $"lifetime `{name}` defined here");
        }

        string number = FormattableString.Invariant($"'{++_count}");
        return FromParameter(region, number) ?? FromCapture(region, number) ?? FromResult(region, number) ?? (number, null, null);
    }

    private (string, Span?, string?)? FromParameter(RegionVid region, string number)
    {
        if (ParameterWith(region) is not { } parameter || (analysis.Regions.Universal.Closure is not null && parameter.Index == 1))
        {
            return null;
        }

        Ty type = analysis.Regions.Universal.Signature.Inputs[parameter.Index - 1];
        BindingFacts? binding = analysis.Context.Source.BindingOf(analysis.Body.Definition, parameter);
        if (binding?.Form is BindingForm.SelfReference or BindingForm.SelfMutableReference)
        {
            Span self = binding.Pattern;
            return (number, self with { End = self.Start + 1 }, $"let's call the lifetime of this reference `{number}`");
        }

        TypeSyntax? syntax = binding?.Type ?? ParameterSyntaxOf(parameter);
        if (syntax is not null && TypeMatch.Find(type, syntax, region) is var (span, isReference))
        {
            return (number, span, isReference
                ? $"let's call the lifetime of this reference `{number}`"
                : $"let's call this `{number}`");
        }

        return (number, analysis.Body.Locals[parameter].Source.Span, $"has type `{TypeWith(type, region, number)}`");
    }

    private TypeSyntax? ParameterSyntaxOf(LocalId parameter) =>
        analysis.Context.Source.HeadOf(analysis.Body.Definition) is { } head && parameter.Index <= head.Parameters.Count ? head.Parameters[parameter.Index - 1].Type : null;

    private (string, Span?, string?)? FromCapture(RegionVid region, string number)
    {
        UniversalRegions universal = analysis.Regions.Universal;
        if (universal.Closure is not { Args: [.., Ty.Tuple captures] } || analysis.Context.ClosureOf(analysis.Body.Definition) is not { } closure)
        {
            return null;
        }

        for (int i = 0; i < Math.Min(captures.Parts.Count, closure.Captures.Count); i++)
        {
            if (RegionWalk.VariablesIn(captures.Parts[i]).Contains(region))
            {
                return (number, closure.Captures[i].Use, $"lifetime `{number}` appears in the type of `{closure.Captures[i].Variable}`");
            }
        }

        return null;
    }

    private (string, Span?, string?)? FromResult(RegionVid region, string number)
    {
        UniversalRegions universal = analysis.Regions.Universal;
        if (!RegionWalk.VariablesIn(universal.Signature.Output).Contains(region))
        {
            return null;
        }

        TypeSyntax? syntax = analysis.Context.Source.HeadOf(analysis.Body.Definition)?.Result;
        if (syntax is not null && TypeMatch.Find(universal.Signature.Output, syntax, region) is var (span, isReference))
        {
            return (number, span, isReference ? $"let's call the lifetime of this reference `{number}`" : $"let's call this `{number}`");
        }

        string owner = universal.Closure is null ? "function" : "closure";
        Span place = syntax?.Span ?? analysis.Context.ClosureOf(analysis.Body.Definition)?.Head ?? analysis.Body.Locals[LocalId.Return].Source.Span;
        return (number, place, $"return type of {owner} is {TypeWith(universal.Signature.Output, region, number)}");
    }

    // The type with the one region named and all others left out.
    private string TypeWith(Ty type, RegionVid region, string name)
    {
        TyInterner interner = analysis.Program.Types;
        var folder = new RegionFolder(interner, r => r is Region.Var variable && variable.Vid == region
            ? interner.LateParam(analysis.Body.Definition, new(int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture), name))
            : interner.Erased);
        return types.Of(folder.Fold(type));
    }
}

/// <summary>Finds where in a written type a region stands.</summary>
internal static class TypeMatch
{
    /// <summary>The place, and whether it is the ampersand of a reference; null when the region is written nowhere.</summary>
    public static (Span Span, bool IsReference)? Find(Ty type, TypeSyntax syntax, RegionVid region)
    {
        switch (type, syntax)
        {
            case (Ty.Ref reference, TypeSyntax.Reference written):
                return reference.Region is Region.Var variable && variable.Vid == region
                    ? (written.All with { End = written.Lifetime?.End ?? (written.All.Start + 1) }, true)
                    : Find(reference.Referent, written.Referent, region);
            case (Ty.Tuple tuple, TypeSyntax.Tuple written):
                return First(tuple.Parts.Zip(written.Parts), region);
            case (Ty.Array array, TypeSyntax.Sequence written):
                return Find(array.Element, written.Element, region);
            case (Ty.Slice slice, TypeSyntax.Sequence written):
                return Find(slice.Element, written.Element, region);
            case (Ty.RawPtr pointer, TypeSyntax.Pointer written):
                return Find(pointer.Pointee, written.Pointee, region);
            case (Ty.Adt adt, TypeSyntax.Path written):
                return InPath(adt, written, region);
            default:
                return null;
        }
    }

    private static (Span, bool)? InPath(Ty.Adt adt, TypeSyntax.Path written, RegionVid region)
    {
        Region[] lifetimes = [.. adt.Args.OfType<Region>()];
        int at = Array.FindIndex(lifetimes, lifetime => lifetime is Region.Var variable && variable.Vid == region);
        if (at >= 0)
        {
            return (at < written.Lifetimes.Count ? written.Lifetimes[at] : written.LastSegment, false);
        }

        return First(adt.Args.OfType<Ty>().Zip(written.Types), region);
    }

    private static (Span, bool)? First(IEnumerable<(Ty, TypeSyntax)> pairs, RegionVid region)
    {
        foreach ((Ty type, TypeSyntax syntax) in pairs)
        {
            if (Find(type, syntax, region) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
