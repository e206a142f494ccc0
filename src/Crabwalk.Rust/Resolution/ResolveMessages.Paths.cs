using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Hir;
using Crabwalk.Rust.Hir.Lowering;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <content>Paths that mean nothing, something else than is asked for, or something private.</content>
internal sealed partial class ResolveMessages
{
    /// <summary>A path whose segment means nothing. Only the last can be of any kind; those before must lead on.</summary>
    public Diagnostic Unresolved(Syntax.Path path, int at, Module? module, PathUse use, Scope scope)
    {
        Ident name = path.Segments[at].Ident;
        if (name.Name == session.Names.SelfValue && use.NamespaceOf() == Namespace.Value)
        {
            return SelfValueOutside(name);
        }

        return at < path.Segments.Count - 1 ? UnresolvedPrefix(path, at, module, scope) : UnresolvedLast(path, module, use, scope);
    }

    private Diagnostic UnresolvedPrefix(Syntax.Path path, int at, Module? module, Scope scope)
    {
        Ident name = path.Segments[at].Ident;
        string text = Text(name);
        if (module is not null)
        {
            string place = module.Parent is null && session.Names.IsPathWord(path.Segments[at - 1].Ident.Name) ? "the crate root" : $"`{Text(path.Segments[at - 1].Ident)}`";
            Diagnostic inside = Coded("E0433", name.Span, $"cannot find `{text}` in {place}", $"could not find `{text}` in {place}");
            return WithSimilar(inside, name, CandidatesIn(module, Namespace.Type, scope));
        }

        bool isType = text.Length > 0 && char.IsUpper(text[0]);
        if (isType)
        {
            Diagnostic type = Coded("E0433", name.Span, $"cannot find type `{text}` in this scope", $"use of undeclared type `{text}`");
            return WithImports(WithSimilar(type, name, CandidatesInScope(scope, Namespace.Type)), name, PathUse.Type, scope);
        }

        Diagnostic error = Coded("E0433", name.Span, $"cannot find module or crate `{text}` in this scope", $"use of unresolved module or unlinked crate `{text}`");
        Diagnostic withImports = WithImports(error, name, null, scope);
        return ReferenceEquals(withImports, error) ? error.WithHelp($"you might be missing a crate named `{text}`") : withImports;
    }

    private Diagnostic UnresolvedLast(Syntax.Path path, Module? module, PathUse use, Scope scope)
    {
        Ident name = path.Segments[^1].Ident;
        string text = Text(name);
        (string code, _) = use.Codes();
        string place = module is null ? "this scope"
            : module.Parent is null ? path.Segments.Count > 1 && session.Names.IsPathWord(path.Segments[^2].Ident.Name) ? "the crate root" : $"crate `{module.Crate.Options.Name}`"
            : $"{KindWords.Of(module.Definition, session)} `{PrefixText(path)}`";
        string expected = use is PathUse.Callee ? "function" : use is PathUse.Expression ? "value" : use.Expected();
        Diagnostic error = Coded(code, name.Span, $"cannot find {expected} `{text}` in {place}");
        IEnumerable<Candidate> candidates = (module is null ? CandidatesInScope(scope, use.NamespaceOf()) : CandidatesIn(module, use.NamespaceOf(), scope)).Where(candidate => use.Accepts(candidate.Res, session));
        Diagnostic similar = WithSimilar(error, name, candidates);
        Diagnostic imports = WithImports(similar, name, use, scope);
        return ReferenceEquals(imports, error) ? error with { Primary = new(name.Span, module is null ? "not found in this scope" : $"not found in {(module.Parent is null ? place : $"`{PrefixText(path)}`")}") } : imports;
    }

    private string PrefixText(Syntax.Path path) => string.Join("::", path.Segments[..^1].Select(segment => Text(segment.Ident)));

    private string PathText(Syntax.Path path) => string.Join("::", path.Segments.Select(segment => Text(segment.Ident)));

    public static Diagnostic FailedWord(Ident name, string words) =>
        Coded("E0433", name.Span, words.StartsWith("there are too many", StringComparison.Ordinal) ? "too many leading `super` keywords" : words, words);

    private Diagnostic SelfValueOutside(Ident name)
    {
        DefId? function = EnclosingFunction;
        Diagnostic error = Coded("E0424", name.Span, "expected value, found module `self`", "`self` value is a keyword only available in methods with a `self` parameter");
        return function is null ? error : WithFunction(error, FunctionKindLabel(function.Value));
    }

