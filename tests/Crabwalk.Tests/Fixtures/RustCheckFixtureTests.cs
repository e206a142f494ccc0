namespace Crabwalk.Tests.Fixtures;

/// <summary>The fixtures in Rust that are refused, or warned of.</summary>
public sealed class RustCheckFixtureTests : FixtureTests
{
    /// <summary>Their names.</summary>
    public static TheoryData<string> Rows() => RowsWhere(f => !IsC(f) && IsChecked(f));

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Rows))]
    public void Fixture(string name) => Try(name);
}
