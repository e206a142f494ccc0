using System.Text;
using System.Text.RegularExpressions;

namespace Crabwalk.Tests.Rust.Building;

/// <summary>
/// The code of a body's printed MIR without names: what rustc's dump and ours have in common. Blocks and locals are numbered in the order of
/// a walk from the entry; types inside places, paths of functions, the words of messages and causes are left out.
/// </summary>
internal static partial class MirShape
{
    /// <summary>The shape of one body's text.</summary>
    public static string Of(string text)
    {
        Dictionary<string, Block> blocks = Read(text);
        var shape = new StringBuilder();
        var names = new Numbering(ParametersIn(text));
        var order = new List<string> { "bb0" };
        var seen = new HashSet<string>(order);
        for (int i = 0; i < order.Count; i++)
        {
            Block block = blocks[order[i]];
            foreach (Match target in Target().Matches(block.Lines[^1]))
            {
                if (seen.Add(target.Value))
                {
                    order.Add(target.Value);
                }
            }
        }

        foreach (string label in order)
        {
            Block block = blocks[label];
            shape.Append($"b{order.IndexOf(label)}{(block.IsCleanup ? " cleanup" : "")}:\n");
            foreach (string line in block.Lines)
            {
                string numbered = Target().Replace(line, match => $"b{order.IndexOf(match.Value)}");
                shape.Append("  ").Append(Local().Replace(numbered, match => names.Of(match.Value))).Append('\n');
            }
        }

        return shape.ToString();
    }

    private static int ParametersIn(string text)
    {
        string head = text[..text.IndexOf('{', StringComparison.Ordinal)];
        return Regex.Count(head, @"(?<=[(,] ?(mut )?)_\d+:");
    }

    private static Dictionary<string, Block> Read(string text)
    {
        var blocks = new Dictionary<string, Block>(StringComparer.Ordinal);
        Block? open = null;
        foreach (string raw in text.Split('\n'))
        {
            string line = raw.Trim();
            if (Label().Match(line) is { Success: true } label)
            {
                open = new(label.Groups[2].Success, []);
                blocks.Add(label.Groups[1].Value, open);
            }
            else if (line == "}")
            {
                open = null;
            }
            else if (open is not null && line.Length > 0 && !ClosureRead().IsMatch(line))
            {
                open.Lines.Add(Normalize(line.TrimEnd(';')));
            }
        }

        return blocks;
    }

    private static string Normalize(string line)
    {
        string text = WithoutStrings(line).Replace("PointerMetadata(", "PtrMetadata(", StringComparison.Ordinal).Replace("-> unwind: ", "-> ", StringComparison.Ordinal);
        text = WithoutFieldTypes(text.Replace(" { .", " { ", StringComparison.Ordinal)).Replace(":-0]", ":]", StringComparison.Ordinal);
        text = Parameter().Replace(text, "const named");
        text = Subslice().Replace(text, "[$1:$2]");
        text = Cause().Replace(text, "FakeRead(");
        text = Ascription().Replace(text, "AscribeUserType($1)");
        text = text.Replace("&fake shallow ", "&fake ", StringComparison.Ordinal).Replace("&two_phase ", "&mut ", StringComparison.Ordinal)
            .Replace("&two_phase_mut ", "&mut ", StringComparison.Ordinal).Replace("&capture ", "&mut ", StringComparison.Ordinal)
            .Replace("&uniq ", "&mut ", StringComparison.Ordinal).Replace("(fake) ", "", StringComparison.Ordinal);
        if (text.StartsWith("assert(", StringComparison.Ordinal))
        {
            return Assertion(text);
        }

        if (text.Contains(" -> [return", StringComparison.Ordinal) || CallWithoutReturn().IsMatch(text))
        {
            return Call(text);
        }

        int equals = text.IndexOf(" = ", StringComparison.Ordinal);
        return equals < 0 ? Constants(text) : Constants(text[..equals] + " = " + Value(text[(equals + 3)..]));
    }

