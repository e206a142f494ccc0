using System.Globalization;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Parsing;

/// <summary>
/// Reads the text that <see cref="Printing.MirPrinter"/> writes, in two passes: the first declares the items, so that they may name each other
/// in any order, the second reads them. The first error ends the parse: the cursor then stands at the end, where no rule finds anything
/// to go on with. Plain Rust type declarations are understood too, which lets a test lay out the same file that rustc compiles.
/// </summary>
public sealed partial class MirParser
{
    private const int MaxDepth = 300;

    private readonly string _text;
    private readonly List<MirToken> _tokens;
    private readonly TyInterner _types;
    private readonly SourceMap _sources;
    private readonly DefTable _definitions = new();
    private readonly Dictionary<string, DefId> _typeNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DefId> _valueNames = new(StringComparer.Ordinal);
    private readonly Dictionary<DefId, AdtDef> _adts = [];
    private MirProgram? _program;
    private MirParseError? _error;
    private int _at;
    private int _depth;

    private MirParser(string text, TyInterner types, SourceMap sources)
    {
        _text = text;
        _tokens = MirLexer.Lex(text);
        _types = types;
        _sources = sources;
    }

    private MirToken Peek => _tokens[_at];

    private MirProgram Program => _program!;

    /// <summary>Reads a program. Source texts that its spans name are looked up in <paramref name="sources"/>, and added empty when missing.</summary>
    public static MirParseResult Parse(string text, TyInterner? types = null, SourceMap? sources = null)
    {
        var parser = new MirParser(text, types ?? new(), sources ?? new());
        MirProgram program = parser.ParseProgram();
        return parser._error is null ? new(program, null) : new(null, parser._error);
    }

    /// <summary>The structs, unions and enums that a text declares, by the names it gives them; null with an error.</summary>
    public static IReadOnlyDictionary<string, AdtDef>? ParseTypes(string text, TyInterner types, out MirParseError? error)
    {
        var parser = new MirParser(text, types, new());
        parser.ParseProgram();
        error = parser._error;
        return error is null ? parser._adts.Values.ToDictionary(adt => adt.Name, StringComparer.Ordinal) : null;
    }

    private MirProgram ParseProgram()
    {
        Target target = Target.X64;
        if (Accept("target"))
        {
            string name = ExpectWord();
            target = name == Target.Wasm32.Name ? Target.Wasm32 : Target.X64;
            _ = name == target.Name || Fail($"unknown target `{name}`");
            Expect(";");
        }

        int items = _at;
        DeclareItems();
        _program = new(_types, _definitions, _sources, target);
        _at = _error is null ? items : _at;
        while (Peek.Kind != MirTokenKind.End)
        {
            ParseItem();
        }

        return _program;
    }

    private void ParseItem()
    {
        ItemAttributes attributes = ParseAttributes();
        Accept("pub");
        MirToken word = Peek;
        switch (word.Text)
        {
            case "start":
                Next();
                Program.Start = ExpectValue();
                Expect(";");
                break;
            case "main_is":
                Next();
                Program.Main = ExpectValue();
                Expect(";");
                break;
            case "struct" or "union" or "enum":
                Next();
                ParseAdt(attributes);
                break;
            case "static":
                Next();
                ParseStatic(attributes);
                break;
            case "fn" or "unsafe" or "extern":
                ParseFunction(attributes);
                break;
            case "intrinsic":
                Next();
                ParseDeclaration(attributes);
                break;
            default:
                ParseOther(attributes);
                break;
        }
    }

    private void ParseOther(ItemAttributes attributes)
    {
        if (KindOf(Peek) is not { } kind)
        {
            Fail("expected an item");
            return;
        }

        Next();
        DefId id = ExpectDefinition(Printing.NameTable.IsType(kind));
        Expect(";");
        Finish(id, attributes, ParseAt());
    }