    private string FunctionKindLabel(DefId function) => session.Definitions[function].Kind == DefKind.AssociatedFunction
        ? "this function doesn't have a `self` parameter"
        : "this function can't have a `self` parameter";

    /// <summary>The function whose body or head is looked at, for labels.</summary>
    public DefId? EnclosingFunction { get; set; }

    public Diagnostic SelfOutside(Syntax.Path path, PathUse use)
    {
        Span span = path.Segments[0].Ident.Span;
        const string Where = "`Self` is only available in impls, traits, and type definitions";
        return path.Segments.Count > 1 ? Coded("E0433", span, "cannot find `Self` in this scope", Where)
            : use is PathUse.Type ? WithFunction(Coded("E0411", span, "cannot find type `Self` in this scope", Where), "`Self` not allowed in a function")
            : use.NamespaceOf() == Namespace.Value ? Coded("E0411", span, "cannot find value `Self` in this scope", "`Self` is only available in impls")
            : Coded("E0433", span, $"cannot find {use.Expected()} `Self` in this scope", Where);
    }

    private Diagnostic WithFunction(Diagnostic error, string label) =>
        EnclosingFunction is { } function ? error with { Labels = [new(session.Definitions[function].Span, label)] } : error;

    public Diagnostic NoItemsIn(Ident name, Res res) =>
        Coded("E0433", name.Span, $"cannot find `{Text(name)}` in this scope", $"`{Text(name)}` is {KindWords.WithArticle(res, session)}, not a module");

    public Diagnostic NotInTrait(Ident name, DefId trait, Namespace ns, PathUse use)
    {
        string kind = ns == Namespace.Type ? "associated type" : "method or associated constant";
        string path = session.HirMap.PathOf(trait);
        Diagnostic error = Coded("E0576", name.Span, $"cannot find {kind} `{Text(name)}` in trait `{path}`", $"not found in `{path}`");
        return WithSimilar(error, name, session.Modules[trait].Items.Where(pair => pair.Key.Namespace == ns).Select(pair => new Candidate(Symbols[pair.Key.Name], pair.Value.Res)));
    }

    /// <summary>A path that means something of another kind.</summary>
    public Diagnostic WrongKind(Syntax.Path path, Res res, PathUse use, Scope scope)
    {
        (_, string code) = use.Codes();
        string text = PathText(path);
        string kind = KindWords.Of(res, session);
        string expected = use is PathUse.Callee && res is Res.Def { Id: var called } && session.Definitions[called].Kind is DefKind.Struct ? "function, tuple struct or tuple variant" : use.Expected();
        string label = use switch
        {
            PathUse.Type => "not a type",
            PathUse.Trait => "not a trait",
            PathUse.Callee => "not a function",
            PathUse.Struct => "not a struct, variant or union type",
            PathUse.TupleStruct => "not a tuple struct or tuple variant",
            PathUse.Pattern => "not a unit struct, unit variant or constant",
            _ => "not a value",
        };
        if (res is Res.Def { Id: var function } && session.Definitions[function].Kind is DefKind.Function && use is PathUse.TupleStruct)
        {
            return Coded("E0532", path.Span, "expected a pattern, found a function call", label).WithNote("function calls are not allowed in patterns: <https://doc.rust-lang.org/book/ch19-00-patterns.html>");
        }

        Diagnostic error = Coded(code, path.Span, $"expected {expected}, found {kind} `{text}`", label);
        return res is Res.Def def ? Hints(error, path, def.Id, use) : error;
    }

    public static Diagnostic FoundMacro(Span span, string name, PathUse use)
    {
        string expected = use.Expected();
        return Coded("E0423", span, $"expected {expected}, found macro `{name}`", $"not a {expected}").WithFix("use `!` to invoke the macro", span.AtEnd, "!");
    }

