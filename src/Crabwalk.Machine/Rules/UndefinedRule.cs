using Crabwalk.Mir.Bodies;

namespace Crabwalk.Machine.Rules;

/// <summary>One kind of undefined behaviour.</summary>
/// <param name="Name">As reports, fixtures and <c>crabwalk explain</c> name it, without the <c>UB.</c> before it.</param>
/// <param name="Title">A few words.</param>
/// <param name="Citation">Where the language says so.</param>
/// <param name="Explanation">What it is, why it matters, what to do.</param>
public sealed record UndefinedRule(string Name, string Title, string Citation, string Explanation)
{
    /// <summary>The full name, such as <c>UB.UseAfterFree</c>.</summary>
    public string FullName => "UB." + Name;

    /// <summary>Where a program's own language says so; all there is when it is only another language's rule.</summary>
    public string CitationFor(SourceLanguage language)
    {
        string[] all = Citation.Split("; ");
        string[] own = [.. all.Where(part => IsOfC(part) == (language == SourceLanguage.C))];
        return string.Join("; ", own.Length > 0 ? own : all);
    }

    private static bool IsOfC(string citation) => citation.StartsWith("C17", StringComparison.Ordinal) || citation.StartsWith("gcc", StringComparison.Ordinal);
}
