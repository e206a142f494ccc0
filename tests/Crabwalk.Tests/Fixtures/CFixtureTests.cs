namespace Crabwalk.Tests.Fixtures;

/// <summary>The fixtures in C.</summary>
public sealed class CFixtureTests : FixtureTests
{
    /// <summary>Their names.</summary>
    public static TheoryData<string> Rows() => RowsWhere(IsC);

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Rows))]
    public void Fixture(string name) => Try(name);
}
