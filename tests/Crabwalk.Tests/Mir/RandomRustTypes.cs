using System.Globalization;
using System.Text;

namespace Crabwalk.Tests.Mir;

/// <summary>Makes up declarations of Rust structs and enums whose layout depends on order, niches and tags; the same seed makes the same ones.</summary>
internal sealed class RandomRustTypes(int seed)
{
    private readonly Random _random = new(seed);
    private int _made;

    /// <summary>The text of <paramref name="count"/> declarations and of the generic <c>Maybe</c> that they use.</summary>
    public string Make(int count)
    {
        var text = new StringBuilder("pub enum Maybe<T> { Nothing, Just(T) }\npub enum Void {}\n");
        while (_made < count)
        {
            text.Append(_random.Next(2) == 0 ? Struct() : Enum()).Append('\n');
            _made++;
        }

        return text.ToString();
    }

    private string Struct()
    {
        string repr = _random.Next(8) switch { 0 => "#[repr(C)] ", 1 => "#[repr(align(8))] ", _ => "" };
        return string.Create(CultureInfo.InvariantCulture, $"{repr}pub struct T{_made} {{ {Fields(_random.Next(0, 6))} }}");
    }

    private string Enum()
    {
        string repr = _random.Next(8) switch { 0 => "#[repr(C)] ", 1 => "#[repr(u8)] ", 2 => "#[repr(i16)] ", _ => "" };
        IEnumerable<string> variants = Enumerable.Range(0, _random.Next(1, 6)).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"V{i}{(_random.Next(3) == 0 ? "" : $" {{ {Fields(_random.Next(1, 4))} }}")}"));
        return string.Create(CultureInfo.InvariantCulture, $"{repr}pub enum T{_made} {{ {string.Join(", ", variants)} }}");
    }

    private string Fields(int count) =>
        string.Join(", ", Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"f{i}: {Type(2)}")));

    private string Type(int depth) => _random.Next(depth > 0 ? 22 : 14) switch
    {
        0 or 1 => "u8",
        2 => "bool",
        3 => "u16",
        4 => "i32",
        5 => "u64",
        6 => "char",
        7 => "&'static u8",
        8 => "&'static str",
        9 => "()",
        10 => "f64",
        11 => "u128",
        12 => _random.Next(6) == 0 ? "Void" : "bool",
        13 => "*const u8",
        14 or 15 => $"Maybe<{Type(depth - 1)}>",
        16 => $"({Type(depth - 1)}, {Type(depth - 1)})",
        17 => string.Create(CultureInfo.InvariantCulture, $"[{Type(depth - 1)}; {_random.Next(0, 4)}]"),
        _ => _made == 0 ? "u32" : string.Create(CultureInfo.InvariantCulture, $"T{_random.Next(_made)}"),
    };
}
