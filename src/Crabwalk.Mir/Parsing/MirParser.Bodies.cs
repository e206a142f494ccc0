using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Printing;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Mir.Parsing;

/// <summary>Functions: heads, scopes, locals, names, blocks.</summary>
public sealed partial class MirParser
{
    private BodyTypes? _bodyTypes;

    private void ParseFunction(ItemAttributes attributes)
    {
        (bool isUnsafe, Abi abi) = ParseQualifiers();
        Expect("fn");
        int name = _at;
        DefId id = ExpectValue();
        if (Peek.Is(":") || Peek.Is(";"))
        {
            _at = name;
            ParseDeclaration(attributes);
            return;
        }

        Expect("(");
        (List<(Ty Type, Mutability Mutability)> parameters, Variadic variadic) = ParseParameterList(ParseParameter);
        var signature = new FnSig(parameters.Select(p => p.Type).ToEquatableArray(), ParseResult(), variadic, abi, isUnsafe);
        Expect("{");
        var body = new Body(id, attributes.Language ?? ItemPrinter.LanguageOf(signature), signature, ParseAt() ?? default) { Title = attributes.Title, Phase = attributes.Phase };
        Finish(id, attributes, Accept("named") ? ParseAt() : null);
        Program.Signatures[id] = attributes.SignatureAt is { } at ? ParseSignatureAt(at) : new(signature, []);
        new BodyReader(this, body).Read(parameters);
        Program.Bodies[id] = body;
    }

    private Binder<FnSig> ParseSignatureAt(int at)
    {
        int here = _at;
        _at = _error is null ? at : _at;
        Binder<FnSig> signature = ParseSignature();
        _at = _error is null ? here : _at;
        return signature;
    }

    private (Ty Type, Mutability Mutability) ParseParameter()
    {
        Mutability mutability = Accept("mut") ? Mutability.Mut : Mutability.Not;
        ExpectLocal();
        Expect(":");
        return (ParseType(), mutability);
    }

    private LocalId ExpectLocal()
    {
        MirToken token = Next();
        return TryLocal(token) ?? Failed(default(LocalId), "expected a local such as `_1`", token);
    }

    private static LocalId? TryLocal(MirToken token) =>
        token.Kind == MirTokenKind.Word && token.Text.Length > 1 && token.Text[0] == '_' && int.TryParse(token.Text.AsSpan(1), System.Globalization.NumberStyles.None, null, out int index)
            ? new(index)
            : null;

    private BlockId ExpectBlock()
    {
        MirToken token = Next();
        return token.Kind == MirTokenKind.Word && token.Text.StartsWith("bb", StringComparison.Ordinal)
            && int.TryParse(token.Text.AsSpan(2), System.Globalization.NumberStyles.None, null, out int index)
            ? new(index)
            : Failed(default(BlockId), "expected a block such as `bb1`", token);
    }

    /// <summary>
    /// Reads what stands between a function's braces. Names are read last of the declarations, because their places may need the types of
    /// locals that are declared behind them.
    /// </summary>
    private sealed class BodyReader(MirParser parser, Body body)
    {
        private readonly SortedDictionary<int, (LocalDecl Declaration, string? Kind)> _locals = [];
        private readonly SortedDictionary<int, SourceScope> _scopes = [];
        private readonly List<(int Token, ScopeId Scope)> _names = [];

        public void Read(List<(Ty Type, Mutability Mutability)> parameters)
        {
            for (int i = 0; i < parameters.Count; i++)
            {
                var local = new LocalId(i + 1);
                bool hasOrigin = parser.Peek.Is(local.ToString());
                SourceInfo source = hasOrigin && parser.Next().Text.Length > 0 && parser.ParseOrigin() is var (info, _, _) ? info : new(body.Span, default);
                _locals[i + 1] = (new(parameters[i].Type, LocalKind.Parameter, source) { Mutability = parameters[i].Mutability }, null);
            }

            _scopes[0] = new(body.Span, null);
            ReadScope(ScopeId.Function);
            Declare();
            while (parser.More("}"))
            {
                ReadBlock();
            }

            parser._bodyTypes = null;
        }

