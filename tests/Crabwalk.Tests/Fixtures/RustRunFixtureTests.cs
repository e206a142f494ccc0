namespace Crabwalk.Tests.Fixtures;

/// <summary>The fixtures in Rust that run.</summary>
public sealed class RustRunFixtureTests : FixtureTests
{
    /// <summary>Their names.</summary>
    public static TheoryData<string> Rows() => RowsWhere(f => !IsC(f) && !IsChecked(f));

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Rows))]
    public void Fixture(string name) => Try(name);
}
