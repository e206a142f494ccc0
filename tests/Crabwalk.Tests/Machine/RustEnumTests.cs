namespace Crabwalk.Tests.Machine;

/// <summary>Enums of every layout: tags, niches, gaps, and what is no value of them.</summary>
public class RustEnumTests
{
    private const string Types =
        """
        enum Option { None, Some { 0: T/#0 } }
        enum Level { Low = 3, Mid = 4, High = 200 }
        enum Wide { A { 0: u64 }, B { 0: u32, 1: u8 }, C }
        enum Deep { Leaf { 0: bool }, X, Y, Z }
        enum Never {}
        enum Result { Ok { 0: T/#0 }, Err { 0: E/#1 } }
        #[valid 1..340282366920938463463374607431768211455]
        struct NonZero { 0: T/#0 }
        """;

    private static int Exit(string locals, string code) => MirSource.ExitCode(Whole(locals, code));

    private static string Whole(string locals, string code) =>
        $$"""
        {{Types}}
        #[language Rust] #[phase Runnable]
        fn main() -> i32 {
            let mut _0: i32;
            {{locals}}
            {{code}}
        }
        """;

    [Fact]
    public void An_option_of_a_reference_is_the_pointer_itself() => Assert.Equal(1 * 100 + 0 * 10 + 8, Exit(
        "let mut _1: i32; let mut _2: &i32; let mut _3: Option<&i32>; let mut _4: isize; let mut _5: isize; let mut _6: usize; let mut _7: i32; let mut _8: i32;",
        """
        bb0: {
            _1 = const 5_i32;
            _2 = &_1;
            _3 = Option::<&i32>::Some { 0: copy _2 };
            _4 = discriminant(_3);
            _3 = Option::<&i32>::None {};
            _5 = discriminant(_3);
            _6 = SizeOf(Option<&i32>);
            _0 = copy _4 as i32 (IntToInt);
            _0 = Mul(copy _0, const 100_i32);
            _7 = copy _5 as i32 (IntToInt);
            _7 = Mul(copy _7, const 10_i32);
            _0 = Add(copy _0, copy _7);
            _8 = copy _6 as i32 (IntToInt);
            _0 = Add(copy _0, copy _8);
            return;
        }
        """));

    [Fact]
    public void A_niche_of_several_patterns_tells_several_variants() => Assert.Equal(0 * 1000 + 1 * 100 + 2 * 10 + 3, Exit(
        "let mut _1: Deep; let mut _2: Deep; let mut _3: Deep; let mut _4: Deep; let mut _5: isize; let mut _6: i32;",
        """
        bb0: {
            _1 = Deep::Leaf { 0: const true };
            _2 = Deep::X {};
            _3 = Deep::Y {};
            _4 = Deep::Z {};
            _5 = discriminant(_1);
            _0 = copy _5 as i32 (IntToInt);
            _0 = Mul(copy _0, const 10_i32);
            _5 = discriminant(_2);
            _6 = copy _5 as i32 (IntToInt);
            _0 = Add(copy _0, copy _6);
            _0 = Mul(copy _0, const 10_i32);
            _5 = discriminant(_3);
            _6 = copy _5 as i32 (IntToInt);
            _0 = Add(copy _0, copy _6);
            _0 = Mul(copy _0, const 10_i32);
            _5 = discriminant(_4);
            _6 = copy _5 as i32 (IntToInt);
            _0 = Add(copy _0, copy _6);
            return;
        }
        """));

