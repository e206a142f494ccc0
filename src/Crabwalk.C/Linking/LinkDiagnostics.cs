using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Linking;

/// <summary>What can be wrong between the files of a program: the codes C0700 to C0799.</summary>
internal static class LinkDiagnostics
{
    /// <summary>A name that is used and that no file defines.</summary>
    public static Diagnostic Undefined(string name, string what, Span use, Span declaration) =>
        new(Severity.Error, "C0700", $"undefined reference to `{name}`", new(use, $"no file of the program defines this {what}"))
        {
            Children = declaration == use ? [] :
            [
                new(Severity.Note, $"`{name}` is only declared here", [new(declaration)]),
            ],
        };

    /// <summary>A name that two files define.</summary>
    public static Diagnostic MultipleDefinition(string name, Span second, Span first) =>
        new(Severity.Error, "C0701", $"multiple definition of `{name}`", new(second, "defined here again"))
        {
            Labels = [new(first, "first defined here")],
            Children = [new(Severity.Help, $"keep one definition and declare the other `extern`, or make both `static`")],
        };

    /// <summary>A function that one file uses with another type than it has.</summary>
    public static Diagnostic TypeMismatch(string name, string declared, Span declaration, string defined, Span definition) =>
        new(Severity.Warning, "C0702", $"type of `{name}` does not match its definition", new(declaration, $"declared as `{declared}`"))
        {
            Labels = [new(definition, $"defined as `{defined}`")],
        };

    /// <summary>A program that has nowhere to begin.</summary>
    public static Diagnostic NoMain() => new(Severity.Error, "C0703", "undefined reference to `main`", null)
    {
        Children = [new(Severity.Help, "a program begins in a function `int main(void)` or `int main(int argc, char **argv)`; none of the files defines it")],
    };

    /// <summary>The library's files cannot be read.</summary>
    public static Diagnostic NoLibrary(string path, string reason) =>
        new(Severity.Error, "C0704", $"cannot read Crabwalk's own C library: `{path}`: {reason}", null);
}