    private static string Value(string value)
    {
        if (CastSuffix().Match(value) is { Success: true } cast)
        {
            string operand = Constants(cast.Groups[1].Value);
            return $"{(operand.StartsWith("copy ", StringComparison.Ordinal) || operand.StartsWith("move ", StringComparison.Ordinal) || operand.StartsWith("const -", StringComparison.Ordinal) || operand.StartsWith("const static", StringComparison.Ordinal) || ConstantNumber().IsMatch(operand) ? operand : "function")} cast {ConversionOf(cast.Groups[2].Value)}";
        }

        if (value.StartsWith("[_: ", StringComparison.Ordinal))
        {
            return "[]";
        }

        // A function as a value.
        if (FunctionValue().IsMatch(value))
        {
            return "const named";
        }

        bool isAggregate = value.StartsWith("closure ", StringComparison.Ordinal) || value.Contains(" { ", StringComparison.Ordinal) || value.EndsWith(" {}", StringComparison.Ordinal)
            || (value.Length > 0 && (char.IsUpper(value[0]) || value[0] is '(' or '{' || AggregatePath().IsMatch(value)) && !Operation().IsMatch(value));
        if (!isAggregate)
        {
            return value;
        }

        // Nothing tells a unit struct from its constructor.
        List<string> operands = OperandsIn(value);
        return operands.Count == 0 && char.IsLetter(value[0]) && !value.StartsWith("closure ", StringComparison.Ordinal) ? "const named" : $"aggregate({string.Join(", ", operands)})";
    }

    private static string ConversionOf(string kind) => kind.Replace("PointerCoercion(", "", StringComparison.Ordinal).Split(',', ')', '(')[0] switch
    {
        "PointerExposeProvenance" => "PtrToInt",
        "PointerWithExposedProvenance" => "IntToPtr",
        var other => other,
    };

    // Of a shift rustc's message speaks of the count alone.
    private static string Assertion(string text)
    {
        int arrow = text.LastIndexOf("->", StringComparison.Ordinal);
        string inside = text["assert(".Length..arrow];
        string sign = inside.StartsWith('!') ? "!" : "";
        List<string> operands = OperandsIn(inside);
        if (inside.Contains("Overflow(Sh", StringComparison.Ordinal))
        {
            operands.RemoveAt(operands.Count - 2);
        }

        return $"assert({sign}{string.Join(", ", operands)}) {text[arrow..]}";
    }

    private static string Call(string text)
    {
        int arrow = text.LastIndexOf("->", StringComparison.Ordinal);
        int equals = text.IndexOf(" = ", StringComparison.Ordinal);
        if (equals < 0)
        {
            return text;
        }

        string call = text[(equals + 3)..arrow].TrimEnd();
        int open = OpenOfLast(call);
        string function = call[..open];
        string name = LastSegment().Match(function) is { Success: true } segment && !function.StartsWith("move ", StringComparison.Ordinal)
            && !function.StartsWith("copy ", StringComparison.Ordinal) ? segment.Groups[1].Value : function;
        return $"{text[..equals]} = {name}({string.Join(", ", OperandsIn(call[open..]))}) {text[arrow..]}";
    }

