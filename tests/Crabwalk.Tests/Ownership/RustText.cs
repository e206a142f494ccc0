using System.Text.RegularExpressions;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;
using Capture = Crabwalk.Ownership.Contracts.Capture;

namespace Crabwalk.Tests.Ownership;

/// <summary>
/// Finds in a small Rust program, by looking at its text, what the syntax tree would tell: how variables are bound, where types stand,
/// which loops and statements lie around a place. It knows only what fixtures use, one byte per character.
/// </summary>
internal sealed partial class RustText(SourceId source, string text, MirProgram program) : ISourceFacts
{
    public BindingFacts? BindingOf(DefId body, LocalId local)
    {
        LocalDecl declaration = program.Bodies[body].Locals[local];
        Span span = declaration.Source.Span;
        if (span.Source != source || span.IsEmpty || declaration.Kind is not (LocalKind.Variable or LocalKind.Parameter))
        {
            return null;
        }

        if (declaration.Kind == LocalKind.Parameter)
        {
            return Parameter(span);
        }

        string before = text[..span.Start].TrimEnd();
        before = before.EndsWith("mut", StringComparison.Ordinal) ? before[..^3].TrimEnd() : before;
        bool isWrittenReference = before.EndsWith("ref", StringComparison.Ordinal);
        bool isReference = isWrittenReference || IsMatchedThrough(declaration, before);
        if (before.EndsWith("let", StringComparison.Ordinal))
        {
            return Let(span, isReference);
        }

        if (before.EndsWith("for", StringComparison.Ordinal))
        {
            return new(BindingForm.For, span, isReference, false, span, null, Rest(text.IndexOf(" in ", span.End, StringComparison.Ordinal) + 4, '{'));
        }

        return new(BindingForm.Match, span, isReference, isReference && !isWrittenReference, span, null, Scrutinee(span));
    }

    public FunctionHead? HeadOf(DefId function)
    {
        string name = program.Definitions[function].Name;
        Match head = Regex.Match(text, $@"\bfn ({Regex.Escape(name)})(<[^(]*>)?\(");
        if (!head.Success)
        {
            return null;
        }

        int open = head.Index + head.Length - 1;
        int close = Closing(open);
        EquatableArray<ParameterSyntax> parameters = SplitAt(open + 1, close).Select(ParameterAt).ToEquatableArray();
        int arrow = text.IndexOf("->", close, StringComparison.Ordinal);
        int brace = text.IndexOf('{', close);
        TypeSyntax? result = arrow >= 0 && arrow < brace ? TypeAt(Trimmed(arrow + 2, brace)) : null;
        Group generics = head.Groups[2];
        var lifetimes = Regex.Matches(generics.Value, @"'\w+").GroupBy(m => m.Value)
            .Select(group => (group.Key, At(generics.Index + group.First().Index, generics.Index + group.First().Index + group.First().Length)));
        return new(
            At(head.Groups[1].Index, head.Groups[1].Index + name.Length),
            parameters,
            result,
            generics.Success ? At(generics.Index, generics.Index + generics.Length) : null,
            lifetimes.ToEquatableArray(),
            IsTraitMethod: false);
    }

    public IReadOnlyList<SyntaxAround> Around(DefId body, Span span)
    {
        var found = new List<SyntaxAround>();
        foreach (Match loop in Loops().Matches(text))
        {
            int brace = text.IndexOf('{', loop.Index);
            int end = Closing(brace) + 1;
            if (brace < span.Start && span.End <= end)
            {
                found.Add(new(SyntaxKind.Loop, At(loop.Index, end), [Trimmed(loop.Index, brace)]));
            }
        }

        int start = text.LastIndexOfAny([';', '{', '}'], Math.Max(0, span.Start - 1)) + 1;
        int semicolon = text.IndexOf(';', span.End);
        found.Insert(0, new(SyntaxKind.Statement, Trimmed(start, semicolon < 0 ? text.Length : semicolon + 1), []));
        return found;
    }

