namespace Crabwalk.RepositoryTests;

/// <summary>Assertions that name every offender, not only the first few.</summary>
internal static class Expect
{
    /// <summary>Fails with the whole list when there is anything in it.</summary>
    public static void None(IEnumerable<string> offenders, string what)
    {
        string[] found = [.. offenders];
        Assert.True(found.Length == 0, $"{what}:\n  {string.Join("\n  ", found)}");
    }
}
