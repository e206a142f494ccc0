namespace Crabwalk.Tests.Machine;

/// <summary>What unsafe Rust may not do, each found where it happens.</summary>
public class RustRuleTests
{
    private static string Whole(string locals, string code) =>
        $$"""
        enum Option { None, Some { 0: T/#0 } }
        union Raw { number: u32, letter: char, flag: bool }
        #[valid 1..255]
        struct NonZero { 0: u8 }

        intrinsic unreachable: extern "intrinsic" fn() -> !;
        intrinsic assume: extern "intrinsic" fn(bool);

        #[language Rust] #[phase Runnable]
        fn main() -> i32 {
            let mut _0: i32;
            {{locals}}
            {{code}}
        }
        """;

    [Theory]
    [InlineData("u8", "2", "bool", "InvalidBool: 2 is no value of `bool`")]
    [InlineData("u32", "0xD800", "char", "InvalidChar: 0xd800 is no value of `char`")]
    [InlineData("u32", "0x110000", "char", "InvalidChar: 0x110000 is no value of `char`")]
    [InlineData("usize", "0", "&i32", "InvalidReference: a null pointer is no value of `&i32`")]
    [InlineData("usize", "0", "fn()", "InvalidValue: a null pointer is no value of `fn()`")]
    [InlineData("u8", "0", "NonZero", "InvalidValue: 0 is no value of `NonZero`")]
    public void A_transmute_makes_a_value(string from, string bits, string to, string rule) => Assert.Equal(rule, MirSource.Rule(Whole(
        $"let mut _1: {from}; let mut _2: {to};",
        $$"""
        bb0: {
            _1 = const {{bits}}_{{from}};
            _2 = copy _1 as {{to}} (Transmute);
            _0 = const 0_i32;
            return;
        }
        """)));

    [Fact]
    public void A_union_field_must_hold_a_value() => Assert.Equal("InvalidChar: 0xffffffff is no value of `char`", MirSource.Rule(Whole(
        "let mut _1: Raw; let mut _2: char;",
        """
        bb0: {
            _1 = Raw { .0: const 0xffffffff_u32 };
            _2 = copy (_1.1: char);
            _0 = const 0_i32;
            return;
        }
        """)));

    [Theory]
    [InlineData("0", "InvalidReference: a reference is made of a null pointer")]
    [InlineData("4098", "InvalidReference: a reference is made of the address 0x1002, which is not a multiple of 4")]
    [InlineData("4096", "InvalidReference: a reference to 4 bytes is made of a pointer to an address where nothing is")]
    public void A_reference_refers_to_something_from_the_start(string address, string rule) => Assert.Equal(rule, MirSource.Rule(Whole(
        "let mut _1: usize; let mut _2: *const i32; let mut _3: &i32;",
        $$"""
        bb0: {
            _1 = const {{address}}_usize;
            _2 = copy _1 as *const i32 (IntToPtr);
            _3 = &(*_2);
            _0 = const 0_i32;
            return;
        }
        """)));

    [Theory]
    [InlineData("AddUnchecked", "u8", "200", "100", "UncheckedOverflow")]
    [InlineData("SubUnchecked", "usize", "1", "2", "UncheckedOverflow")]
    [InlineData("MulUnchecked", "i64", "0x7fffffffffffffff", "2", "UncheckedOverflow")]
    [InlineData("AddUnchecked", "u128", "0xffffffffffffffffffffffffffffffff", "1", "UncheckedOverflow")]
    [InlineData("ShlUnchecked", "u32", "1", "32", "ShiftCount")]
    [InlineData("Div", "i32", "1", "0", "DivisionByZero")]
    public void Unchecked_arithmetic_promises_to_fit(string operation, string type, string left, string right, string rule) => Assert.StartsWith(rule + ": ", MirSource.Rule(Whole(
        $"let mut _1: {type}; let mut _2: {type};",
        $$"""
        bb0: {
            _1 = const {{left}}_{{type}};
            _2 = {{operation}}(copy _1, const {{right}}_{{type}});
            _0 = const 0_i32;
            return;
        }
        """)));

    [Fact]
    public void A_promise_to_the_compiler_is_kept() => Assert.StartsWith("Assume: ", MirSource.Rule(Whole(
        "let mut _1: ();",
        """
        bb0: {
            _1 = assume(const false) -> [return: bb1, unwind continue];
        }

        bb1: {
            _0 = const 0_i32;
            return;
        }
        """)));

    [Fact]
    public void What_is_never_reached_is_not_reached() => Assert.StartsWith("Unreachable: ", MirSource.Rule(Whole(
        "let mut _1: !;",
        """
        bb0: {
            _1 = unreachable() -> unwind continue;
        }
        """)));
}
