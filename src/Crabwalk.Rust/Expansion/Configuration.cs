using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Layout;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

/// <summary>Conditional compilation: <c>#[cfg(..)]</c>, <c>#[cfg_attr(..)]</c> and <c>cfg!(..)</c> (Reference: Conditional compilation).</summary>
internal sealed class Configuration
{
    private static readonly string[] OfLinux =
    [
        "unix", "target_os=\"linux\"", "target_family=\"unix\"", "target_arch=\"x86_64\"", "target_pointer_width=\"64\"", "target_env=\"gnu\"",
        "target_feature=\"sse\"", "target_feature=\"sse2\"",
    ];

    private static readonly string[] OfWasi =
    [
        "target_os=\"wasi\"", "target_family=\"wasm\"", "target_arch=\"wasm32\"", "target_pointer_width=\"32\"", "target_env=\"p1\"",
    ];

    private static readonly string[] OfAll =
    [
        "debug_assertions", "overflow_checks", "target_thread_local", "panic=\"unwind\"", "target_endian=\"little\"", "target_vendor=\"unknown\"",
        "target_has_atomic", "target_has_atomic=\"8\"", "target_has_atomic=\"16\"", "target_has_atomic=\"32\"", "target_has_atomic=\"64\"", "target_has_atomic=\"ptr\"",
        "crabwalk",
    ];

    private readonly HashSet<string> _set;
    private readonly ParseSession _session;

    /// <summary>The target's configuration and what the crate is given.</summary>
    public Configuration(Target target, IEnumerable<string> given, ParseSession session)
    {
        _session = session;
        _set = new([.. OfAll, .. target.PointerBytes == 4 ? OfWasi : OfLinux], StringComparer.Ordinal);
        foreach (string entry in given)
        {
            _set.Add(entry.Replace(" ", "", StringComparison.Ordinal));
        }
    }

    private SymbolTable Symbols => _session.Symbols;

    /// <summary>Is a name, or a name with a value, set?</summary>
    public bool Holds(string name, string? value = null) => _set.Contains(value is null ? name : $"{name}=\"{value}\"");

    /// <summary>The attributes with <c>cfg_attr</c> replaced by what it holds; null when a <c>cfg</c> takes the node away.</summary>
    public EquatableArray<Attribute>? Apply(EquatableArray<Attribute> attributes)
    {
        bool hasAny = false;
        foreach (Attribute attribute in attributes)
        {
            hasAny |= NameOf(attribute) is "cfg" or "cfg_attr";
        }

        if (!hasAny)
        {
            return attributes;
        }

        var kept = new List<Attribute>();
        return AddActive(attributes, kept, 0) ? [.. kept] : null;
    }

    /// <summary>True unless a <c>cfg</c> takes the node away.</summary>
    public bool IsActive(EquatableArray<Attribute> attributes) => attributes.IsEmpty || Apply(attributes) is not null;

    /// <summary>The single name of an attribute; empty for doc comments and longer paths.</summary>
    public string NameOf(Attribute attribute) =>
        attribute is Attribute.Normal { Body.Path: { IsGlobal: false, Segments: [var only] } } ? Symbols[only.Ident.Name] : "";

    /// <summary>Evaluates the predicate of <c>cfg!(..)</c> or <c>#[cfg(..)]</c>; a wrong one is reported and holds.</summary>
    public bool Evaluate(DelimitedTokens tokens, Span span)
    {
        EquatableArray<MetaItem> items = MetaItem.ParseList(tokens.Trees, Symbols);
        switch (items.Count)
        {
            case 1:
                return Evaluate(items[0]);
            case 0:
                _session.Sink.Error(ParseErrors.At(span, "`cfg` predicate is not specified"));
                return true;
            default:
                _session.Sink.Error(ParseErrors.At(items[^1].Span, "multiple `cfg` predicates are specified"));
                return true;
        }
    }

    private bool Evaluate(MetaItem item)
    {
        switch (item)
        {
            case { Name: "all", List: { } all }:
                return All(all);
            case { Name: "any", List: { } any }:
                return Any(any);
            case { Name: "not", List: [var only] }:
                return !Evaluate(only);
            case { Name: "not", List: not null }:
                _session.Sink.Error(ParseErrors.At(item.Span, "expected 1 cfg-pattern") with { Code = "E0536" });
                return true;
            case { Name: "true", List: null, Value: null }:
                return true;
            case { Name: "false", List: null, Value: null }:
                return false;
            case { List: not null }:
                _session.Sink.Error(ParseErrors.At(item.Span, $"invalid predicate `{item.Name}`") with { Code = "E0537" });
                return true;
            case { Name: "" }:
                _session.Sink.Error(ParseErrors.At(item.Span, "`cfg` predicate key cannot be a literal"));
                return true;
            default:
                return Holds(item.Name, item.Value is null ? null : item.Text(Symbols) ?? "");
        }
    }

    private bool All(EquatableArray<MetaItem> items)
    {
        foreach (MetaItem item in items)
        {
            if (!Evaluate(item))
            {
                return false;
            }
        }

        return true;
    }

    private bool Any(EquatableArray<MetaItem> items)
    {
        foreach (MetaItem item in items)
        {
            if (Evaluate(item))
            {
                return true;
            }
        }

        return false;
    }

    private bool AddActive(EquatableArray<Attribute> attributes, List<Attribute> kept, int depth)
    {
        foreach (Attribute attribute in attributes)
        {
            switch (NameOf(attribute))
            {
                case "cfg" when ((Attribute.Normal)attribute).Body.Arguments is AttributeArguments.Delimited cfg:
                    if (!Evaluate(cfg.Tokens, attribute.Span))
                    {
                        return false;
                    }

                    break;
                case "cfg_attr" when ((Attribute.Normal)attribute).Body.Arguments is AttributeArguments.Delimited conditional && depth < 32:
                    if (!AddActive(Conditional(attribute, conditional.Tokens), kept, depth + 1))
                    {
                        return false;
                    }

                    break;
                default:
                    kept.Add(attribute);
                    break;
            }
        }

        return true;
    }

    private EquatableArray<Attribute> Conditional(Attribute attribute, DelimitedTokens tokens)
    {
        int comma = 0;
        while (comma < tokens.Trees.Count && tokens.Trees[comma] is not TokenTree.Leaf { Token.Kind: TokenKind.Comma })
        {
            comma++;
        }

        bool holds = Evaluate(tokens with { Trees = tokens.Trees[..comma] }, attribute.Span);
        if (!holds || comma >= tokens.Trees.Count)
        {
            return [];
        }

        Token[] rest = TokenTrees.Flatten(tokens.Trees[(comma + 1)..], tokens.Brackets.Close);
        var parser = new Parser(rest, _session);
        var found = new List<Attribute>();
        while (!parser.IsAtEnd && !parser.IsStopped)
        {
            found.Add(new Attribute.Normal(_session.NextNode(), attribute.IsInner, parser.ParseMetaFragment(), attribute.Span));
            parser.SkipComma();
        }

        return [.. found];
    }
}
