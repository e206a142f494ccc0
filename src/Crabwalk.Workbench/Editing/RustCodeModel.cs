using System.Text;
using System.Text.RegularExpressions;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Facts;
using Crabwalk.Workbench.Compiling;

namespace Crabwalk.Workbench.Editing;

/// <summary>
/// Reads a Rust program for editors from what stays after its front end: definitions, and the MIR of the user's functions with the
/// facts of ownership. What a name stands for is told by the place that its text stands for; names of items that MIR does not speak
/// of, such as types, are found by their spelling when only one item has it.
/// </summary>
internal sealed partial class RustCodeModel
{
    private readonly SourceMap _sources;
    private readonly DefTable _definitions;
    private readonly LayoutComputer? _layouts;
    private readonly List<Occurrence> _occurrences = [];
    private readonly List<CodeHint> _hints = [];
    private readonly HashSet<Span> _taken = [];
    private readonly Dictionary<DefId, Body> _bodies = [];

    private RustCodeModel(SourceMap sources, DefTable definitions, LayoutComputer? layouts) => (_sources, _definitions, _layouts) = (sources, definitions, layouts);

    /// <summary>The model of a compiled crate.</summary>
    public static CodeModel Of(SourceMap sources, DefTable definitions, OwnershipView? ownership, LayoutComputer? layouts)
    {
        var model = new RustCodeModel(sources, definitions, layouts);
        foreach (OwnershipFacts facts in ownership?.All() ?? [])
        {
            model.Add(facts);
        }

        model.AddItems();
        return new(model._occurrences, model.Outline(null), [.. model._hints.DistinctBy(hint => (hint.At.Start, hint.Text))]);
    }

    private void Add(OwnershipFacts facts)
    {
        Body body = facts.Body;
        _bodies[body.Definition] = body;
        var variables = new Dictionary<LocalId, CodeSymbol>();
        foreach (VarDebugInfo variable in body.Variables)
        {
            CodeSymbol symbol = SymbolOf(variable, body);
            Mention(variable.Span, symbol, isDeclaration: true);
            variables.TryAdd(variable.Place.Local, symbol);
        }

        foreach (MirUse use in MirUses.Of(body))
        {
            if (variables.TryGetValue(use.Local, out CodeSymbol? symbol))
            {
                MentionOnly(use.Span, symbol);
            }
        }

        AddCalls(body);
        AddMoves(facts);
    }

    private void AddCalls(Body body)
    {
        foreach (Block block in body.Blocks)
        {
            if (block.Terminator.Kind is TerminatorKind.Call { Function: Operand.Constant { Value.Type: Ty.FnDef { Definition: var callee } } } call)
            {
                MentionLast(call.FunctionSpan, SymbolOf(callee));
            }
        }
    }