        private void ReadScope(ScopeId scope)
        {
            while (parser._error is null)
            {
                if (parser.Peek.Is("debug"))
                {
                    _names.Add((parser._at, scope));
                    SkipName();
                }
                else if (parser.Peek.Is("let") || parser.Peek.Is("#"))
                {
                    ReadLocal(scope);
                }
                else if (parser.Accept("scope"))
                {
                    ReadChild(scope);
                }
                else
                {
                    return;
                }
            }
        }

        private void ReadChild(ScopeId parent)
        {
            MirToken token = parser.Peek;
            int number = parser.ExpectInt();
            parser.Expect("{");
            Span span = parser.ParseAt() ?? body.Span;
            Span? inlinedAt = parser.Accept("inlined") ? parser.ParseAt() : null;
            if (!_scopes.TryAdd(number, new(span, parent) { InlinedAt = inlinedAt }))
            {
                parser.Fail($"scope {number} is declared twice", token);
            }

            ReadScope(new(number));
            parser.Expect("}");
        }

        private void ReadLocal(ScopeId scope)
        {
            ItemAttributes attributes = parser.ParseAttributes();
            parser.Expect("let");
            Mutability mutability = parser.Accept("mut") ? Mutability.Mut : Mutability.Not;
            MirToken token = parser.Peek;
            LocalId local = parser.ExpectLocal();
            parser.Expect(":");
            Ty type = parser.ParseType();
            parser.Expect(";");
            SourceInfo source = parser.ParseOrigin()?.Source ?? new(body.Span, scope);
            var declaration = new LocalDecl(type, LocalKind.Temporary, source) { Mutability = mutability, Align = attributes.Align };
            if (!_locals.TryAdd(local.Index, (declaration, attributes.Kind)))
            {
                parser.Fail($"`{local}` is declared twice", token);
            }
        }

        private void SkipName()
        {
            while (parser.Peek.Kind != MirTokenKind.End && !parser.Accept(";"))
            {
                parser.Next();
            }

            parser.ParseAt();
        }

        private void Declare()
        {
            AddInOrder(_scopes, scope => body.Scopes.Add(scope), "scope ");
            AddInOrder(_locals, local => body.Locals.Add(local.Declaration), "_");
            if (parser._error is not null)
            {
                return;
            }

            parser._bodyTypes = new(parser._types, body.Locals);
            int here = parser._at;
            foreach ((int token, ScopeId scope) in _names)
            {
                parser._at = token;
                ReadName(scope);
                if (parser._error is not null)
                {
                    return;
                }
            }

            parser._at = here;
            foreach (LocalId local in body.Locals.Ids)
            {
                LocalKind kind = Enum.TryParse(_locals[local.Index].Kind, out LocalKind said) ? said : BodyPrinter.ExpectedKind(body, local);
                body.Locals[local] = body.Locals[local] with { Kind = kind };
            }
        }

        private void AddInOrder<T>(SortedDictionary<int, T> items, Action<T> add, string name)
        {
            int expected = 0;
            foreach ((int number, T item) in items)
            {
                if (number != expected++)
                {
                    parser.Fail($"`{name}{expected - 1}` of `{parser._definitions[body.Definition].Path}` is not declared");
                    return;
                }

                add(item);
            }
        }

        private void ReadName(ScopeId scope)
        {
            parser.Expect("debug");
            (string name, _) = parser.ParseName();
            parser.Expect("=>");
            Place place = parser.ParsePlace();
            int? argument = BodyPrinter.ExpectedArgument(body, place);
            if (parser.Accept("argument"))
            {
                int number = parser.ExpectInt();
                argument = number == 0 ? null : number;
            }

            SourceType? type = parser.ParseSourceTypeAfterAs();
            parser.Expect(";");
            body.Variables.Add(new(name, place, scope, parser.ParseAt() ?? body.Span, type, argument));
        }

        private void ReadBlock()
        {
            MirToken token = parser.Peek;
            BlockId id = parser.ExpectBlock();
            _ = id == body.Blocks.Next || parser.Fail($"expected `{body.Blocks.Next}`", token);
            bool isCleanup = parser.Accept("(");
            if (isCleanup)
            {
                parser.Expect("cleanup");
                parser.Expect(")");
            }

            parser.Expect(":");
            parser.Expect("{");
            (List<Statement> statements, Terminator terminator) = parser.ParseBlockCode(new(body.Span, ScopeId.Function));
            parser.Expect("}");
            body.Blocks.Add(new(statements, terminator, isCleanup));
        }
    }
}