    private Diagnostic Hints(Diagnostic error, Syntax.Path path, DefId id, PathUse use)
    {
        Definition definition = session.Definitions[id];
        string text = PathText(path);
        Diagnostic WithPlace(Diagnostic to) => IsHere(id) ? to with { Labels = [new(WholeOf(id), $"`{text}` defined here")] } : to;
        switch (definition.Kind)
        {
            case DefKind.Struct when use is PathUse.Expression or PathUse.Callee && ConstructorForms.Of(id, session) == VariantForm.Struct:
                string fields = string.Join(", ", session.Data[id].Children.Select(field => session.Definitions[field].Name + ": val"));
                string literal = fields.Length == 0 ? text + " {}" : $"{text} {{ {fields} }}";
                return WithPlace(error with { Primary = new(path.Span), Fixes = [new(use is PathUse.Callee ? "use struct literal syntax instead of calling" : "use struct literal syntax instead", [new(path.Span, literal)])] });
            case DefKind.Variant when use is PathUse.Expression or PathUse.Callee:
                return WithPlace(Coded("E0533", path.Span, $"expected value, found struct variant `{text}`", "not a value"));
            case DefKind.Constructor when use is PathUse.Pattern && ConstructorForms.Of(id, session) == VariantForm.Tuple:
                int count = ConstructorForms.DataOf(definition.Parent!.Value, session)!.AllFields().Count;
                return WithPlace(error with { Primary = new(path.Span), Fixes = [new("use the tuple variant pattern syntax instead", [new(path.Span, $"{text}({string.Join(", ", Enumerable.Repeat("_", count))})")])] });
            case DefKind.Enum when use is PathUse.Expression or PathUse.Callee:
                return EnumHints(error, path, id);
            default:
                return error;
        }
    }

    private Diagnostic EnumHints(Diagnostic error, Syntax.Path path, DefId id)
    {
        EquatableArray<EquatableArray<Edit>> variants = [.. session.Data[id].Children.Select(variant => (EquatableArray<Edit>)[new Edit(path.Span.AtEnd, $"::{session.Definitions[variant].Name}")])];
        error = error with { Children = IsHere(id) ? [new(Severity.Note, "the enum is defined here", [new(WholeOf(id))])] : [] };
        return variants.IsEmpty ? error : error with { Fixes = [new("you might have meant to use one of the following enum variants", variants[0]) { Alternatives = variants[1..] }] };
    }

    public Diagnostic Private(Ident name, Binding binding)
    {
        string text = Text(name);
        string kind = KindWords.Of(binding.Res, session);
        if (binding.Import is { } import)
        {
            string imported = binding.Res is Res.Def { Id: var target } && session.Definitions[target].Kind is DefKind.Constructor ? kind : kind;
            Diagnostic error = Coded("E0603", name.Span, $"{imported} import `{text}` is private", $"private {imported} import");
            var notes = new List<SubDiagnostic> { new(Severity.Note, $"the {imported} import `{text}` is defined here...", [new(import.Span)]) };
            if (binding.Res is Res.Def { Id: var meant } && IsHere(meant))
            {
                notes.Add(new(Severity.Note, $"...and refers to the {imported} `{session.Definitions[meant].Name}` which is defined here", [new(HeadOf(meant))]));
            }

            return error with { Children = [.. notes] };
        }

        if (binding.Res is not Res.Def def)
        {
            return Coded("E0603", name.Span, $"{kind} `{text}` is private", $"private {kind}");
        }

        bool isConstructor = session.Definitions[def.Id].Kind == DefKind.Constructor && ConstructorForms.Of(def.Id, session) == VariantForm.Tuple;
        string shown = isConstructor ? kind + " constructor" : kind;
        Diagnostic plain = Coded("E0603", name.Span, $"{shown} `{text}` is private", $"private {shown}");
        if (!IsHere(def.Id))
        {
            return plain;
        }

        plain = plain with { Children = [new(Severity.Note, $"the {shown} `{text}` is defined here", [new(isConstructor ? WholeOf(def.Id) : HeadOf(def.Id))])] };
        return isConstructor && FieldsSpan(def.Id) is { } fields ? plain with { Labels = [new(fields, "a constructor is private if any of the fields is private")] } : plain;
    }

    private Span? FieldsSpan(DefId constructor)
    {
        EquatableArray<FieldDefinition> fields = ConstructorForms.DataOf(session.Definitions[constructor].Parent!.Value, session)!.AllFields();
        return fields.IsEmpty ? null : fields[0].Span.To(fields[^1].Span);
    }

    public Diagnostic Ambiguous(Ident name, Binding first, Binding second)
    {
        string text = Text(name);
        string help = $"consider adding an explicit import of `{text}` to disambiguate";
        return Coded("E0659", name.Span, $"`{text}` is ambiguous", "ambiguous name") with
        {
            Children =
            [
                new(Severity.Note, "ambiguous because of multiple glob imports of a name in the same module"),
                new(Severity.Note, $"`{text}` could refer to the {KindWords.Of(first.Res, session)} imported here", [new(first.Span)]),
                new(Severity.Help, help),
                new(Severity.Note, $"`{text}` could also refer to the {KindWords.Of(second.Res, session)} imported here", [new(second.Span)]),
                new(Severity.Help, help),
            ],
        };
    }
}