    private void ParseDeclaration(ItemAttributes attributes)
    {
        DefId id = ExpectValue();
        if (Accept(":"))
        {
            Program.Signatures[id] = ParseSignature();
        }

        Expect(";");
        Finish(id, attributes, ParseAt());
    }

    private void ParseStatic(ItemAttributes attributes)
    {
        bool isMutable = Accept("mut");
        DefId id = ExpectValue();
        if (Accept(";"))
        {
            Finish(id, attributes, ParseAt());
            return;
        }

        Expect(":");
        Ty type = ParseType();
        SourceType? sourceType = ParseSourceTypeAfterAs();
        Expect("=");
        Allocation initial = ParseAllocation();
        Expect(";");
        Program.Statics[id] = new(id, type, initial, isMutable ? Mutability.Mut : Mutability.Not)
        {
            SourceType = sourceType,
            Kind = Enum.TryParse(attributes.Kind, out StaticKind kind) ? kind : StaticKind.Global,
            IsThreadLocal = attributes.IsThreadLocal,
            Align = attributes.Align,
            ExtraBytes = attributes.ExtraBytes,
        };
        Finish(id, attributes, ParseAt());
    }

    // Span, parent and library mark of a definition, once its item is read.
    private void Finish(DefId id, ItemAttributes attributes, Span? span)
    {
        Definition definition = _definitions[id] with { IsLibrary = attributes.IsLibrary };
        definition = span is { } known ? definition with { Span = known } : definition;
        if (attributes.ParentAt is { } at && _error is null)
        {
            int here = _at;
            _at = at;
            bool isType = Next().Is("type");
            definition = definition with { Parent = ExpectDefinition(isType) };
            _at = _error is null ? here : _at;
        }

        _definitions[id] = definition;
    }

    private ItemAttributes ParseAttributes()
    {
        var attributes = new ItemAttributes();
        while (Accept("#"))
        {
            Expect("[");
            ParseAttribute(attributes);
            Expect("]");
        }

        return attributes;
    }

    private void ParseAttribute(ItemAttributes attributes)
    {
        string word = ExpectWord();
        switch (word)
        {
            case "repr":
                ParseRepr(attributes);
                break;
            case "valid":
                UInt128 start = ExpectNumber();
                Expect(".");
                Expect(".");
                attributes.TakeValid(start, ExpectNumber());
                break;
            case "role":
                attributes.Role = ExpectMember<AdtRole>();
                break;
            case "hides_niches":
                attributes.Repr = attributes.Repr with { HidesNiches = true };
                break;
            case "may_be_unsized":
                attributes.Repr = attributes.Repr with { MayBeUnsized = true };
                break;
            case "name":
                attributes.Name = ExpectText();
                break;
            case "shown":
                attributes.Shown = ExpectText();
                break;
            case "title":
                attributes.Title = ExpectText();
                break;
            case "kind":
                attributes.Kind = ExpectWord();
                break;
            case "language":
                attributes.Language = ExpectMember<SourceLanguage>();
                break;
            case "phase":
                attributes.Phase = ExpectMember<MirPhase>();
                break;
            case "align":
                attributes.Align = (int)Math.Min(ExpectLong(), 1 << 29);
                break;
            case "extra":
                attributes.ExtraBytes = ExpectLong();
                break;
            case "thread_local":
                attributes.IsThreadLocal = true;
                break;
            case "flexible":
                attributes.IsFlexible = true;
                break;
            case "const":
                attributes.IsConst = true;
                break;
            case "library":
                attributes.IsLibrary = true;
                break;
            case "signature":
                attributes.SignatureAt = _at;
                SkipAttribute();
                break;
            case "parent":
                attributes.ParentAt = _at;
                SkipAttribute();
                break;
            case "allow" or "derive" or "expect":
                SkipAttribute();
                break;
            default:
                Fail($"unknown attribute `{word}`");
                break;
        }
    }

