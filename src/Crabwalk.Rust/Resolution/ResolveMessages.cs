using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Hir;
using Crabwalk.Rust.Hir.Lowering;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <summary>
/// The words for names inside items that cannot be resolved, or not be used as they are; codes, texts and labels are rustc's. Paths
/// are in <c>ResolveMessages.Paths.cs</c>, lifetimes and parameters in <c>ResolveMessages.Lifetimes.cs</c>.
/// </summary>
internal sealed partial class ResolveMessages(RustSession session, CrateData crate)
{
    private SymbolTable Symbols => session.Symbols;

    private string Text(Ident name) => Symbols[name.Name];

    private static Diagnostic Coded(string code, Span span, string message, string label = "") => ResolveErrors.Coded(code, span, message, label);

    private bool IsHere(DefId definition) => !session.Definitions[definition].IsLibrary;

    private Span HeadOf(DefId definition)
    {
        DefId owner = session.Definitions[definition].Kind == DefKind.Constructor ? session.Definitions[definition].Parent!.Value : definition;
        return session.Data.GetValueOrDefault(owner)?.Source switch
        {
            DefSource.OfItem item => ItemHeads.Of(item.Item, session.Sources),
            DefSource.OfVariant variant => variant.Variant.Span,
            _ => session.Definitions[owner].Span,
        };
    }

    private Span WholeOf(DefId definition)
    {
        DefId owner = session.Definitions[definition].Kind == DefKind.Constructor ? session.Definitions[definition].Parent!.Value : definition;
        return session.Data.GetValueOrDefault(owner)?.Item?.Span ?? HeadOf(owner);
    }

    public static Diagnostic VariableInConstant(Ident name) =>
        Coded("E0435", name.Span, "attempt to use a non-constant value in a constant", "non-constant value");

    public static Diagnostic OuterVariable(Ident name, DefKind item) => item is DefKind.Constant or DefKind.Static or DefKind.AnonymousConstant
        ? VariableInConstant(name)
        : Coded("E0434", name.Span, "can't capture dynamic environment in a fn item").WithHelp("use the `|| { ... }` closure form instead");

    public Diagnostic FieldTwice(Ident name, Span first) =>
        Coded("E0124", name.Span, $"field `{Text(name)}` is already declared", "field already declared") with { Labels = [new(first, $"`{Text(name)}` first declared here")] };

    public static Diagnostic RestOutsideList(Span span) =>
        ParseErrors.At(span, "`..` patterns are not allowed here").WithNote("only allowed in tuple, tuple struct, and slice patterns");

    public static Diagnostic RestTwice(Span span, string kind) =>
        ParseErrors.At(span, $"`..` can only be used once per {kind} pattern", $"can only be used once per {kind} pattern");

    public Diagnostic BindingShadows(Ident name, DefId definition, string binding)
    {
        string kind = KindWords.Of(definition, session);
        string article = kind[0] == 'e' ? "an" : "a";
        Diagnostic error = Coded("E0530", name.Span, $"{binding}s cannot shadow {kind}s", $"cannot be named the same as {article} {kind}");
        return IsHere(definition) ? error with { Labels = [new(HeadOf(definition), $"the {kind} `{Text(name)}` is defined here")] } : error;
    }

    public Diagnostic ParameterBoundTwice(Ident name) =>
        Coded("E0415", name.Span, $"identifier `{Text(name)}` is bound more than once in this parameter list", "used as parameter more than once");

    public Diagnostic BoundTwice(Ident name) =>
        Coded("E0416", name.Span, $"identifier `{Text(name)}` is bound more than once in the same pattern", "used in a pattern more than once");

    public Diagnostic NotBoundInAll(Symbol name, PatternKind.Or or, List<Pat> alternatives, List<bool> binds)
    {
        string text = Symbols[name];
        var labels = new List<Label>();
        for (int i = 0; i < alternatives.Count; i++)
        {
            if (!binds[i])
            {
                labels.Add(new(or.Alternatives[i].Span, $"pattern doesn't bind `{text}`") { IsPrimary = true });
            }
        }

        for (int i = 0; i < alternatives.Count; i++)
        {
            if (binds[i] && PlaceOf(name, alternatives[i]) is { } place)
            {
                labels.Add(new(place, "variable not in all patterns"));
            }
        }

        return Coded("E0408", labels[0].Span, $"variable `{text}` is not bound in all patterns", labels[0].Text) with { Labels = [.. labels[1..]] };
    }

    private static Span? PlaceOf(Symbol name, Pat pattern)
    {
        switch (pattern.Kind)
        {
            case PatKind.Binding binding when binding.Name.Name == name:
                return binding.Name.Span;
            case PatKind.Binding { Inner: { } inner }:
                return PlaceOf(name, inner);
            case PatKind.Reference reference:
                return PlaceOf(name, reference.Inner);
            case PatKind.Struct data:
                return First(data.Fields.Select(field => field.Pattern));
            case PatKind.TupleStruct tuple:
                return First(tuple.Elements);
            case PatKind.Tuple tuple:
                return First(tuple.Elements);
            case PatKind.Or or:
                return First(or.Alternatives);
            case PatKind.Slice slice:
                return First([.. slice.Before, .. slice.Middle is { } middle ? [middle] : Array.Empty<Pat>(), .. slice.After]);
            default:
                return null;
        }

        Span? First(IEnumerable<Pat> patterns)
        {
            foreach (Pat inner in patterns)
            {
                if (PlaceOf(name, inner) is { } found)
                {
                    return found;
                }
            }

            return null;
        }
    }