    private static int OpenOfLast(string call)
    {
        int depth = 0;
        for (int i = call.Length - 1; i >= 0; i--)
        {
            depth += call[i] == ')' ? 1 : call[i] == '(' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return 0;
    }

    // Operands are what `copy`, `move` and `const` stand before, up to the next comma outside of brackets.
    private static List<string> OperandsIn(string text)
    {
        var operands = new List<string>();
        for (Match match = OperandStart().Match(text); match.Success; match = OperandStart().Match(text, match.Index + match.Length))
        {
            int depth = 0;
            int end = match.Index + match.Length;
            while (end < text.Length && !(depth == 0 && text[end] is ',' or ')' or ']' or '}' or ';' && depth == 0))
            {
                depth += text[end] is '(' or '[' or '{' ? 1 : text[end] is ')' or ']' or '}' ? -1 : 0;
                end++;
            }

            operands.Add(Constants(text[match.Index..end].Trim()));
        }

        return operands;
    }

    private static string Constants(string text)
    {
        text = FloatSuffix().Replace(Allocation().Replace(text, "const static").Replace("const \"\"", "const static", StringComparison.Ordinal), "$1$2");
        text = Minimum().Replace(text, match => "const " + match.Groups[1].Value switch
        {
            "i8" => "-128_i8",
            "i16" => "-32768_i16",
            "i32" => "-2147483648_i32",
            "i64" => "-9223372036854775808_i64",
            "isize" => "-9223372036854775808_isize",
            _ => "-170141183460469231731687303715884105728_i128",
        });
        return NamedConstant().Replace(text, "const named");
    }

    private static string WithoutStrings(string text) => StringLiteral().Replace(text, "\"\"");

    // `(_1.0: T)` and `((*_1).0: T)` become `_1.0` and `(*_1).0`.
    private static string WithoutFieldTypes(string text)
    {
        for (Match field = FieldType().Match(text); field.Success; field = FieldType().Match(text))
        {
            int end = field.Index + field.Length;
            for (int depth = 1; end < text.Length; end++)
            {
                depth += text[end] is '(' or '<' or '[' or '{' ? 1 : text[end] is ')' or ']' or '}' || (text[end] == '>' && text[end - 1] != '-') ? -1 : 0;
                if (depth == 0)
                {
                    break;
                }
            }

            int start = MatchingOpen(text, field.Index);
            text = text[..start] + text[(start + 1)..(field.Index + field.Groups[1].Length)] + text[Math.Min(end + 1, text.Length)..];
        }

        return text;
    }

    private static int MatchingOpen(string text, int at)
    {
        int depth = 0;
        for (int i = at - 1; i >= 0; i--)
        {
            depth += text[i] == ')' ? 1 : 0;
            if (text[i] == '(' && depth-- == 0)
            {
                return i;
            }
        }

        return 0;
    }

    private sealed record Block(bool IsCleanup, List<string> Lines);

    private sealed class Numbering(int parameters)
    {
        private readonly Dictionary<string, int> _numbers = [];

        public string Of(string local)
        {
            if (int.Parse(local[1..], System.Globalization.CultureInfo.InvariantCulture) <= parameters)
            {
                return local;
            }

            if (!_numbers.TryGetValue(local, out int number))
            {
                _numbers.Add(local, number = parameters + 1 + _numbers.Count);
            }

            return $"_{number}";
        }
    }

    [GeneratedRegex(@"^(bb\d+)( \(cleanup\))?: \{$")]
    private static partial Regex Label();

    [GeneratedRegex(@"\bbb\d+\b")]
    private static partial Regex Target();

    [GeneratedRegex(@"\b_\d+\b")]
    private static partial Regex Local();

    // What closures match inside counts as read where they are made; borrow checking knows that from the captures.
    [GeneratedRegex(@"^FakeRead\(\w+\(Some\(")]
    private static partial Regex ClosureRead();

    [GeneratedRegex(@"\[(\d+)\.\.(\d+)\]")]
    private static partial Regex Subslice();

    [GeneratedRegex(@"const \{param const \w+/#\d+ as \w+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^[A-Za-z]\w*(::\w+)*$")]
    private static partial Regex FunctionValue();

    [GeneratedRegex(@"(const -?[\w.+-]+?)_(f32|f64)\b")]
    private static partial Regex FloatSuffix();

    [GeneratedRegex(@"FakeRead\([A-Za-z]+(\(None\))?, ")]
    private static partial Regex Cause();

    [GeneratedRegex(@"AscribeUserType\(([^,]+), .*\)$")]
    private static partial Regex Ascription();

    [GeneratedRegex(@"(\.\d+): ")]
    private static partial Regex FieldType();

    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"")]
    private static partial Regex StringLiteral();

    [GeneratedRegex(@"^(.*?) as .* \(([A-Z][a-z].*)\)$")]
    private static partial Regex CastSuffix();

    [GeneratedRegex(@"^const -?[\d']")]
    private static partial Regex ConstantNumber();

    [GeneratedRegex(@"^(std|core|alloc)::|^[a-z_]+::[A-Z]")]
    private static partial Regex AggregatePath();

    [GeneratedRegex(@"^(Add|Sub|Mul|Div|Rem|Bit|Shl|Shr|Eq|Ne|Lt|Le|Gt|Ge|Cmp|Not|Neg|PtrMetadata|Len|Offset|AddWithOverflow|SubWithOverflow|MulWithOverflow)\w*\(")]
    private static partial Regex Operation();

    [GeneratedRegex(@"^_\d+ = .*\) -> (unwind|bb)")]
    private static partial Regex CallWithoutReturn();

    [GeneratedRegex(@"(\w+)`?(::<.*>)?$")]
    private static partial Regex LastSegment();

    [GeneratedRegex(@"\b(copy|move|const) ")]
    private static partial Regex OperandStart();

    [GeneratedRegex(@"const (\{alloc[^}]*\}|b?""""|&[^,)]*|\{&[^}]*\})")]
    private static partial Regex Allocation();

    [GeneratedRegex(@"const (i8|i16|i32|i64|i128|isize)::MIN")]
    private static partial Regex Minimum();

    [GeneratedRegex(@"const (\{eval [^`}]*(`[^`]*`[^}]*)?\}|(?=[\w:]*\{constant)[\w:]*\{constant#\d+\}|(?!true\b|false\b|named\b|static\b)[A-Za-z_<][\w:<> ]*)")]
    private static partial Regex NamedConstant();
}
