using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Crabwalk.Tests.Generated;

/// <summary>
/// Makes random C programs that are defined in every respect, so that all compilers must agree on their output. Sums and products are
/// unsigned; divisors are made odd, shift counts and indices are masked; loops count to a constant; a function calls only those before
/// it, in a statement of its own, so that no order of evaluation shows; everything is initialised. At the end all globals are printed.
/// </summary>
internal sealed class CProgramGenerator
{
    private const int Functions = 6;
    private const int StatementsEach = 7;
    private const int ArrayLength = 8;

    private static readonly ImmutableArray<string> Types =
        ["signed char", "unsigned char", "short", "unsigned short", "int", "unsigned", "long long", "unsigned long long", "_Bool"];

    private static readonly ImmutableArray<string> Members = ["s.a", "s.b", "s.c", "s.d", "s.n"];

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly List<string> _places = [];
    private int _callable;
    private int _loops;
    private int _indent;

    private CProgramGenerator(int seed) => _random = new(seed);

    /// <summary>The program of a seed; always the same.</summary>
    public static string Make(int seed)
    {
        var generator = new CProgramGenerator(seed);
        generator.Program();
        return generator._text.ToString();
    }

    private void Program()
    {
        Line("#include <stdio.h>");
        Line("struct s { signed char a; unsigned b : 5; int c : 11; unsigned long long d; union { unsigned n; unsigned char bytes[4]; }; };");
        Line(Invariant($"static struct s s = {{ {Small()}, {_random.Next(32)}, {Small()}, {Number()}, {{ {_random.Next()}u }} }};"));
        _places.AddRange(Members);
        for (int i = 0; i < Types.Length; i++)
        {
            Line(Invariant($"static {Types[i]} g{i} = ({Types[i]}){Number()};"));
            _places.Add(Invariant($"g{i}"));
        }

        Line(Invariant($"static unsigned t[{ArrayLength}] = {{ {string.Join(", ", Enumerable.Range(0, ArrayLength).Select(_ => Number()))} }};"));
        Line("static double x = 1.5;");
        for (int i = 0; i < Functions; i++)
        {
            Function(i);
            _callable = i + 1;
        }

        Main();
    }

    private void Function(int number)
    {
        Open(Invariant($"static unsigned long long f{number}({Type()} p, {Type()} q)"));
        Line(Invariant($"{Type()} v = ({Type()}){Expression(2)};"));
        Line(Invariant($"unsigned *e = &t[{_random.Next(ArrayLength)}];"));
        _places.AddRange(["v", "*e", "p", "q"]);
        Statements(StatementsEach, depth: 2);
        Line(Invariant($"return (unsigned long long){Expression(3)};"));
        _places.RemoveRange(_places.Count - 4, 4);
        Close();
    }

    private void Main()
    {
        Open("int main(void)");
        Line("unsigned long long v = 0;");
        _places.Add("v");
        Statements(StatementsEach * 2, depth: 2);
        for (int i = 0; i < Types.Length; i++)
        {
            Line(Invariant($"printf(\"g{i} %llx\\n\", (unsigned long long)g{i});"));
        }

        Line("printf(\"s %d %u %d %llu %u %u\\n\", s.a, s.b, s.c, s.d, s.n, s.bytes[2]);");
        Line(Invariant($"for (int i = 0; i < {ArrayLength}; i++) printf(\"%u%c\", t[i], i == {ArrayLength - 1} ? '\\n' : ' ');"));
        Line("printf(\"%.17g\\n\", x);");
        Line("return (int)(v & 127);");
        Close();
    }

    private void Statements(int count, int depth)
    {
        for (int i = 0; i < count; i++)
        {
            Statement(depth);
        }
    }