    public static Diagnostic UnderscoreExpression(Span span) =>
        ParseErrors.At(span, "in expressions, `_` can only be used on the left-hand side of an assignment", "`_` not allowed here");

    public static Diagnostic BaseWithoutValue(Span span) =>
        Coded("E0797", span.AtEnd, "base expression required after `..`").WithFix("add a base expression here", span.AtEnd, "/* expr */");

    public static Diagnostic BaseInDestructuring(Span span) =>
        ParseErrors.At(span, "functional record updates are not allowed in destructuring assignments").WithFix("consider removing the trailing pattern", span, "");

    public static Diagnostic MissingLangItem(string item, Span span) => ParseErrors.At(span, $"requires `{item}` lang_item");

    public static Diagnostic ReturnOutside(Span span) => Coded("E0572", span, "return statement outside of function body");

    public static Diagnostic JumpOutside(Span span, string keyword, string context, Span closureHead) => context switch
    {
        "closure" => Coded("E0267", span, $"`{keyword}` inside of a closure", $"cannot `{keyword}` inside of a closure") with { Labels = [new(closureHead, "enclosing closure")] },
        "const" => Coded("E0268", span, $"`{keyword}` outside of a loop or labeled block", $"cannot `{keyword}` outside of a loop or labeled block"),
        _ => keyword == "break"
            ? Coded("E0268", span, "`break` outside of a loop or labeled block", "cannot `break` outside of a loop or labeled block")
            : Coded("E0268", span, $"`{keyword}` outside of a loop", $"cannot `{keyword}` outside of a loop"),
    };

    public static Diagnostic UnlabelledInBlock(Span span, string keyword) =>
        Coded("E0695", span, $"unlabeled `{keyword}` inside of a labeled block", $"`{keyword}` statements that would diverge to or through a labeled block need to bear a label");

    public static Diagnostic UnlabelledInCondition(Span span, string keyword) =>
        Coded("E0590", span, "`break` or `continue` with no label in the condition of a `while` loop", $"unlabeled `{keyword}` in the condition of a `while` loop");

    public static Diagnostic ContinueToBlock(Span span, Span block) =>
        Coded("E0696", span, "`continue` pointing to a labeled block", "labeled blocks cannot be `continue`'d") with { Labels = [new(block, "labeled block the `continue` points to")] };

    public Diagnostic UnreachableLabel(Ident name, Ident label) =>
        (Coded("E0767", name.Span, $"use of unreachable label `{Text(name)}`", $"unreachable label `{Text(name)}`") with { Labels = [new(label.Span, "unreachable label defined here")] })
        .WithNote("labels are unreachable through functions, closures, async blocks and modules");

    public Diagnostic UndeclaredLabel(Ident name, List<Ident> known)
    {
        Diagnostic error = Coded("E0426", name.Span, $"use of undeclared label `{Text(name)}`", $"undeclared label `{Text(name)}`");
        string? similar = SimilarNames.Best(known.Select(Text), Text(name));
        return similar is null ? error : error with
        {
            Labels = [new(known.Find(label => Text(label) == similar).Span, "a label with a similar name is reachable")],
            Fixes = [new("try using similarly named label", [new(name.Span, similar)])],
        };
    }

    public static Diagnostic InvalidAbi(Span span, string name) =>
        Coded("E0703", span, $"invalid ABI: found `{name}`", "invalid ABI").WithNote("invoke `rustc --print=calling-conventions` for a full list of supported calling conventions");

    public static Diagnostic ImplTraitForbidden(Span span, string place) => place == "type aliases"
        ? Coded("E0658", span, "`impl Trait` in type aliases is unstable").WithNote("see issue #63063 <https://github.com/rust-lang/rust/issues/63063> for more information")
        : Coded("E0562", span, $"`impl Trait` is not allowed in {place}").WithNote("`impl Trait` is only allowed in arguments and return types of functions and methods");

    public static Diagnostic ObjectWithoutTrait(Span span) => Coded("E0224", span, "at least one trait is required for an object type");

    public static Diagnostic TraitAsType(Syntax.Path path, Span span) =>
        Coded("E0782", span, "expected a type, found a trait").WithFix("you can add the `dyn` keyword if you want a trait object", span.AtStart, "dyn ");

    public static Diagnostic TraitObjectWithoutDyn(Span span) =>
        Coded("E0782", span, "expected a type, found a trait").WithFix("you can add the `dyn` keyword if you want a trait object", span.AtStart, "dyn ");

    public Diagnostic NotMember(Syntax.Item item, DefId trait, Module members, Namespace ns)
    {
        (string code, string kind, string similarKind) = item.Kind switch
        {
            Syntax.ItemKind.TypeAlias => ("E0437", "type", "associated type"),
            Syntax.ItemKind.Const => ("E0438", "const", "associated constant"),
            _ => ("E0407", "method", "associated function"),
        };
        string name = Text(item.Name);
        string path = session.HirMap.PathOf(trait);
        Diagnostic error = Coded(code, item.Span, $"{kind} `{name}` is not a member of trait `{path}`", $"not a member of trait `{path}`");
        IEnumerable<string> candidates = members.Items.Where(pair => pair.Key.Namespace == ns && IsSameKind(item, pair.Value)).Select(pair => Symbols[pair.Key.Name]);
        return SimilarNames.Best(candidates, name) is { } similar
            ? error with { Fixes = [new($"there is an {similarKind} with a similar name", [new(item.Name.Span, similar)])] }
            : error;
    }

    private bool IsSameKind(Syntax.Item item, Binding binding) => binding.Res is Res.Def def && session.Data.GetValueOrDefault(def.Id)?.Item is { } other && other.Kind.GetType() == item.Kind.GetType();
}
