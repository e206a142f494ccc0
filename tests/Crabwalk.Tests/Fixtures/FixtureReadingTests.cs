using System.Collections.Immutable;

namespace Crabwalk.Tests.Fixtures;

/// <summary>The reader of markers and directives, and the comparison, tried on texts of their own.</summary>
public sealed class FixtureReadingTests
{
    [Theory]
    [InlineData("x(); //~ ERROR E0382: borrow of moved value", "line 1: ERROR E0382: borrow of moved value")]
    [InlineData("\n\n//~^^ WARN -Wformat: too few", "line 1: WARN -Wformat: too few")]
    [InlineData("//~v NOTE here\n", "line 2: NOTE: here")]
    [InlineData("//~? ERROR cannot find", "line ?: ERROR: cannot find")]
    [InlineData("*p; //~ UB UB.UseAfterFree: /4 bytes .* freed/", "line 1: UB UB.UseAfterFree: /4 bytes .* freed/")]
    [InlineData("malloc(4); //~ LEAK", "line 1: LEAK")]
    public void A_marker_is_read(string source, string expected) =>
        Assert.Equal(expected, Assert.Single(Expectation.ReadAll(source)).ToString());

    [Fact]
    public void A_bar_speaks_of_the_line_of_the_marker_before()
    {
        ImmutableArray<Expectation> all = Expectation.ReadAll("f(); //~ ERROR one\n//~| NOTE two\n//~| NOTE three");
        Assert.Equal([1, 1, 1], all.Select(e => e.Line ?? 0));
    }

    [Fact]
    public void A_marker_for_one_revision_names_it() =>
        Assert.Equal("wasm", Assert.Single(Expectation.ReadAll("//~[wasm] ERROR x")).Revision);

    [Fact]
    public void A_marker_that_cannot_be_read_is_an_error() =>
        Assert.Throws<FormatException>(() => Expectation.ReadAll("x(); //~ EROR oops"));

    [Fact]
    public void Directives_are_read()
    {
        Directives d = Directives.Read("//@ exit: 3\n//@ stdin:  a\\tb\n//@ stdin: c\\c\n//@ args: one \"two three\"\n//@ [b] std: c11\n", null, "");
        Assert.Equal(3, d.Exit);
        Assert.Equal(" a\tb\nc", d.Stdin);
        Assert.Equal(["one", "two three"], d.Arguments);
        Assert.Empty(d.Flags);
        Assert.Throws<FormatException>(() => Directives.Read("//@ exti: 3", null, ""));
    }

    [Fact]
    public void Unmarked_errors_and_unmet_markers_are_told()
    {
        ImmutableArray<Expectation> expected = Expectation.ReadAll("a //~ ERROR one\nb //~ ERROR two");
        ImmutableArray<string> differences = Matching.Differences(expected, [new(1, "ERROR", "", "has one"), new(3, "WARN", "-Wx", "odd"), new(3, "NOTE", "", "free")]);
        Assert.Equal(["expected, and not said: line 2: ERROR: two", "said, and not expected: line 3: WARN -Wx: odd"], differences);
    }

    [Fact]
    public void Once_a_note_is_marked_all_are()
    {
        ImmutableArray<Expectation> expected = Expectation.ReadAll("a //~ NOTE one");
        Assert.Equal(["said, and not expected: line 2: NOTE: two"], Matching.Differences(expected, [new(1, "NOTE", "", "one"), new(2, "NOTE", "", "two")]));
    }

    [Fact]
    public void Addresses_get_names_in_the_order_they_appear() =>
        Assert.Equal("p 0x[1] q 0x[2] r 0x[1]", Golden.NameAddresses("p 0x6fa650 q 0x6fd640 r 0x6fa650"));

    [Fact]
    public void Json_messages_are_parted_from_the_programs_own_words()
    {
        const string Message = """{"$message_type":"diagnostic","message":"read of freed memory","code":{"code":"UB.UseAfterFree","explanation":null},"level":"error","spans":[{"file_name":"a.c","byte_start":0,"byte_end":1,"line_start":4,"line_end":4,"column_start":1,"column_end":2,"is_primary":true,"text":[],"label":"freed","suggested_replacement":null,"suggestion_applicability":null,"expansion":null}],"children":[],"rendered":"R"}""";
        (ImmutableArray<Said> said, string rendered, string own) = CommandLineSubject.Read("mine\n" + Message + "\nmine too\n", "x/a.c");
        Assert.Equal(["line 4: UB UB.UseAfterFree: read of freed memory", "line 4: NOTE: freed"], said.Select(s => s.ToString()));
        Assert.Equal("R", rendered);
        Assert.Equal("mine\nmine too\n", own);
    }
}
