using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Rust.Semantics.Lowering;

/// <summary>E0107: as many generic arguments as the definition takes.</summary>
public sealed partial class TypeLowering
{
    /// <summary>True when the arguments are as many as there must be; reports it when not.</summary>
    private bool CheckCounts(DefId definition, Generics generics, WrittenArgs written, Hir.PathSegment segment)
    {
        var lifetimes = new List<GenericParamDef>();
        var others = new List<GenericParamDef>();
        int required = 0;
        foreach (GenericParamDef parameter in generics.Params)
        {
            bool isSelf = generics.HasSelf && generics.Parent is null && parameter.Index == 0;
            if (parameter.Kind == GenericParamKind.Lifetime)
            {
                lifetimes.Add(parameter);
            }
            else if (!isSelf && !parameter.IsSynthetic)
            {
                others.Add(parameter);
                required += parameter.HasDefault ? 0 : 1;
            }
        }

        if (HasLateBound(definition))
        {
            written.IgnoreLifetimes();
        }
        else if (written.Lifetimes.Count > lifetimes.Count || (written.Lifetimes.Count > 0 && written.Lifetimes.Count < lifetimes.Count))
        {
            Span[] extra = [.. written.Lifetimes.Skip(lifetimes.Count).Select(lifetime => lifetime.Span)];
            ReportCount(new(definition, segment, "lifetime", lifetimes, lifetimes.Count, lifetimes.Count, written.Lifetimes.Count, extra));
        }

        if (written.Others.Count > others.Count)
        {
            Span[] extra = [.. written.Others.Skip(others.Count).Select(arg => arg.Span)];
            ReportCount(new(definition, segment, KindWord(others), others, required, others.Count, written.Others.Count, extra));
        }
        else if (written.Others.Count < required && !(_scope.Infers && (segment.Args is null || written.Others.Count == 0)))
        {
            ReportCount(new(definition, segment, KindWord(others), others, required, others.Count, written.Others.Count, []));
            return false;
        }

        return true;
    }

    private static string KindWord(List<GenericParamDef> others) =>
        others.Count > 0 && others.TrueForAll(parameter => parameter.Kind == GenericParamKind.Const) ? "const" : "generic";

    private bool HasLateBound(DefId definition) => _context.Definitions[definition].Kind is DefKind.Function or DefKind.AssociatedFunction
        && _context.Hir.ItemOf(definition).Kind is Hir.ItemKind.Function function && LateBoundLifetimes.Of(function).Count > 0;

    private void ReportCount(ArgCount count)
    {
        string kind = KindName(count.Definition);
        string name = _context.Symbols[count.Segment.Ident.Name];
        string expected = count.Min == count.Max ? Counted(count.Max, count.Word) : count.Given < count.Min
            ? $"at least {Counted(count.Min, count.Word)}"
            : $"at most {Counted(count.Max, count.Word)}";
        string message = count.Given == 0 && count.Word != "lifetime"
            ? $"missing generics for {kind} `{_context.Hir.PathOf(count.Definition)}`"
            : $"{kind} takes {expected} but {Counted(count.Given, count.Word)} {(count.Given == 1 ? "was" : "were")} supplied";
        Span span = count.Segment.Ident.Span;
        var labels = new List<Label>();
        if (count.Given > count.Max && count.Extra.Length > 0)
        {
            labels.Add(new(count.Extra[0].To(count.Extra[^1]), $"help: remove the unnecessary {count.Word} argument{(count.Extra.Length == 1 ? "" : "s")}"));
        }

        _context.Report(new(Severity.Error, "E0107", message, new(span, $"expected {expected}"))
        {
            Labels = labels.ToEquatableArray(),
            Children = [DefinedHere(count, kind, name)],
            Fixes = count.Given == 0 && count.Max > 0 ? [AddMissing(count)] : [],
        });
    }

    private SubDiagnostic DefinedHere(ArgCount count, string kind, string name)
    {
        var labels = new List<Label> { new(_context.Definitions[count.Definition].Span) };
        var names = new List<string>();
        foreach (GenericParamDef parameter in count.Params)
        {
            if (count.Given >= count.Min || !parameter.HasDefault)
            {
                names.Add($"`{parameter.Name}`");
                labels.Add(new(_context.Definitions[parameter.Definition].Span));
            }
        }

        string parameters = count.Max == 0
            ? $"0 {count.Word} parameters"
            : $"{(count.Min == count.Max ? "" : count.Given < count.Min ? "at least " : "at most ")}{names.Count} {count.Word} parameter{(names.Count == 1 ? "" : "s")}: {string.Join(", ", names)}";
        return new(Severity.Note, $"{kind} defined here, with {parameters}", labels.ToEquatableArray());
    }

    private static Fix AddMissing(ArgCount count)
    {
        string arguments = string.Join(", ", count.Params.Take(Math.Max(count.Min, 1)).Select(parameter => parameter.Name));
        return new($"add missing {count.Word} argument{(Math.Max(count.Min, 1) == 1 ? "" : "s")}",
            [new(count.Segment.Ident.Span.AtEnd, $"<{arguments}>")], Applicability.HasPlaceholders);
    }

    private static string Counted(int count, string word) => $"{count} {word} argument{(count == 1 ? "" : "s")}";

    private string KindName(DefId definition) => _context.Definitions[definition].Kind switch
    {
        DefKind.Struct => "struct",
        DefKind.Enum => "enum",
        DefKind.Union => "union",
        DefKind.Trait => "trait",
        DefKind.TypeAlias => "type alias",
        DefKind.Function => "function",
        DefKind.AssociatedFunction => _context.AssociatedItem(definition) is { HasSelf: true } ? "method" : "associated function",
        DefKind.AssociatedType => "associated type",
        DefKind.AssociatedConstant => "associated constant",
        DefKind.Constant => "constant",
        _ => "item",
    };

    /// <summary>What is wrong with the number of arguments.</summary>
    private sealed record ArgCount(DefId Definition, Hir.PathSegment Segment, string Word, List<GenericParamDef> Params, int Min, int Max, int Given, Span[] Extra);
}
