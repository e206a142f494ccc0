using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;

namespace Crabwalk.Mir.Parsing;

/// <summary>Spans, scopes and source types.</summary>
public sealed partial class MirParser
{
    private readonly Dictionary<string, SourceId> _paths = new(StringComparer.Ordinal);

    /// <summary><c>// at "stack.c" 1..5</c>, if it is there.</summary>
    private Span? ParseAt()
    {
        if (Peek.Kind != MirTokenKind.Origin || Peek.Text != "at")
        {
            return null;
        }

        Next();
        return ParseSpan();
    }

    /// <summary><c>// scope 1 at "stack.c" 1..5 calls "stack.c" 1..2 by Operator</c>, if it is there.</summary>
    private (SourceInfo Source, Span Callee, CallSource CallSource)? ParseOrigin()
    {
        if (Peek.Kind != MirTokenKind.Origin || Peek.Text != "scope")
        {
            return null;
        }

        Next();
        var scope = new ScopeId(ExpectInt());
        Expect("at");
        Span span = ParseSpan();
        Span callee = Accept("calls") ? ParseSpan() : default;
        return (new(span, scope), callee, Accept("by") ? ExpectMember<CallSource>() : CallSource.Written);
    }

    private Span ParseSpan()
    {
        string path = ExpectText();
        int start = ExpectInt();
        Expect(".");
        Expect(".");
        int end = ExpectInt();
        var expansion = new ExpansionId(Accept("expansion") ? ExpectInt() : 0);
        return new(SourceOf(path), start, end, _sources.Contains(expansion) ? expansion : default);
    }

    private SourceId SourceOf(string path)
    {
        if (_paths.Count == 0)
        {
            for (int i = 0; i < _sources.Count; i++)
            {
                _paths.TryAdd(_sources[new(i)].Path, new(i));
            }
        }

        if (path.Length > 0 && !_paths.ContainsKey(path) && _error is null)
        {
            _paths[path] = _sources.Add(SourceText.FromString(path, ""));
        }

        return _paths.GetValueOrDefault(path);
    }

    private SourceType? ParseSourceTypeAfterAs() => Accept("as") ? ParseSourceType() : null;

    private SourceType ParseSourceType()
    {
        if (++_depth > MaxDepth)
        {
            Fail("nested too deeply");
        }

        MirToken token = Peek;
        string kind = ExpectWord();
        string name = ExpectText();
        SourceType type = kind switch
        {
            "number" => new SourceType.Number(name),
            "character" => new SourceType.Character(name),
            "truth" => new SourceType.Truth(name),
            "void" => new SourceType.Void(name),
            "record" => new SourceType.Record(name),
            "pointer" => new SourceType.Pointer(name, ParseInnerSourceType()),
            "array" => new SourceType.Array(name, ParseInnerSourceType()),
            "enumeration" => new SourceType.Enumeration(name, ParseEnumerators()),
            "function" => ParseFunctionSourceType(name),
            _ => Failed(new SourceType.Void(name), "expected a kind of source type", token),
        };
        _depth--;
        return type;
    }

    private SourceType ParseInnerSourceType()
    {
        Expect("(");
        SourceType type = ParseSourceType();
        Expect(")");
        return type;
    }

    private SourceType.Function ParseFunctionSourceType(string name)
    {
        Expect("(");
        List<SourceType> types = ParseList(")", ParseSourceType);
        return types.Count == 0 ? new(name, [], new SourceType.Void("")) : new(name, types.Take(types.Count - 1).ToEquatableArray(), types[^1]);
    }

    private EquatableArray<(string Name, Int128 Value)> ParseEnumerators()
    {
        Expect("{");
        return ParseList("}", () =>
        {
            (string name, _) = ParseName();
            Expect("=");
            bool isNegative = Accept("-");
            UInt128 value = ExpectNumber();
            return (name, unchecked(isNegative ? -(Int128)value : (Int128)value));
        }).ToEquatableArray();
    }
}