    /// <summary>Is there a method of that name?</summary>
    public bool IsMethod(string name) => Regex.IsMatch(text, $@"\bfn {Regex.Escape(name)}(<[^(]*>)?\((&?('\w+ )?(mut )?self\b)");

    /// <summary>The <c>self</c> of a method that is written in the program.</summary>
    public Span? SelfOf(string name) => Regex.Match(text, $@"\bfn {Regex.Escape(name)}(?:<[^(]*>)?\((&?(?:'\w+ )?(?:mut )?self)\b") is { Success: true } found
        ? At(found.Groups[1].Index, found.Groups[1].Index + found.Groups[1].Length)
        : null;

    public ClosureFacts ClosureOf(Body body, MirProgram all)
    {
        Span whole = all.Definitions[body.Definition].Span;
        int bar = text.IndexOf('|', whole.Start);
        int last = text.IndexOf('|', bar + 1);
        Ty self = body.Locals[new(1)].Type;
        ClosureKind kind = self is Ty.Ref reference ? reference.Mutability == Mutability.Mut ? ClosureKind.FnMut : ClosureKind.Fn : ClosureKind.FnOnce;
        Ty.Tuple captures = (Ty.Tuple)((Ty.Closure)(self is Ty.Ref r ? r.Referent : self)).Args[^1];
        Body parent = all.Bodies.Values.First(candidate => candidate != body && candidate.Span.Contains(whole) && all.Definitions[candidate.Definition].Kind == DefKind.Function);
        var found = body.Variables.Where(variable => variable.Place.Local.Index == 1)
            .Select(variable => (Variable: variable, Field: variable.Place.Path.OfType<Projection.Field>().First().Number))
            .OrderBy(item => item.Field)
            .Select(item => CaptureOf(item.Variable, captures.Parts[item.Field], whole, last, parent));
        return new(kind, found.ToEquatableArray(), text[whole.Start..bar].Contains("move", StringComparison.Ordinal), whole, At(whole.Start, last + 1), parent.Definition);
    }

    private Capture CaptureOf(VarDebugInfo variable, Ty type, Span whole, int from, Body parent)
    {
        int use = Regex.Match(text[from..], $@"\b{Regex.Escape(variable.Name)}\b").Index + from;
        bool isByReference = variable.Place.Path[^1] is Projection.Deref;
        VarDebugInfo? captured = parent.Variables.LastOrDefault(other => other.Name == variable.Name && other.Span.Start < whole.Start);
        bool isMutable = captured is not null && parent.Locals[captured.Place.Local].Mutability == Mutability.Mut;
        _ = type;
        return new(variable.Name, isByReference, isMutable, At(use, use + variable.Name.Length), variable.Name);
    }

    private bool IsMatchedThrough(LocalDecl declaration, string before)
    {
        string scrutinee = Scrutinee(declaration.Source.Span) is { } span ? text[span.Start..span.End] : "";
        return scrutinee.StartsWith('&') && declaration.Type is Ty.Ref && before.Length > 0;
    }

    private BindingFacts Let(Span span, bool isReference)
    {
        int at = span.End;
        TypeSyntax? type = null;
        if (text[at] == ':')
        {
            int end = at + text[at..].IndexOfAny(['=', ';']);
            type = TypeAt(Trimmed(at + 1, end));
            at = end;
        }

        string rest = text[at..].TrimStart();
        Span? value = rest.StartsWith('=') ? Rest(text.IndexOf('=', at) + 1, ';') : null;
        return new(BindingForm.Let, span, isReference, false, span, type, value);
    }

    private BindingFacts Parameter(Span span)
    {
        string word = text[span.Start..span.End];
        if (word.Contains("self", StringComparison.Ordinal))
        {
            int start = span.Start;
            BindingForm form = word.StartsWith('&') ? word.Contains("mut", StringComparison.Ordinal) ? BindingForm.SelfMutableReference : BindingForm.SelfReference : BindingForm.SelfValue;
            return new(form, span, false, false, At(start, span.End), null, null);
        }

        if (text[span.End] != ':')
        {
            return new(BindingForm.Parameter, span, false, false, span, null, null);
        }

        int end = span.End + 1;
        int depth = 0;
        while (!(depth == 0 && text[end] is ',' or ')' or '|'))
        {
            depth += text[end] switch { '<' or '(' or '[' => 1, '>' or ')' or ']' => -1, _ => 0 };
            end++;
        }

        return new(BindingForm.Parameter, span, false, false, span, TypeAt(Trimmed(span.End + 1, end)), null);
    }