    private void Statement(int depth)
    {
        switch (_random.Next(depth > 0 ? 10 : 6))
        {
            case 0 or 1:
                Line(Invariant($"{Place()} = ({Type()}){Expression(3)};"));
                break;
            case 2:
                Line(Invariant($"{Place()} {Pick(["^=", "|=", "&="])} {Expression(2)};"));
                break;
            case 3 when _callable > 0:
                Line(Invariant($"{Place()} = ({Type()})f{_random.Next(_callable)}(({Type()}){Expression(1)}, ({Type()}){Expression(1)});"));
                break;
            case 4:
                Line(Invariant($"x = (x + (double)({Expression(2)} & 1023)) * 0.5;"));
                break;
            case 6 or 7:
                If(depth);
                break;
            case 8:
                Loop(depth);
                break;
            case 9:
                Switch(depth);
                break;
            default:
                Line(Invariant($"t[{Expression(2)} & {ArrayLength - 1}] += (unsigned){Expression(2)};"));
                break;
        }
    }

    private void If(int depth)
    {
        Open(Invariant($"if ({Expression(3)} {Pick(["<", ">", "==", "!=", "<=", ">="])} {Expression(2)})"));
        Statements(2, depth - 1);
        Close();
        Open("else");
        Statements(1, depth - 1);
        Close();
    }

    private void Loop(int depth)
    {
        string counter = Invariant($"i{_loops++}");
        Open(Invariant($"for (unsigned {counter} = 0; {counter} < {_random.Next(1, 6)}u; {counter}++)"));
        if (_random.Next(3) == 0)
        {
            Line(Invariant($"if (({Expression(1)} & 7) == 3) {Pick(["break", "continue"])};"));
        }

        Line(Invariant($"t[{counter} & {ArrayLength - 1}] ^= (unsigned){Expression(2)};"));
        Statements(1, depth - 1);
        Close();
    }

    private void Switch(int depth)
    {
        Open(Invariant($"switch ({Expression(2)} & 3)"));
        foreach (string label in (ImmutableArray<string>)["case 0", "case 2", "default"])
        {
            Line(label + ":");
            Statements(1, depth - 1);
            if (_random.Next(2) == 0)
            {
                Line("break;");
            }
        }

        Close();
    }

    /// <summary>A value of type <c>unsigned long long</c>, in parentheses, without side effects.</summary>
    private string Expression(int depth)
    {
        if (depth == 0)
        {
            return _random.Next(4) == 0 ? Invariant($"{Number()}") : Invariant($"((unsigned long long){Read()})");
        }

        string a = Expression(depth - 1);
        string b = Expression(_random.Next(depth));
        return _random.Next(9) switch
        {
            0 => $"({a} / ({b} | 1))",
            1 => $"({a} % ({b} | 1))",
            2 => $"({a} << ({b} & 63))",
            3 => $"({a} >> ({b} & 63))",
            4 => $"(unsigned long long)({a} < {b} ? {b} : ~{a})",
            5 => $"((unsigned long long)({Type()}){a})",
            6 => $"((unsigned long long)(!{a} || ({b} & 1)))",
            _ => $"({a} {Pick(["+", "-", "*", "&", "|", "^"])} {b})",
        };
    }

    private string Read() => _random.Next(5) == 0 ? Invariant($"t[{_random.Next(ArrayLength)}]") : Place();

    private string Place() => _places[_random.Next(_places.Count)];

    private string Type() => Types[_random.Next(Types.Length)];

    private string Pick(ReadOnlySpan<string> words) => words[_random.Next(words.Length)];

    private int Small() => _random.Next(-100, 100);

    private string Number() => _random.Next(3) switch
    {
        0 => Invariant($"{_random.Next(10)}ull"),
        1 => Invariant($"{_random.Next()}ull"),
        _ => Invariant($"0x{_random.NextInt64():x}ull"),
    };

    private void Open(string head)
    {
        Line(head);
        Line("{");
        _indent += 4;
    }

    private void Close()
    {
        _indent -= 4;
        Line("}");
    }

    private void Line(string line) => _text.Append(' ', _indent).Append(line).Append('\n');

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