    [Fact]
    public void A_tagged_enum_in_memory_is_written_in_parts() => Assert.Equal(1 + 40 + 2, Exit(
        "let mut _1: Wide; let mut _2: isize; let mut _3: i32; let mut _4: u32; let mut _5: u8;",
        """
        bb0: {
            _1 = Wide::A { 0: const 7_u64 };
            ((_1 as B).0: u32) = const 40_u32;
            ((_1 as B).1: u8) = const 2_u8;
            discriminant(_1) = 1;
            _2 = discriminant(_1);
            switchInt(copy _2) -> [1: bb1, otherwise: bb2];
        }

        bb1: {
            _4 = copy ((_1 as B).0: u32);
            _5 = copy ((_1 as B).1: u8);
            _0 = copy _4 as i32 (IntToInt);
            _3 = copy _5 as i32 (IntToInt);
            _0 = Add(copy _0, copy _3);
            _3 = copy _2 as i32 (IntToInt);
            _0 = Add(copy _0, copy _3);
            return;
        }

        bb2: {
            unreachable;
        }
        """));

    [Fact]
    public void Discriminants_with_gaps_are_kept() => Assert.Equal(200, Exit(
        "let mut _1: Level; let mut _2: isize;",
        """
        bb0: {
            _1 = Level::High {};
            _2 = discriminant(_1);
            _0 = copy _2 as i32 (IntToInt);
            return;
        }
        """));

    [Theory]
    [InlineData(5)]
    [InlineData(0)]
    public void A_tag_that_is_no_variant_is_no_value(int tag) => Assert.StartsWith("InvalidEnum: ", MirSource.Rule(Whole(
        "let mut _1: Level; let mut _2: isize; let mut _3: u8;",
        $$"""
        bb0: {
            _3 = const {{tag}}_u8;
            _1 = copy _3 as Level (Transmute);
            _2 = discriminant(_1);
            _0 = copy _2 as i32 (IntToInt);
            return;
        }
        """)));

    [Fact]
    public void A_result_with_an_impossible_error_is_its_value() => Assert.Equal(6 + 4, Exit(
        "let mut _1: Result<i32, Never>; let mut _2: isize; let mut _3: i32; let mut _4: usize;",
        """
        bb0: {
            _1 = Result::<i32, Never>::Ok { 0: const 6_i32 };
            _2 = discriminant(_1);
            switchInt(copy _2) -> [0: bb1, otherwise: bb2];
        }

        bb1: {
            _0 = copy ((_1 as Ok).0: i32);
            _4 = SizeOf(Result<i32, Never>);
            _3 = copy _4 as i32 (IntToInt);
            _0 = Add(copy _0, copy _3);
            return;
        }

        bb2: {
            unreachable;
        }
        """));

    [Fact]
    public void An_option_of_a_fat_pointer_keeps_its_length() => Assert.Equal(3 * 10 + 1, Exit(
        "let mut _1: [i32; 3]; let mut _2: &[i32; 3]; let mut _3: &[i32]; let mut _4: Option<&[i32]>; let mut _5: isize; let mut _6: usize; let mut _7: i32;",
        """
        bb0: {
            _1 = [const 1_i32; 3];
            _2 = &_1;
            _3 = copy _2 as &[i32] (Unsize);
            _4 = Option::<&[i32]>::None {};
            _5 = discriminant(_4);
            _4 = Option::<&[i32]>::Some { 0: copy _3 };
            _3 = copy ((_4 as Some).0: &[i32]);
            _6 = Len((*_3));
            _0 = copy _6 as i32 (IntToInt);
            _0 = Mul(copy _0, const 10_i32);
            _7 = copy _5 as i32 (IntToInt);
            _0 = Add(copy _0, copy _7);
            _5 = discriminant(_4);
            _7 = copy _5 as i32 (IntToInt);
            _0 = Add(copy _0, copy _7);
            return;
        }
        """));

    [Fact]
    public void A_range_without_an_end_goes_to_the_largest_number() => Assert.Equal(1, Exit(
        "let mut _1: Option<NonZero<u8>>; let mut _2: usize;",
        """
        bb0: {
            _1 = Option::<NonZero<u8>>::None {};
            _2 = SizeOf(Option<NonZero<u8>>);
            _0 = copy _2 as i32 (IntToInt);
            return;
        }
        """));
}