    /// <summary>The name where it is the only word of its kind in a text that is about its variable: <c>&amp;name</c>, <c>name.len()</c>.</summary>
    private void MentionOnly(Span span, CodeSymbol symbol)
    {
        if (_sources[span.Source].Kind != SourceKind.User)
        {
            return;
        }

        string text = Encoding.Latin1.GetString(_sources[span.Source].Bytes[span.Start..span.End]);
        string name = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(symbol.Name));
        List<Match> words = [.. Words().Matches(text).Where(word => word.Value == name)];
        if (words is [var only])
        {
            Mention(span with { Start = span.Start + only.Index, End = span.Start + only.Index + only.Length }, symbol);
        }
    }

    private void AddMoves(OwnershipFacts facts)
    {
        foreach (PermissionStep step in facts.Steps)
        {
            foreach (PermissionChange change in step.Changes)
            {
                switch (change.Cause)
                {
                    case ChangeCause.Moved(var move):
                        Hint(move.Span, "moved ", move.Into is { } into ? $"`{move.Name}` is moved into `{into}`" : $"`{move.Name}` is moved");
                        break;
                    case ChangeCause.Borrowed(var loan, _) when loan.Name is not null:
                        Hint(loan.Span, loan.IsShared ? "shared " : "unique ", $"`{loan.Name}` is borrowed {(loan.IsShared ? "to be read" : "to be changed")}");
                        break;
                }
            }
        }

        AddDrops(facts);
    }

    /// <summary>Hints at what the ends of scopes drop: nothing of what was moved away on every way there.</summary>
    private void AddDrops(OwnershipFacts facts)
    {
        foreach (BlockId id in facts.Body.Blocks.Ids)
        {
            Block block = facts.Body.Blocks[id];
            if (block.IsCleanup || block.Terminator is not { Kind: TerminatorKind.Drop drop } terminator
                || facts.Places.FirstOrDefault(place => place.Place == (Place)drop.Place.Local) is not { } named)
            {
                continue;
            }

            switch (facts.At(new(id, block.Statements.Count), named).State)
            {
                case PlaceState.Whole:
                    Hint(terminator.Source.Span.AtEnd, $"drop {named.Name} ", $"`{named.Name}` is dropped here");
                    break;
                case PlaceState.MaybeMoved or PlaceState.MaybeUnset:
                    Hint(terminator.Source.Span.AtEnd, $"drop {named.Name} ", $"`{named.Name}` is dropped here, if it still has its value");
                    break;
                case PlaceState.PartlyMoved:
                    Hint(terminator.Source.Span.AtEnd, $"drop {named.Name} ", $"what is left of `{named.Name}` is dropped here");
                    break;
                case PlaceState.Moved or PlaceState.Unset or PlaceState.Dropped or PlaceState.OutOfScope:
                    break;
            }
        }
    }

    private void Hint(Span at, string text, string explanation)
    {
        if (at.Expansion.IsNone && _sources[at.Source].Kind == SourceKind.User)
        {
            _hints.Add(new(at, text, explanation));
        }
    }

    private void AddItems()
    {
        var byName = new Dictionary<string, CodeSymbol?>(StringComparer.Ordinal);
        var files = new HashSet<SourceId>();
        for (int i = 0; i < _definitions.Count; i++)
        {
            var id = new DefId(i);
            if (_definitions[id] is { IsLibrary: false, Name.Length: > 0 } definition && KindOf(definition) is not null && IsUsers(definition.Span))
            {
                CodeSymbol symbol = SymbolOf(id)!;
                byName[definition.Name] = byName.TryAdd(definition.Name, symbol) ? symbol : null;
                files.Add(definition.Span.Source);
            }
        }

        foreach (SourceId file in files)
        {
            AddByName(file, byName);
        }
    }

    private void AddByName(SourceId file, Dictionary<string, CodeSymbol?> byName)
    {
        SourceText text = _sources[file];
        foreach (Match word in Words().Matches(Encoding.Latin1.GetString(text.Bytes)))
        {
            if (byName.GetValueOrDefault(word.Value) is { } symbol)
            {
                var span = new Span(file, word.Index, word.Index + word.Length);
                Mention(span, symbol, isDeclaration: symbol.Declared is { } declared && declared.Start == span.Start);
            }
        }
    }

    private List<OutlineItem> Outline(DefId? parent)
    {
        var items = new List<OutlineItem>();
        for (int i = 0; i < _definitions.Count; i++)
        {
            var id = new DefId(i);
            Definition definition = _definitions[id];
            bool isHere = parent is null ? definition.Parent is { } above && _definitions[above].Kind == DefKind.Unit : definition.Parent == parent;
            if (isHere && !definition.IsLibrary && KindOf(definition) is not null and not CodeSymbolKind.Constant && IsUsers(definition.Span))
            {
                items.Add(new(SymbolOf(id)!, [.. IsContainer(definition.Kind) ? Outline(id) : []]));
            }
        }

        return items;
    }

    private static bool IsContainer(DefKind kind) => kind is DefKind.Module or DefKind.Impl or DefKind.Trait or DefKind.Enum or DefKind.Struct;

    private bool IsUsers(Span span) => span.Expansion.IsNone && _sources[span.Source].Kind == SourceKind.User;

    private void Mention(Span span, CodeSymbol symbol, bool isDeclaration = false)
    {
        if (_sources[span.Source].Kind == SourceKind.User && span.Length > 0 && _sources.TextOf(span) == symbol.Name && _taken.Add(span with { Expansion = default }))
        {
            _occurrences.Add(new(span with { Expansion = default }, symbol, isDeclaration));
        }
    }

    /// <summary>The last part of a path or of a method call's receiver and name.</summary>
    private void MentionLast(Span span, CodeSymbol? symbol)
    {
        if (symbol is not null && span.Length >= symbol.Name.Length)
        {
            Mention(span with { Start = span.End - symbol.Name.Length }, symbol);
        }
    }

    private CodeSymbol SymbolOf(VarDebugInfo variable, Body body)
    {
        Ty type = body.Locals[variable.Place.Local].Type;
        var symbol = new CodeSymbol(variable.Argument is null ? CodeSymbolKind.Variable : CodeSymbolKind.Parameter, variable.Name, $"{variable.Name}: {variable.Type?.Name ?? type.ToString()}", variable.Span);
        return _layouts?.TryLayoutOf(type, out _) is { } layout ? symbol with { SizeBytes = layout.SizeBytes, AlignBytes = layout.AlignBytes } : symbol;
    }

    private CodeSymbol? SymbolOf(DefId id)
    {
        Definition definition = _definitions[id];
        if (KindOf(definition) is not { } kind)
        {
            return null;
        }

        Body? body = _bodies.GetValueOrDefault(id);
        string path = definition.Path.Length > 0 ? definition.Path : definition.Name;
        string title = body is { Title.Length: > 0 } ? body.Title : $"{WordFor(definition.Kind)} {path}".TrimStart();
        return new(kind, definition.Name, title, NameIn(definition)) { Whole = body?.Span ?? definition.Span };
    }

    /// <summary>Where the name stands in the text of its item.</summary>
    private Span NameIn(Definition definition)
    {
        string text = _sources.TextOf(definition.Span);
        Match found = Regex.Match(text, $@"\b{Regex.Escape(definition.Name)}\b");
        int start = definition.Span.Start + (found.Success ? Encoding.UTF8.GetByteCount(text.AsSpan(0, found.Index)) : 0);
        return found.Success ? definition.Span with { Start = start, End = start + Encoding.UTF8.GetByteCount(definition.Name) } : definition.Span;
    }

    private static CodeSymbolKind? KindOf(Definition definition) => definition.Kind switch
    {
        DefKind.Function or DefKind.AssociatedFunction => CodeSymbolKind.Function,
        DefKind.Static => CodeSymbolKind.Static,
        DefKind.Constant or DefKind.AssociatedConstant => CodeSymbolKind.Constant,
        DefKind.Struct => CodeSymbolKind.Struct,
        DefKind.Union => CodeSymbolKind.Union,
        DefKind.Enum => CodeSymbolKind.Enum,
        DefKind.Variant => CodeSymbolKind.Variant,
        DefKind.Field => CodeSymbolKind.Field,
        DefKind.Trait => CodeSymbolKind.Trait,
        DefKind.Module => CodeSymbolKind.Module,
        DefKind.TypeAlias or DefKind.AssociatedType => CodeSymbolKind.TypeAlias,
        DefKind.Impl => CodeSymbolKind.Implementation,
        _ => null,
    };

    private static string WordFor(DefKind kind) => kind switch
    {
        DefKind.Function or DefKind.AssociatedFunction => "fn",
        DefKind.Static => "static",
        DefKind.Constant or DefKind.AssociatedConstant => "const",
        DefKind.Struct => "struct",
        DefKind.Union => "union",
        DefKind.Enum => "enum",
        DefKind.Trait => "trait",
        DefKind.Module => "mod",
        DefKind.TypeAlias or DefKind.AssociatedType => "type",
        DefKind.Impl => "impl",
        _ => "",
    };

    [GeneratedRegex(@"\b[A-Za-z_]\w*\b")]
    private static partial Regex Words();
}
