using System.Text.RegularExpressions;
using Crabwalk.Machine.Execution;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Machine;

/// <summary>The operations that Rust's library is written over.</summary>
public partial class RustIntrinsicTests
{
    [Fact]
    public void The_page_lists_what_the_machine_does()
    {
        string page = File.ReadAllText(Path.Combine(FixtureTree.Root, "..", "..", "docs", "rust-intrinsics.md"));
        HashSet<string> listed = [.. Listed(page)];
        string[] known = [.. IntrinsicNames.Known.Where(name => !name.StartsWith("__builtin", StringComparison.Ordinal) && !name.StartsWith("__crabwalk", StringComparison.Ordinal))];
        Assert.Equal([], known.Where(name => !listed.Contains(name) && !name.StartsWith("__host_path_tmpname", StringComparison.Ordinal)).Order());
        Assert.Equal([], listed.Where(name => !IntrinsicNames.Known.Contains(name)).Order());
    }

    // The first cells of all tables but the last, in which names have quotes of code; those of the floats stand for two each.
    private static IEnumerable<string> Listed(string page)
    {
        string tables = page[..page.IndexOf("## What the machine asks", StringComparison.Ordinal)];
        int floats = tables.IndexOf("## Floating", StringComparison.Ordinal);
        int generic = tables.IndexOf("These are generic", StringComparison.Ordinal);
        foreach (Match row in Row().Matches(tables))
        {
            bool isFloat = row.Index > floats && row.Index < generic;
            foreach (Match name in Name().Matches(row.Groups[1].Value))
            {
                foreach (string suffix in isFloat ? (string[])["f32", "f64"] : [""])
                {
                    yield return name.Groups[1].Value + suffix;
                }
            }
        }
    }

    [GeneratedRegex(@"^\| (`[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([a-z_0-9]+)`")]
    private static partial Regex Name();

    [Theory]
    [InlineData("rotate_left", "u8", "0b_10010110", 3, 180)]
    [InlineData("rotate_right", "u16", "1", 1, 32768)]
    [InlineData("saturating_add", "i8", "100", 100, 127)]
    [InlineData("saturating_sub", "u32", "3", 5, 0)]
    [InlineData("wrapping_mul", "i16", "1000", 1000, 16960)]
    [InlineData("unchecked_shl", "u32", "3", 4, 48)]
    public void Two_numbers_give_a_third(string name, string type, string left, int right, long expected)
    {
        long first = left.StartsWith("0b", StringComparison.Ordinal) ? Convert.ToInt64(left[3..], 2) : long.Parse(left, System.Globalization.CultureInfo.InvariantCulture);
        string second = name.StartsWith("rotate", StringComparison.Ordinal) ? "u32" : type;
        Assert.Equal(1, MirSource.ExitCode(
            $$"""
            intrinsic {{name}}: for<type T> extern "intrinsic" fn(T^0:0, {{(second == type ? "T^0:0" : second)}}) -> T^0:0;

            #[language Rust] #[phase Runnable]
            fn main() -> i32 {
                let mut _0: i32;
                let mut _1: {{type}};
                let mut _2: bool;

                bb0: {
                    _1 = {{name}}::<{{type}}>(const {{first}}_{{type}}, const {{right}}_{{second}}) -> [return: bb1, unwind continue];
                }

                bb1: {
                    _2 = Eq(copy _1, const {{expected}}_{{type}});
                    _0 = copy _2 as i32 (IntToInt);
                    return;
                }
            }
            """));
    }

    [Theory]
    [InlineData("ctpop", "u128", "0xf0000000000000000000000000000001", 5)]
    [InlineData("ctlz", "u8", "1", 7)]
    [InlineData("ctlz", "u128", "1", 127)]
    [InlineData("cttz", "i32", "0", 32)]
    [InlineData("cttz", "u64", "40", 3)]
    public void Bits_are_counted(string name, string type, string value, int expected) => Assert.Equal(expected, MirSource.ExitCode(
        $$"""
        intrinsic {{name}}: for<type T> extern "intrinsic" fn(T^0:0) -> u32;

        #[language Rust] #[phase Runnable]
        fn main() -> i32 {
            let mut _0: i32;
            let mut _1: u32;

            bb0: {
                _1 = {{name}}::<{{type}}>(const {{value}}_{{type}}) -> [return: bb1, unwind continue];
            }

            bb1: {
                _0 = copy _1 as i32 (IntToInt);
                return;
            }
        }
        """));

    [Fact]
    public void A_block_is_given_back_with_its_layout()
    {
        string text = Blocks("const 8_usize");
        Assert.Equal(0, MirSource.ExitCode(text));
        Assert.StartsWith("DeallocLayout: block #1 of 12 bytes, made with alignment 8, is given back as 12 bytes with alignment 4", MirSource.Rule(Blocks("const 4_usize")));
    }

    private static string Blocks(string align) =>
        $$"""
        intrinsic heap_alloc: extern "intrinsic" fn(usize, usize) -> *mut u8;
        intrinsic heap_dealloc: extern "intrinsic" fn(*mut u8, usize, usize);

        #[language Rust] #[phase Runnable]
        fn main() -> i32 {
            let mut _0: i32;
            let mut _1: *mut u8;
            let mut _2: ();

            bb0: {
                _1 = heap_alloc(const 12_usize, const 8_usize) -> [return: bb1, unwind continue];
            }

            bb1: {
                _2 = heap_dealloc(copy _1, const 12_usize, {{align}}) -> [return: bb2, unwind continue];
            }

            bb2: {
                _0 = const 0_i32;
                return;
            }
        }
        """;
}
