namespace Crabwalk.Tests.Machine;

/// <summary>Integers of 128 bits.</summary>
public class WideIntegerTests
{
    private const string Max = "0xffffffffffffffffffffffffffffffff";

    private static int Exit(string type, string code) => MirSource.ExitCode(
        $$"""
        #[language Rust] #[phase Runnable]
        fn main() -> i32 {
            let mut _0: i32;
            let mut _1: {{type}};
            let mut _2: {{type}};
            let mut _3: ({{type}}, bool);
            let mut _4: bool;
            let mut _5: f64;
            let mut _6: i64;

            bb0: {
                {{code}}
                return;
            }
        }
        """);

    [Theory]
    [InlineData("u128", "Add", Max, "2", "1")]
    [InlineData("u128", "Mul", "0x100000000000000000", "0x100000000", "0x10000000000000000000000000")]
    [InlineData("u128", "Div", Max, "10", "34028236692093846346337460743176821145")]
    [InlineData("u128", "Rem", Max, "10", "5")]
    [InlineData("i128", "Sub", "3", "5", "-2")]
    [InlineData("i128", "Div", "-7", "2", "-3")]
    [InlineData("i128", "Shr", "-8", "1", "-4")]
    [InlineData("u128", "Shl", "1", "127", "0x80000000000000000000000000000000")]
    [InlineData("u128", "BitXor", Max, "1", "0xfffffffffffffffffffffffffffffffe")]
    public void Two_make_a_third(string type, string operation, string left, string right, string expected) => Assert.Equal(1, Exit(
        type,
        $"""
        _1 = const {left}_{type};
        _2 = {operation}(copy _1, const {right}_{type});
        _4 = Eq(copy _2, const {expected}_{type});
        _0 = copy _4 as i32 (IntToInt);
        """));

    [Theory]
    [InlineData("u128", "AddWithOverflow", Max, "1", true)]
    [InlineData("i128", "MulWithOverflow", "0x40000000000000000000000000000000", "2", true)]
    [InlineData("i128", "SubWithOverflow", "-5", "5", false)]
    public void Overflow_is_told(string type, string operation, string left, string right, bool overflows) => Assert.Equal(overflows ? 1 : 0, Exit(
        type,
        $"""
        _1 = const {left}_{type};
        _3 = {operation}(copy _1, const {right}_{type});
        _4 = copy (_3.1: bool);
        _0 = copy _4 as i32 (IntToInt);
        """));

    [Fact]
    public void They_become_other_numbers_and_come_from_them() => Assert.Equal(-3 + 1000 + 1, Exit(
        "i128",
        """
        _6 = const -3_i64;
        _1 = copy _6 as i128 (IntToInt);
        _0 = copy _1 as i32 (IntToInt);
        _2 = Mul(copy _1, const -333_i128);
        _2 = Add(copy _2, const 1_i128);
        _5 = copy _2 as f64 (IntToFloat);
        _1 = copy _5 as i128 (FloatToInt);
        _6 = copy _1 as i64 (IntToInt);
        _6 = Add(copy _6, const 1_i64);
        _4 = Lt(copy _1, copy _2);
        _4 = Not(copy _4);
        _0 = copy _6 as i32 (IntToInt);
        _0 = Add(copy _0, const -3_i32);
        """));
}