    private void ParseRepr(ItemAttributes attributes)
    {
        Expect("(");
        while (More(")"))
        {
            string word = ExpectWord();
            int? argument = null;
            if (Accept("("))
            {
                argument = (int)Math.Min(ExpectLong(), 1 << 29);
                Expect(")");
            }

            _ = attributes.TakeRepr(word, argument) || Fail($"unknown representation `{word}`");
            Accept(",");
        }
    }

    private void SkipAttribute()
    {
        for (int depth = 0; Peek.Kind != MirTokenKind.End && (depth > 0 || !Peek.Is("]")); Next())
        {
            depth += Peek.Is("[") ? 1 : Peek.Is("]") ? -1 : 0;
        }
    }

    // The cursor and what moves it.

    private MirToken Next()
    {
        MirToken token = Peek;
        if (token.Kind != MirTokenKind.End)
        {
            _at++;
        }

        return token;
    }

    private bool Accept(string text)
    {
        if (!Peek.Is(text))
        {
            return false;
        }

        Next();
        return true;
    }

    private void Expect(string text) => _ = Accept(text) || Fail($"expected `{text}`");

    /// <summary>True while a list goes on; takes its closing symbol.</summary>
    private bool More(string close) => !Accept(close) && (Peek.Kind != MirTokenKind.End || Fail($"expected `{close}`"));

    private List<T> ParseList<T>(string close, Func<T> parse)
    {
        var items = new List<T>();
        while (More(close))
        {
            items.Add(parse());
            if (!Peek.Is(close))
            {
                Expect(",");
            }
        }

        return items;
    }

    private string ExpectWord()
    {
        MirToken token = Next();
        _ = token.Kind == MirTokenKind.Word || Fail("expected a word", token);
        return token.Text;
    }

    private string ExpectText()
    {
        MirToken token = Next();
        _ = token.Kind == MirTokenKind.Text || Fail("expected a text in quotes", token);
        return token.Text;
    }

    private T ExpectMember<T>()
        where T : struct, Enum
    {
        MirToken token = Next();
        return token.Kind == MirTokenKind.Word && Enum.TryParse(token.Text, out T member) ? member : Failed(default(T), $"expected one of {string.Join(", ", Enum.GetNames<T>())}", token);
    }

    private UInt128 ExpectNumber()
    {
        MirToken token = Next();
        return token.Kind == MirTokenKind.Number && TryUnsigned(token.Text, out UInt128 value) ? value : Failed(UInt128.Zero, "expected a number", token);
    }

    private long ExpectLong()
    {
        bool isNegative = Accept("-");
        MirToken token = Peek;
        UInt128 value = ExpectNumber();
        return value <= (UInt128)long.MaxValue ? (isNegative ? -(long)value : (long)value) : Failed(0L, "the number is too large", token);
    }

    private int ExpectInt()
    {
        MirToken token = Peek;
        long value = ExpectLong();
        return value is >= 0 and <= int.MaxValue ? (int)value : Failed(0, "the number is too large", token);
    }

    private static bool TryUnsigned(string text, out UInt128 value) => text.StartsWith("0x", StringComparison.Ordinal)
        ? UInt128.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
        : UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    // Errors.

    private bool Fail(string message) => Fail(message, Peek);

    private bool Fail(string message, MirToken token)
    {
        if (_error is null)
        {
            string found = token.Kind == MirTokenKind.End ? ", found the end" : token.Kind == MirTokenKind.Wrong ? $" ({token.Text})" : $", found `{token.Text}`";
            _error = new(PositionOf(token.Offset), message + (message.StartsWith("expected", StringComparison.Ordinal) ? found : ""));
        }

        _at = _tokens.Count - 1;
        return false;
    }

    private T Failed<T>(T fallback, string message, MirToken token)
    {
        Fail(message, token);
        return fallback;
    }

    private LinePosition PositionOf(int offset)
    {
        int line = _text.AsSpan(0, offset).Count('\n');
        int start = offset == 0 ? 0 : _text.LastIndexOf('\n', offset - 1) + 1;
        return new(line, offset - start);
    }
}