    private Span? Scrutinee(Span binding)
    {
        int match = text.LastIndexOf("match ", binding.Start, StringComparison.Ordinal);
        int let = text.LastIndexOf("if let ", binding.Start, StringComparison.Ordinal);
        if (let > match)
        {
            int equals = text.IndexOf('=', binding.End);
            return Rest(equals + 1, '{');
        }

        return match < 0 ? null : Rest(match + "match ".Length, '{');
    }

    private Span Rest(int start, char end) => Trimmed(start, text.IndexOf(end, start));

    private Span Trimmed(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return At(start, end);
    }

    private Span At(int start, int end) => new(source, start, end);

    private int Closing(int open)
    {
        int depth = 0;
        for (int i = open; i < text.Length; i++)
        {
            depth += text[i] switch { '(' or '{' or '[' => 1, ')' or '}' or ']' => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }

        return text.Length - 1;
    }

    private List<Span> SplitAt(int start, int end)
    {
        var parts = new List<Span>();
        int depth = 0;
        int from = start;
        for (int i = start; i < end; i++)
        {
            depth += text[i] switch { '<' or '(' or '[' => 1, '>' when text[i - 1] != '-' => -1, ')' or ']' => -1, _ => 0 };
            if (depth == 0 && text[i] == ',')
            {
                parts.Add(Trimmed(from, i));
                from = i + 1;
            }
        }

        Span last = Trimmed(from, end);
        return last.IsEmpty ? parts : [.. parts, last];
    }

    private ParameterSyntax ParameterAt(Span span)
    {
        int colon = text.IndexOf(':', span.Start, span.Length);
        return colon < 0
            ? new(span, null, null)
            : new(Trimmed(span.Start, colon), TypeAt(Trimmed(colon + 1, span.End)), text[span.Start..colon].Trim());
    }

    private TypeSyntax TypeAt(Span span)
    {
        string word = text[span.Start..span.End];
        if (word.StartsWith('&'))
        {
            Match head = Regex.Match(word, @"^&('\w+)?\s*(mut\s+)?");
            Span? lifetime = head.Groups[1].Success ? At(span.Start + head.Groups[1].Index, span.Start + head.Groups[1].Index + head.Groups[1].Length) : null;
            return new TypeSyntax.Reference(span, lifetime, head.Groups[2].Success, TypeAt(Trimmed(span.Start + head.Length, span.End)));
        }

        if (word.StartsWith('('))
        {
            return new TypeSyntax.Tuple(span, SplitAt(span.Start + 1, span.End - 1).Select(TypeAt).ToEquatableArray());
        }

        if (word.StartsWith('['))
        {
            int end = word.IndexOf(';', StringComparison.Ordinal) is >= 0 and var at ? span.Start + at : span.End - 1;
            return new TypeSyntax.Sequence(span, TypeAt(Trimmed(span.Start + 1, end)));
        }

        if (Regex.IsMatch(word, @"^[\w:]+(<.*>)?$"))
        {
            int open = word.IndexOf('<', StringComparison.Ordinal);
            List<Span> args = open < 0 ? [] : SplitAt(span.Start + open + 1, span.End - 1);
            return new TypeSyntax.Path(
                span,
                open < 0 ? span : At(span.Start, span.Start + open),
                args.Where(arg => text[arg.Start] == '\'').ToEquatableArray(),
                args.Where(arg => text[arg.Start] != '\'').Select(TypeAt).ToEquatableArray());
        }

        return new TypeSyntax.Other(span);
    }

    [GeneratedRegex(@"\b(for \w[^{]* in [^{]*|while [^{]*|loop )\{")]
    private static partial Regex Loops();
}
